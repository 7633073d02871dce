"""The installed ``claimgraph`` command, and a store that it built."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

COMMAND = str(Path(sysconfig.get_path("scripts"), "claimgraph"))

Done: TypeAlias = subprocess.CompletedProcess[str]
Claimgraph: TypeAlias = Callable[..., Done]

FILES = {
    "looms.md": """---
title: "A conversation about looms"
date: 2026-03-02
people:
  - {name: Ada Wrobel, role: guest}
---
Ada Wrobel: I think reinforcement learning will plan our looms by 2031.
""",
    "note.txt": "Jo Marsh of Northwind Labs said that scaling laws do not hold for looms.\n",
    "panel.vtt": """WEBVTT

00:01.000 --> 00:05.000
<v Ada Wrobel>ImageNet changed how we judge computer vision.
""",
}


def run(
    *arguments: str,
    cwd: Path,
    stdin: bytes | None = None,
    env: dict[str, str] | None = None,
) -> Done:
    """What a run of the command printed, and its exit code."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CLAIMGRAPH_")}
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=cwd,
        input=stdin,
        env=clean | {"COLUMNS": "80"} | (env or {}),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def table(done: Done) -> list[dict[str, str]]:
    """The rows that a run printed, which told of nothing else."""
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(done.stdout), delimiter="\t"))


def write_documents(folder: Path) -> None:
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents in ``docs`` and the store ``kg`` of them; it is read only."""
    folder = tmp_path_factory.mktemp("built")
    write_documents(folder / "docs")
    done = run("build", "docs", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        "3 documents written, 0 unchanged, 0 removed, 0 failed; store kg\n",
    )
    return folder


@pytest.fixture
def ask(built: Path) -> Claimgraph:
    """Runs a command that only reads, where the store is."""
    return lambda *arguments, **options: run(*arguments, cwd=built, **options)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder of one's own, with documents in ``docs`` and no store."""
    write_documents(tmp_path / "docs")
    return tmp_path


@pytest.fixture
def claimgraph(work: Path) -> Claimgraph:
    """Runs a command in the folder of one's own."""
    return lambda *arguments, **options: run(*arguments, cwd=work, **options)
