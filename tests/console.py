"""Renews what the ``console`` blocks of a page show: the commands run, and print what they print.

::

    python -m tests.console docs/command-line.md            # prints what differs
    python -m tests.console docs/command-line.md --write    # puts it on the page

The commands of a page run from top to bottom in one new folder, which holds a copy of ``seeds``. Of
an output that ends with ``...`` as many lines are shown as before.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

__all__ = ["renewed"]

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
_MORE = "...\n"


def renewed(page: str, folder: Path) -> str:
    """The page with the outputs that its commands have now, run in `folder`."""
    return _BLOCK.sub(lambda block: "".join(_shown(block.group(), folder)), page)


def _shown(block: str, folder: Path) -> Iterator[str]:
    for command, output in _commands(block.splitlines(keepends=True)):
        yield command
        lines = _run(command.removeprefix(_PROMPT), folder)
        if output[-1:] == [_MORE]:
            lines = [*lines[: len(output) - 1], _MORE]
        yield from lines


def _commands(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each command with its prompt, over as many lines as its quotes go, and its output."""
    while lines:
        command = lines.pop(0)
        while not _is_whole(command):
            command += lines.pop(0)
        output = []
        while lines and not lines[0].startswith(_PROMPT):
            output.append(lines.pop(0))
        yield command, output


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:  # a quotation is still open
        return False
    return True


def _run(command: str, folder: Path) -> list[str]:
    """The lines that a command prints, on either stream, where the terminal has 100 columns."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMGRAPH_")}
    path = os.pathsep.join([sysconfig.get_path("scripts"), own.get("PATH", os.defpath)])
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=own | {"PATH": path, "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode().splitlines(keepends=True)


def main(
    page: Annotated[Path, typer.Argument(help="A page in Markdown.")],
    write: Annotated[bool, typer.Option("--write", help="Put the outputs on the page.")] = False,
) -> None:
    """Compare the outputs on a page with what its commands print, or renew them."""
    before = page.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder, "seeds"))
        after = renewed(before, Path(folder))
    if write:
        page.write_text(after, encoding="utf-8")
    changed = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), "shown", "printed", n=0
    )
    for line in changed:
        typer.echo(line, nl=False)


if __name__ == "__main__":
    typer.run(main)
