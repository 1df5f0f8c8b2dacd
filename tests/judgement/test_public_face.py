"""The names that other code imports from `scheduling`."""

import subprocess
import sys


def _runs(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_observances_is_the_function_whichever_is_imported_first():
    _runs("import scheduling.observances; from scheduling import observances; assert callable(observances)")
    _runs("from scheduling import observances; import scheduling.observances.year; assert callable(observances)")
    _runs("from scheduling.observances import coverage; assert callable(coverage)")


def test_importing_the_package_pays_for_no_room():
    _runs("import scheduling, sys; assert not {'scheduling.clash', 'dateutil', 'astral'} & set(sys.modules)")


def test_every_public_name_is_there():
    _runs("import scheduling; assert all(callable(getattr(scheduling, name)) for name in scheduling.__all__)")
