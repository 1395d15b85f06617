"""Why an account, or something of it, is held back: every reason has words of its own."""

import pytest

from collector.model import consent_reasons
from collector.ui.screens.handover.reasons import reason
from collector.ui.words import Words
from ui.looking import latin


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_every_reason_has_words(language):
    words = Words(language)
    sides = [f"{side}.{row}" for side in consent_reasons._SIDES for row in consent_reasons._ROWS]
    codes = [*sides, *consent_reasons._OTHERS]
    told = {code: reason(words, code) for code in codes}
    assert len(set(told.values())) == len(codes)
    assert all(text.endswith(".") for text in told.values())
    # "It may be handed on" is of another row: which one is missing is said.
    others = words("consent-onward-name").partition(", ")[2].split()
    assert set(others) <= set(told["onward.missing"].rstrip(".").split())
    assert language == "en" or not latin(list(told.values()))
