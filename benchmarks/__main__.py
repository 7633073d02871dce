"""Runs every benchmark: ``python -m benchmarks``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from . import __path__ as folder

for found in sorted(iter_modules(folder), key=lambda module: module.name):
    if found.name != "__main__":
        import_module(f".{found.name}", __package__).main()
