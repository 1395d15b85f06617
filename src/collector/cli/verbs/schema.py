"""``schema NAME``."""

from __future__ import annotations

import json

from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.model.schemas import json_schema


def show(call: Call) -> Reply:
    """Print a JSON Schema, alike with and without ``--json`` but for what is around it."""
    schema = json_schema(call.args.name)
    for line in json.dumps(schema, indent=2).splitlines():
        call.console.say(line)
    return Reply(ids=[call.args.name], fields={"schema": schema})
