"""Words from accounts stay words: nothing in them acts on the report."""

from __future__ import annotations

import pytest

from collector.demo.places import Places
from collector.demo.report import plain, report
from collector.demo.scene import Scene
from collector.demo.steps import Steps
from makers import TEST_POLICY


@pytest.mark.parametrize(
    "text",
    [
        "Затрыманне суседа ў двары",
        "came at 18.30 (by bus), left at once!",
    ],
)
def test_ordinary_words_stay_as_they_are(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "as_shown"),
    [
        ("<img src=x>", r"\<img src=x\>"),
        ("![x](file)", r"!\[x\](file)"),
        ("a | b", r"a \| b"),
        ("*loud* _low_ `code`", r"\*loud\* \_low\_ \`code\`"),
        ("https://example.org", r"https\://example.org"),
        ("www.example.org", r"www\.example.org"),
        ("a@example.org", r"a\@example.org"),
        ("line\n# heading", "line<U+000A># heading".replace("<", r"\<").replace(">", r"\>")),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_what_would_act_is_made_harmless(text, as_shown):
    assert plain(text) == as_shown


def test_a_demo_that_stopped_at_once_still_has_a_report_that_says_so(tmp_path):
    table = Steps(lambda line: None)
    with table.step("make a vault"):
        pass
    text = report(Scene(Places(tmp_path), table, TEST_POLICY))
    assert "Not everything held" in text
    assert "| make a vault |" in text
