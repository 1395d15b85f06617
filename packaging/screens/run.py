"""Pictures of every screen: ``make screens`` puts them into a folder.

Each area of the window has a module here with ``pictures(studio)``, which fills a vault and says
what is to be shown.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from studio import LOOKS, Studio

from collector.ui.main import make_application
from collector.ui.window import Window, application

HERE = Path(__file__).parent
OWN = {"run", "studio", "hands"}


def main() -> int:
    """Take all pictures, or those of the areas named."""
    areas = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in OWN)
    parser = argparse.ArgumentParser(description="take pictures of the screens")
    parser.add_argument("out", type=Path)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(areas))
    parser.add_argument("--look", action="append", choices=sorted(LOOKS), help="only this look")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_heard)
    make_application(["collector"])
    for area in options.areas or areas:
        with tempfile.TemporaryDirectory(prefix="screens-") as folder:
            os.environ["COLLECTOR_SETTINGS"] = folder
            os.environ["XDG_DATA_HOME"] = folder
            window = Window()
            window.show()
            try:
                looks = options.look or list(LOOKS)
                import_module(area).pictures(Studio(window, options.out, Path(folder), looks))
            finally:
                window.close()
                application().processEvents()
    taken = len(list(options.out.glob("*.png")))
    sys.stdout.write(f"{taken} pictures in {options.out}\n")
    return 0


def _heard(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for what the platform without a screen says of every dialog."""
    if not text.startswith("This plugin does not support "):
        sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
