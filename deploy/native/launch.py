"""`launch.py FOLDER NAME`: become a process of the instance, with the environment that was written down for it.

So no secret stands on a command line or in the supervisor's configuration. Standard library only, for a quick start.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Read the order and follow it; the process keeps its pid."""
    folder, name = sys.argv[1:3]
    order = json.loads((Path(folder) / "orders.json").read_text())[name]
    os.chdir(Path(__file__).resolve().parents[2])
    os.execvpe(order["command"][0], order["command"], order["environment"])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
