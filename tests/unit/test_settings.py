"""What a person set about the window, on disk."""

from __future__ import annotations

import os
import stat

import pytest

from collector import settings
from collector.errors import NoPermission
from collector.settings import Settings


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("COLLECTOR_SETTINGS", str(tmp_path / "set"))
    return tmp_path / "set" / "window.json"


def test_what_was_set_is_there_the_next_time(file):
    chosen = Settings(language="be", theme="dark", text_size=150, lock_after=15)
    settings.save(chosen)
    assert settings.load() == chosen
    settings.save(Settings(language="en"))
    assert settings.load() == Settings(language="en")


def test_nothing_set_asks_for_a_language_and_looks_as_the_system_does(file):
    assert settings.load().language is None
    assert settings.load().theme == "system"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_look_that_was_chosen_stays(file, theme):
    file.parent.mkdir()
    file.write_text(f'{{"language":"be","theme":"{theme}","text_size":100,"lock_after":5}}')
    assert settings.load() == Settings(language="be", theme=theme)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 5000,
        b'{"language": "xx"}',
        b'{"text_size": 1000}',
        b'{"vault": "/somewhere"}',
        b"\xff\xfe",
    ],
    ids=["empty", "torn", "deep", "language", "size", "unknown", "bytes"],
)
def test_an_unsound_file_is_as_if_nothing_had_been_set(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert settings.load() == Settings()


@pytest.mark.skipif(os.name != "posix", reason="modes of posix")
def test_only_their_owner_reads_them(file):
    settings.save(Settings(language="ru"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="links of posix")
def test_a_link_in_their_place_is_not_followed(file, tmp_path):
    other = tmp_path / "other"
    other.write_text("untouched")
    file.parent.mkdir()
    file.symlink_to(other)
    with pytest.raises(Exception) as refused:
        settings.save(Settings())
    assert refused.value.exit == NoPermission.exit
    assert other.read_text() == "untouched"


def test_what_was_set_can_be_forgotten_and_nothing_of_others_goes(file, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "usual_vault", lambda: tmp_path / "data" / "vault")
    (tmp_path / "data").mkdir()
    settings.save(Settings(language="be"))
    settings.forget()
    assert not file.parent.exists()
    assert not (tmp_path / "data").exists()
    settings.forget()
    settings.save(Settings(language="be"))
    (file.parent / "other").write_text("of somebody else")
    settings.forget()
    assert [it.name for it in file.parent.iterdir()] == ["other"]
    assert settings.load() == Settings()
