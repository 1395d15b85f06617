"""``demo DIR``."""

from __future__ import annotations

from pathlib import Path

from collector.cli.call import Call
from collector.cli.reply import Reply, refusal
from collector.demo.run import run_demo
from collector.errors import Unacceptable
from collector.session import PRODUCTION


class DemoFailed(Unacceptable):
    """Something did not hold."""

    code = "demo.failed"
    words = "something in the demonstration did not hold"
    hint = "look at the table above and at the report in the folder, and tell the makers"


def run(call: Call) -> Reply:
    """Do the main job once, end to end."""
    say = call.console.note if call.console.as_json else call.console.say
    if run_demo(Path(call.args.dir), say, call.policy or PRODUCTION):
        return Reply(fields={"folder": call.args.dir})
    error = DemoFailed()
    call.console.complain(error)
    return refusal(error, folder=call.args.dir)
