"""The package holds what it should, and its surface is what it says."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from claimgraph.extract.model.files import FILES

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]
ROOMS: list[str] = sorted(SETUPTOOLS["package-dir"])


def modules() -> list[str]:
    names = []
    for room in ROOMS:
        package = importlib.import_module(room)
        names.append(room)
        names += [m.name for m in pkgutil.walk_packages(package.__path__, f"{room}.")]
    return names


def test_every_package_on_disk_is_listed() -> None:
    on_disk = {
        "claimgraph." + ".".join(init.parent.relative_to(ROOT).parts)
        for folder in SETUPTOOLS["package-dir"].values()
        for init in (ROOT / folder).rglob("__init__.py")
    }
    assert on_disk
    # A folder of sample documents and nothing else: users build it, so it holds no module.
    assert on_disk == set(SETUPTOOLS["packages"]) - {"claimgraph.seeds.documents"}


def test_every_room_is_linked_for_type_checkers() -> None:
    linked = {link.name: link.resolve() for link in (ROOT / ".links" / "claimgraph").iterdir()}
    assert linked == {
        folder: (ROOT / folder).resolve() for folder in SETUPTOOLS["package-dir"].values()
    }


def test_every_room_has_its_type_marker() -> None:
    for folder in SETUPTOOLS["package-dir"].values():
        assert (ROOT / folder / "py.typed").is_file()


def test_every_data_file_is_shipped() -> None:
    patterns = SETUPTOOLS["package-data"]["*"]
    for folder in SETUPTOOLS["package-dir"].values():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in {".py", ".pyc"}:
                assert any(path.match(pattern) for pattern in patterns), path


def test_the_wheel_holds_every_module_and_data_file(tmp_path: Path) -> None:
    folders = SETUPTOOLS["package-dir"].values()
    source = tmp_path / "source"
    for folder in folders:
        shutil.copytree(
            ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__", "corpus")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    # The backend is installed with exact version here; nothing is fetched.
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("claimgraph/")}
    expected = {
        f"claimgraph/{path.relative_to(source).as_posix()}"
        for folder in folders
        for path in (source / folder).rglob("*")
        if path.is_file()
    }
    assert held == expected
    model = {f"claimgraph/extract/model/{name}" for name in (*FILES, "fingerprint.txt")}
    assert model <= held


def test_every_entry_point_loads() -> None:
    entry_points = distribution("claimgraph").entry_points
    assert {entry.name for entry in entry_points} >= {"claimgraph"}
    for entry_point in entry_points:
        entry_point.load()


@pytest.mark.parametrize("name", modules())
def test_public_names_are_sorted_and_exist(name: str) -> None:
    module = importlib.import_module(name)
    names: list[str] = list(getattr(module, "__all__", []))
    constants = [n for n in names if n.isupper()]
    classes = [n for n in names if n not in constants and n[0].isupper()]
    rest = [n for n in names if n not in constants and n not in classes]
    # The order that ruff's RUF022 keeps: constants, classes, functions.
    assert names == sorted(constants) + sorted(classes) + sorted(rest)
    for public in names:
        getattr(module, public)
