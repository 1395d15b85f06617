"""Where the person is, which way out is used, when, and who they are at a platform's server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

import msgspec
from PySide6.QtWidgets import QLineEdit

from collector.desk import TrustedCard
from collector.model.card import Transport
from collector.model.delivery import WITH_LOGIN, DeliveryChoices, LoginChoice
from collector.ui import design, outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Choice, Field, drop_down, line_field
from collector.ui.parts.layout import clear, column, group, sheet
from collector.ui.parts.narrow import narrow
from collector.ui.parts.page import Page
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.delivery.login import LoginForm
from collector.ui.tasks import Job
from collector.vocabularies import load

TOR: Final = ("127.0.0.1", 9050)
_MODES: Final = ("press", "ask", "safe")
_ROUTES: Final = ("tor", "proxy", "interface", "direct")
_KILO: Final = 1000


@dataclass(frozen=True)
class Chosen:
    """What is kept now, and the servers that ask who is there."""

    choices: DeliveryChoices
    logins: tuple[tuple[TrustedCard, Transport, LoginChoice | None], ...]


def read_chosen(job: Job) -> Chosen:
    """Read what is kept now."""
    session = job.session
    return Chosen(
        session.delivery.choices,
        tuple(
            (card, way, session.delivery.login(card, way))
            for card in session.trust.platforms()
            for way in card.card.transports
            if way.kind in WITH_LOGIN
        ),
    )


class WayScreen(Screen):
    """A form.  Leaving it without keeping changes nothing."""

    rail: ClassVar[str | None] = "delivery"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        self._trouble = Trouble(self.words)
        self._body = column(gap=design.BLOCK)
        page = Page(self.words("way-title"), self.words("way-hint"))
        page.put(self._trouble, narrow(desktop.settings, group(self._body)), None)
        self.fill(page)
        self._logins: list[tuple[TrustedCard, Transport, LoginForm]] = []
        self.run(read_chosen, self._show, self._trouble.tell)

    def _show(self, chosen: Chosen) -> None:
        clear(self._body)
        words, now = self.words, chosen.choices
        terms = load("V-ZONE").terms
        zones = [
            (it.code, words.term(it.code, it.labels[words.language]))
            for it in terms
            if _fits({"zone": it.code})  # "does not apply" is no answer to where somebody is
        ]
        self._zone = drop_down(zones, now.zone)
        self._zone.setObjectName("zone")
        self._route = Choice(
            [(it, words(f"way-route-{it}")) for it in _ROUTES], _route_of(now), self._show_route
        )
        self._mode = Choice([(it, words(f"way-mode-{it}")) for it in _MODES], now.mode)
        self._fill_fields(now)
        cap = "" if now.cap is None else str(now.cap // _KILO)
        self._cap = Field(words("way-cap"), _named("cap", cap), words("way-cap-hint"))
        self._direct = label(words("way-route-direct-hint"), "hint")
        route = Field(words("way-route"), self._route)
        self._body.addWidget(
            sheet(Field(words("way-zone"), self._zone, words("way-zone-hint")), margin=24)
        )
        self._body.addWidget(
            sheet(route, self._direct, self._proxy, self._interface, gap=14, margin=24)
        )
        self._body.addWidget(
            sheet(Field(words("way-mode"), self._mode), self._cap, gap=20, margin=24)
        )
        self._show_logins(chosen)
        keep = button(words("way-keep"), "primary", self._keep)
        keep.setObjectName("keep-way")
        back = button(words("way-back"), "outlined", self._back)
        back.setObjectName("back")
        self._body.addWidget(actions(self.desktop.settings, keep, back))
        self._show_route(_route_of(now) or "")
        self._zone.setFocus()

    def _fill_fields(self, now: DeliveryChoices) -> None:
        words, proxy = self.words, now.proxy
        self._host = Field(words("way-proxy-host"), _named("host", proxy.host if proxy else ""))
        self._port = Field(
            words("way-proxy-port"), _named("port", str(proxy.port) if proxy else "")
        )
        self._name = Field(
            words("way-proxy-name"), _named("name", (proxy.username if proxy else None) or "")
        )
        self._password = Field(
            words("way-proxy-password"),
            _named("password", (proxy.password if proxy else None) or "", hidden=True),
        )
        self._proxy = group(
            column(self._host, self._port, self._name, self._password, gap=design.GAP)
        )
        self._interface = Field(
            words("way-interface"),
            _named("interface", now.interface or ""),
            words("way-interface-hint"),
        )

    def _show_logins(self, chosen: Chosen) -> None:
        words = self.words
        for card, way, known in chosen.logins:
            form = LoginForm(words, known, key=way.kind == "sftp")
            self._logins.append((card, way, form))
            self._body.addWidget(
                sheet(
                    label(words("way-logins"), "heading"),
                    label(outside.line(f"{card.card.name} · {way.address}"), "hint"),
                    label(words("way-logins-hint"), "hint"),
                    form,
                    gap=12,
                    margin=24,
                )
            )

    def _show_route(self, route: str) -> None:
        self._proxy.setVisible(route == "proxy")
        self._interface.setVisible(route == "interface")
        self._direct.setVisible(route == "direct")

    def _keep(self) -> None:
        chosen = self._read()
        if chosen is None:
            return
        logins = [(card, way, form.read()) for card, way, form in self._logins]

        def keep(job: Job) -> None:
            for card, way, login in logins:
                job.session.delivery.choose_login(card, way, login)
            job.session.delivery.choose(chosen)

        self._trouble.clear()
        self.run(keep, lambda _none: self._kept(), self._trouble.tell)

    def _kept(self) -> None:
        self.desktop.courier.forget()
        self._back()

    def _back(self) -> None:
        self.desktop.go(Place("delivery"))

    def _read(self) -> DeliveryChoices | None:
        """Return what was filled in; what is wrong is said below its field."""
        route, words = self._route.chosen(), self.words
        for field in (self._host, self._port, self._interface, self._cap):
            field.complain("")
        wrong: list[Field] = []
        raw: dict[str, Any] = {"zone": self._zone.currentData(), "mode": self._mode.chosen()}
        if route == "tor":
            raw["proxy"] = {"host": TOR[0], "port": TOR[1]}
        elif route == "proxy":
            raw["proxy"] = self._read_proxy(wrong)
        elif route == "interface":
            raw["interface"] = _text(self._interface)
            if not _fits({"interface": raw["interface"]}):
                self._interface.complain(words("way-wrong-interface"))
                wrong.append(self._interface)
        cap = _text(self._cap)
        if cap:
            raw["cap"] = int(cap) * _KILO if cap.isascii() and cap.isdecimal() else 0
            if not _fits({"cap": raw["cap"]}):
                self._cap.complain(words("way-wrong-cap"))
                wrong.append(self._cap)
        if wrong:
            wrong[0].inner.setFocus()
            return None
        return msgspec.convert(raw, DeliveryChoices)

    def _read_proxy(self, wrong: list[Field]) -> dict[str, Any]:
        host, port = _apart(_text(self._host), _text(self._port))
        number = int(port) if port.isascii() and port.isdecimal() else 0
        if not _fits({"proxy": {"host": host, "port": 1}}):
            self._host.complain(self.words("way-wrong-host"))
            wrong.append(self._host)
        if not _fits({"proxy": {"host": "localhost", "port": number}}):
            self._port.complain(self.words("way-wrong-port"))
            wrong.append(self._port)
        return {
            "host": host,
            "port": number,
            "username": _text(self._name) or None,
            "password": _text(self._password) or None,
        }


def _apart(host: str, port: str) -> tuple[str, str]:
    """Return the two, also where ``127.0.0.1:9050`` was typed as an address; no host if the port
    in it is another one.
    """
    name, colon, number = host.partition(":")
    if not colon or ":" in number:  # an IPv6 address has more of them
        return host, port
    return (name, number) if port in ("", number) else ("", port)


def _route_of(now: DeliveryChoices) -> str | None:
    """Return the answer that stands for what is kept; none where nothing was ever chosen."""
    if now.proxy is not None:
        own = now.proxy
        return "tor" if (own.host, own.port) == TOR and own.username is None else "proxy"
    if now.interface is not None:
        return "interface"
    return None if now == DeliveryChoices() else "direct"


def _named(name: str, text: str, *, hidden: bool = False) -> QLineEdit:
    made = line_field(text)
    made.setObjectName(f"way-{name}")
    if hidden:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def _text(field: Field) -> str:
    inner = field.inner
    return inner.text().strip() if isinstance(inner, QLineEdit) else ""


def _fits(raw: dict[str, Any]) -> bool:
    try:
        msgspec.convert(raw, DeliveryChoices)
    except msgspec.ValidationError:
        return False
    return True
