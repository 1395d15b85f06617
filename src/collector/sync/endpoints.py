"""Where the ways of a card lead, over the way out that the person chose."""

from __future__ import annotations

from collector.model.card import Transport
from collector.model.delivery import DeliveryChoices, LoginChoice, allowed_ways, way_name
from collector.sync.transport.interface import Endpoint, Login, Proxy, Route
from collector.sync.waiting import Waiting


def name_of(endpoint: Endpoint) -> str:
    """Return what tells one place of delivery from another."""
    return way_name(endpoint.kind, endpoint.address)


def way_it_went(waiting: Waiting, chosen: DeliveryChoices) -> Transport | None:
    """Return the way by which a bundle arrived: its receipt lies there, and may nowhere else."""
    if waiting.card is None or waiting.delivery.state not in ("uploaded", "delivered"):
        return None
    return next(
        (
            it
            for it in allowed_ways(waiting.card.card, chosen)
            if way_name(it.kind, it.address) == waiting.delivery.endpoint
        ),
        None,
    )


def endpoint_of(
    transport: Transport, chosen: DeliveryChoices, login: LoginChoice | None
) -> Endpoint:
    """Return where a way of a card leads, over the way out that was chosen."""
    proxy = chosen.proxy
    return Endpoint(
        kind=transport.kind,
        address=transport.address,
        pin=None if transport.pin is None else bytes.fromhex(transport.pin),
        route=Route(
            proxy=Proxy(proxy.host, proxy.port, proxy.username, proxy.password) if proxy else None,
            interface=None if proxy else chosen.interface,
        ),
        cap=chosen.cap,
        login=Login(login.username, login.password, login.private_key) if login else None,
    )
