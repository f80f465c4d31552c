"""`python run_probe.py ROLE`: run the probe as if it lay among the services."""

from __future__ import annotations

import ctypes
import runpy
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

PR_SET_PDEATHSIG = 1  # prctl(2)

if __name__ == "__main__":
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no probe outlives the tests that started it
    sys.path.insert(0, str(ROOT))
    import services

    services.__path__.append(str(Path(__file__).parent))
    sys.argv = ["run", "probe", *sys.argv[1:]]
    runpy.run_module("services.common.run", run_name="__main__")
