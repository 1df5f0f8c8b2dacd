"""Everything that must hold before a commit, cheapest first; stops at the first failure.

`python -m tests` runs it all; `python -m tests --quick` leaves out what takes more than a moment (benchmarks,
fault runs, browser). Anything after `--` goes to pytest. Tests run on every core; benchmarks run alone, before them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def steps(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Each check by name, with the command that makes it."""
    quick = "--quick" in arguments
    extra = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    pytest = [sys.executable, "-m", "pytest"]
    checks = [
        ("lint", [str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", "."]),
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        ("imports", [str(BIN / "lint-imports"), "--no-cache"]),
        ("types", [sys.executable, "-m", "mypy"]),
    ]
    benchmarks = ("benchmarks", [*pytest, "tests/benchmarks", "--benchmark-only", "--benchmark-columns=median,rounds"])
    tests = ("tests", [*pytest, "-n", "auto", "--ignore=tests/benchmarks", *extra])
    if quick:
        return [*checks, (tests[0], [*tests[1], "-m", "not slow"])]
    browser = ("browser", [sys.executable, "-m", "tests.chromium"])
    older = ("another PostgreSQL", [sys.executable, "-m", "tests.postgresql"])
    return [*checks, browser, older, benchmarks, tests]


def main(arguments: list[str]) -> int:
    """Run the steps; the exit status is that of the first that fails."""
    for name, command in steps(arguments):
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        began = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status:
            sys.stdout.write(f"== {name} failed\n")
            return status
        sys.stdout.write(f"== {name}: {time.monotonic() - began:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
