"""Sees to it that the browser tests have Chromium, or says plainly that they will be left out, and why.

`python -m tests` runs this first. It installs only with Debian's own packages, only as root, and says so; with
ALONGSIDE_NO_INSTALL set it installs nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HOW = "On Debian and Ubuntu: apt-get install chromium chromium-driver"


def present() -> bool:
    """Whether a browser and its driver are there."""
    return any(map(shutil.which, BROWSERS)) and shutil.which("chromedriver") is not None


def main() -> int:
    """Install Chromium if it is missing and can be installed; the exit status is always 0."""
    if present():
        return 0
    may = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None
    if may and not os.environ.get("ALONGSIDE_NO_INSTALL"):
        sys.stdout.write("Chromium is missing: installing chromium and chromium-driver with apt-get.\n")
        sys.stdout.flush()
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "chromium", "chromium-driver"]):
            try:
                done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, timeout=600).returncode == 0
            except subprocess.TimeoutExpired:
                done = False
            if not done:
                sys.stdout.write(f"That did not work: {' '.join(command)}\n")
                break
    if not present():
        sys.stdout.write(f"The browser tests will be left out: Chromium or chromedriver is not installed. {HOW}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
