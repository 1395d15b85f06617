"""The hooks git is given: they are the checks of ``make lint``, and they stop a commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from peers import ROOT, absent

CONFIG = ROOT / ".pre-commit-config.yaml"
TOOLS = Path(sys.executable).parent


def hooks() -> list[dict[str, object]]:
    [repository] = yaml.safe_load(CONFIG.read_text())["repos"]
    assert repository["repo"] == "local"
    return list(repository["hooks"])


def test_no_hook_fetches_anything_or_does_what_lint_does_not():
    recipe = (ROOT / "Makefile").read_text().partition("\nlint:")[2].partition("\n\n")[0]
    for hook in hooks():
        folder, _, tool = str(hook["entry"]).split()[0].rpartition("/")
        assert hook["language"] == "system"
        assert folder == ".venv/bin"
        assert f"$(BIN)/{tool} " in recipe


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A repository with our hooks, our rules for ruff, and nothing else."""
    if shutil.which("git") is None or not (TOOLS / "pre-commit").is_file():
        absent("git or pre-commit")
    folder = tmp_path / "scratch"
    folder.mkdir()
    (folder / ".venv").symlink_to(TOOLS.parent)
    (folder / ".gitignore").write_text(".venv\n.ruff_cache\n")
    for name in (CONFIG.name, "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "--quiet")
    subprocess.run(
        [TOOLS / "pre-commit", "install"], cwd=folder, env=environment(folder), check=True
    )
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Git without the machine's own settings; what hooks keep stays in the test's folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    person = {"NAME": "nobody", "EMAIL": "nobody@example.org"}
    return {
        **kept,
        **{
            f"GIT_{who}_{what}": it
            for who in ("AUTHOR", "COMMITTER")
            for what, it in person.items()
        },
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder.parent / "kept"),
        "SKIP": "mypy,rooms",
    }


def git(folder: Path, *words: str, refused: bool = False) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stdout + done.stderr
    assert (done.returncode != 0) is refused, told
    return told


@pytest.mark.parametrize(
    ("text", "hook"),
    [("import os\n", "ruff check"), ("FIRST  =  1\n", "ruff format")],
    ids=["a flaw", "another format"],
)
def test_a_commit_that_lint_would_refuse_is_refused(scratch, text, hook):
    (scratch / "new.py").write_text(text)
    git(scratch, "add", ".")
    told = git(scratch, "commit", "--message", "New", refused=True)
    assert [line for line in told.splitlines() if line.startswith(hook) and "Failed" in line]


def test_any_other_goes_through(scratch):
    (scratch / "new.py").write_text('"""New."""\n\nFIRST = 1\n')
    git(scratch, "add", ".")
    git(scratch, "commit", "--message", "New")
    assert "new.py" in git(scratch, "ls-tree", "--name-only", "HEAD")
