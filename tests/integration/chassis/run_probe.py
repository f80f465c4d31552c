"""`python run_probe.py ROLE`: run the probe as if it lay among the services."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    import services

    services.__path__.append(str(Path(__file__).parent))
    sys.argv = ["run", "probe", *sys.argv[1:]]
    runpy.run_module("services.common.run", run_name="__main__")
