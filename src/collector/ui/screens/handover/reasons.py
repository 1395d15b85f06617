"""Why consent holds something back, in the person's language; and which questions are open."""

from __future__ import annotations

from collections.abc import Sequence

from collector.model.consent_facts import Decision, TestimonyVerdict
from collector.ui.words import Words

_ASK = {"ask", "later", "ask-handing-on"}


def reason(words: Words, code: str) -> str:
    """Return a sentence for a code of ``model.consent_reasons``."""
    side, dot, row = code.partition(".")
    if not dot or side == "media":
        return words("reason-" + code.replace(".", "-"))
    return words(f"reason-{row}", side=side)


def reasons(words: Words, codes: Sequence[str]) -> str:
    """Return the sentences of several codes, each once."""
    answered = [it for it in codes if it.endswith(".answered-no")]
    return " ".join(dict.fromkeys(reason(words, code) for code in answered or codes))


def held_back(words: Words, decision: Decision) -> str:
    """Return how much stays here because of consent, or nothing."""
    verdicts = decision.testimonies
    counts = {
        "accounts": sum(not it.allowed for it in verdicts),
        "exhibits": sum(not ex.allowed for it in verdicts if it.allowed for ex in it.exhibits),
    }
    said = [words(f"hand-over-held-{what}", count=n) for what, n in counts.items() if n]
    return words("hand-over-held", what=", ".join(said)) if said else ""


def open_questions(verdict: TestimonyVerdict) -> tuple[bool, ...]:
    """Return what has to be asked before an account can go: False for the giving, True for onward.

    Nothing where it could not go whatever the answer is.
    """
    parts = [code.partition(".") for code in verdict.reasons]
    if any(row not in _ASK for _, _, row in parts):
        return ()
    return tuple(sorted({side != "recipient" for side, _, _ in parts}))
