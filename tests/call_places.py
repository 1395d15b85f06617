"""Two vaults that trust each other, made and used by verbs alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from calls import Called, Person, done, known, written
from makers import PLATFORM, exhibit, form


@dataclass(frozen=True)
class Place:
    """Two vaults that trust each other."""

    folder: Path
    field: Path
    coordinator: Path
    card: Path
    signer: str

    def add(self, *, media: tuple[Path, ...] = (), **changes: object) -> str:
        """Add an account; return its id."""
        entries = [exhibit(path.name) for path in media]
        path = written(self.folder / "account.json", form(**{"exhibits": entries} | changes))
        files = [word for file in media for word in ("--media", file)]
        return done("testimony", "add", "--vault", self.field, "--from", path, *files).lines[0]

    def seal(self, name: str) -> None:
        """Seal an account."""
        done("testimony", "seal", "--vault", self.field, name)

    def export(self, *ids: str) -> Path:
        """Export accounts; return the bundle."""
        called = export(self, *ids)
        assert called.code == 0, called.err
        return Path(called.lines[0])


def export(place: Place, *more: object, person: Person | None = None) -> Called:
    """Export to the platform, whatever comes of it."""
    out = place.folder / "out"
    return known(
        *("bundle", "export", "--vault", place.field, "--to", PLATFORM, *more, out), person=person
    )


def trusting(tmp_path: Path) -> Place:
    """Make both vaults and let each trust the other."""
    field, coordinator, card = tmp_path / "field", tmp_path / "coordinator", tmp_path / "card"
    made = done("vault", "create", field, "--role", "interviewer", "--json").json
    done("vault", "create", coordinator, "--role", "coordinator")
    new = done("platform", "new", "--vault", coordinator, "--name", PLATFORM, card, "--json").json
    words = new["root"]["words"]["ru"]
    done("platform", "trust", "--vault", field, card, "--expect", words)
    signer = made["signer"]
    done(
        *("signer", "trust", "--vault", coordinator, signer["line"]),
        *("--expect", signer["words"]["en"]),
    )
    return Place(tmp_path, field, coordinator, card, signer["line"])
