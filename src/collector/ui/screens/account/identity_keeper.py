"""Keeps who the person is; what could not be sealed is held until it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from collector.errors import CollectorError
from collector.model.identity import IdentityForm
from collector.ui.screen import Screen


class IdentityKeeper(QObject):
    """The identity of one draft, on its way to the vault."""

    def __init__(
        self,
        screen: Screen,
        account: str,
        kept: Callable[[], None],
        failed: Callable[[CollectorError], None],
    ) -> None:
        super().__init__(screen)
        self._screen, self._account = screen, account
        self._kept, self._failed = kept, failed
        self.held: IdentityForm | None = None
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Tell whether something is still on its way."""
        return self._under_way > 0

    def keep(self, form: IdentityForm) -> None:
        """Hand a form to a job: sealed where a platform is trusted, kept open else."""
        account = self._account
        self.held = None
        self._under_way += 1
        self._screen.keep(
            lambda job: job.session.testimonies.keep_identity(account, form),
            lambda _how: self._was_kept(),
            lambda error: self._was_not_kept(form, error),
            between=True,
        )

    def flush(self) -> None:
        """Try again with what could not be kept."""
        if self.held is not None:
            self.keep(self.held)

    def _was_kept(self) -> None:
        self._under_way -= 1
        self._kept()

    def _was_not_kept(self, form: IdentityForm, error: CollectorError) -> None:
        self._under_way -= 1
        if self.held is None:
            self.held = form
        self._failed(error)
