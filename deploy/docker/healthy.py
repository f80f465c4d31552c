"""`python -m deploy.docker.healthy [PORT]`: exit 0 when this container's process says that it is ready."""

from __future__ import annotations

import sys
import urllib.error
import urllib.request

from deploy.docker.start import HEALTH_PORT


def main() -> None:
    """Ask the health port."""
    port = sys.argv[1] if len(sys.argv) > 1 else HEALTH_PORT
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=3):
            sys.exit(0)
    except (urllib.error.URLError, OSError) as error:
        sys.exit(f"not ready: {error}")


if __name__ == "__main__":
    main()
