"""An error on a screen: what happened, and what to do."""

from __future__ import annotations

from collector.errors import CollectorError
from collector.ui.parts.into_view import into_view
from collector.ui.parts.notice import Strip
from collector.ui.parts.text import say
from collector.ui.words import Words


class Trouble(Strip):
    """A strip that is hidden until something went wrong."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def tell(self, error: CollectorError, more: str = "") -> None:
        """Show an error; ``more``, which may be from outside, stands apart below the hint."""
        what, hint = (sentence(text) for text in self._words.error(error))
        self.say(what, hint, "amber")
        say(self.more, more)

    def answer(self, error: CollectorError) -> None:
        """Show why what somebody just asked for was not done, where it can be seen."""
        self.tell(error)
        into_view(self)


def sentence(text: str, end: str = ".") -> str:
    """Return words of an error as a sentence of their own."""
    ended = text.endswith((".", "!", "?"))
    return text[:1].upper() + text[1:] + ("" if ended else end) if text else ""
