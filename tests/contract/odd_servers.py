"""How the tests of bad servers make one, and post to it."""

from __future__ import annotations

from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from contract.scripted import Tus
from contract.watches import Recorder

SHORT = Limits(connect=0.5, stall=0.5, beat=0.05)
"""For whom nobody answers."""
PATIENT = Limits(beat=0.05)
"""For all others, however busy the machine is."""
SIZE = 300_000


def odd(method: str, times: int = 1, **more):
    """Answer the first requests of a method in another way than tus would."""
    status, body = more.pop("status"), more.pop("body", b"")

    def answer(tus, talk, request):
        nonlocal times
        if request.method != method or times == 0:
            return False
        times -= 1
        talk.body(request)
        talk.answer(status, body, **more)
        return True

    return Tus(answer)


def post(server, sent, token=None, watch=None, limits=PATIENT):
    watch = watch or Recorder()
    open_way(server.endpoint(), limits).post(sent, token, watch)
    return watch
