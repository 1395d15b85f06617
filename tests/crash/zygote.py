"""A process that has loaded the program and forks a driver for every run, as Android's zygote does.

``python zygote.py`` reads one request a line: verb, place, working folder, and the two files that
take what the driver prints.  It answers with the process id once the driver has stopped itself, so
that strace can attach before the verb begins, and with the exit code, or minus the signal, once it
has ended.  Nothing of a vault is touched before the fork.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from pathlib import Path

from crash import driver

_PR_SET_PDEATHSIG, _PR_SET_PTRACER = 1, 0x59616D61
_ANYBODY = ctypes.c_ulong(-1)


def _drive(request: dict[str, str]) -> int:
    """Become the driver; wait for strace, which may not be an ancestor."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(_PR_SET_PTRACER, _ANYBODY)
    for number, name in enumerate(("/dev/null", request["out"], request["err"])):
        opened = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(request["cwd"])
    os.kill(os.getpid(), signal.SIGSTOP)
    return driver.main(request["verb"], Path(request["place"]))


def _answer(number: int) -> None:
    os.write(1, f"{number}\n".encode("ascii"))


def main() -> int:
    """Fork for every request; returns in the driver as well, with its exit code."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            return _drive(json.loads(line))
        os.waitpid(pid, os.WUNTRACED)
        _answer(pid)
        _, status = os.waitpid(pid, 0)
        _answer(os.waitstatus_to_exitcode(status))
    return 0


if __name__ == "__main__":
    sys.exit(main())
