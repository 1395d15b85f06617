"""The table: what holds, what does not, what stops, and what belongs to this machine."""

from __future__ import annotations

import pytest

from collector.demo.steps import Steps, Stopped
from collector.errors import NoRoom, Unacceptable


class Bad(Unacceptable):
    code = "test.bad"


class Worse(Unacceptable):
    code = "test.worse"


def raising(error):
    def attempt():
        raise error

    return attempt


def steps():
    lines = []
    return Steps(lines.append), lines


def test_a_step_that_held_is_a_row_with_time_and_speed():
    table, lines = steps()
    with table.step("export") as step:
        step.tell("one bundle", size=2_000_000)
    assert table.held
    assert lines[-1].startswith("ok  export ")
    assert table.rows[0].size == 2_000_000
    assert len(lines[-1].split()) == len(["ok", "export", "one", "bundle", "seconds", "MB/s"])


def test_a_step_that_says_nothing_has_not_held():
    table, lines = steps()
    with table.step("export"):
        pass
    assert not table.held
    assert lines[-1].startswith("NO  export")


def test_an_error_about_the_material_stops_the_demo():
    table, lines = steps()
    with pytest.raises(Stopped), table.step("import"):
        raise Bad
    assert not table.held
    assert "failed: test.bad" in lines[-1]


def test_trouble_with_this_machine_is_not_a_verdict():
    table, _ = steps()
    with pytest.raises(NoRoom), table.step("import"):
        raise NoRoom
    with pytest.raises(NoRoom):
        table.refused("forgery", Bad.code, raising(NoRoom()), lambda: 0)


@pytest.mark.parametrize(
    ("attempt", "state", "held"),
    [
        pytest.param(raising(Bad()), lambda: 0, True, id="refused"),
        pytest.param(raising(Worse()), lambda: 0, False, id="refused for something else"),
        pytest.param(lambda: None, lambda: 0, False, id="accepted"),
        pytest.param(raising(Bad()), iter(range(2)).__next__, False, id="refused too late"),
    ],
)
def test_a_refusal_must_have_its_code_and_change_nothing(attempt, state, held):
    table, lines = steps()
    assert table.refused("forgery", Bad.code, attempt, state) is held
    assert table.held is held
    assert lines[-1].startswith("ok" if held else "NO")
