"""An import-linter contract that reads as the table of rooms: who may import whom, and no one else.

import-linter's own contract types name what is forbidden, so a new room would be open to all until
someone remembered it.  Here every row names what is allowed, a module without a row breaks the
contract, and a row without a module yet does no harm.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomContract(Contract):
    """The rows of ``table``: ``"room: room room ..."``, names relative to the root package.

    A module belongs to the row with the longest matching name, so ``sync`` means what lies in
    ``sync`` outside the rows ``sync.bundle`` and ``sync.transport``.  Only direct imports are
    judged; as every room has a row, no way around is left.  The root package itself holds the
    version and nothing else: everyone may import it, and it imports nothing.
    """

    type_name = "rooms"
    table = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return the imports that no row allows and the modules that no row names."""
        del verbose
        (root,) = self.session_options["root_packages"]
        allowed = dict(_row(text) for text in self.table)
        inside = {name for name in graph.modules if name.startswith(f"{root}.")}
        rooms = {name: _room(name.removeprefix(f"{root}."), allowed) for name in inside}
        homeless = sorted(name for name, room in rooms.items() if room is None)
        trespasses = sorted(
            (importer, imported)
            for importer in (inside | {root}) - set(homeless)
            for imported in graph.find_modules_directly_imported_by(importer) & set(rooms)
            if importer == root
            or (
                rooms[imported] != rooms[importer]
                and rooms[imported] not in allowed[rooms[importer]]
            )
        )
        return ContractCheck(
            kept=not homeless and not trespasses,
            metadata={"homeless": homeless, "trespasses": trespasses},
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each finding."""
        for name in check.metadata["homeless"]:
            output.print_error(f"{name} has no row in the table of rooms")
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} may not import {imported}")


def _row(text: str) -> tuple[str, frozenset[str]]:
    """Split ``"room: room room"``."""
    room, _, may_import = text.partition(":")
    return room.strip(), frozenset(may_import.split())


def _room(name: str, allowed: dict[str, frozenset[str]]) -> str | None:
    """Return the longest room that holds the module, or None."""
    return max(
        (room for room in allowed if f"{name}.".startswith(f"{room}.")), key=len, default=None
    )
