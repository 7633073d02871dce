"""Every command explains itself, fast, and stands in the documentation."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from claimgraph.cli.main import app

from .conftest import Claimgraph

ROOT = Path(__file__).parents[2]
COMMANDS = [
    command.name or command.callback.__name__
    for command in app.registered_commands
    if command.callback is not None
]
HEAVY = ["networkx", "numpy", "pyoxigraph", "rdflib", "rich", "spacy", "yaml"]


def test_commands_are_those_of_the_design() -> None:
    assert sorted(COMMANDS) == [
        *("build", "claims", "compare", "evaluate", "export", "extract", "history", "identities"),
        *("merge", "predictions", "query", "search", "show", "split", "stats", "topics"),
        *("validate", "verify", "view"),
    ]


def test_the_overview_tells_each_command_in_a_whole_line(claimgraph: Claimgraph) -> None:
    done = claimgraph("--help")
    assert (done.returncode, done.stderr) == (0, "")
    listed = done.stdout.partition("Commands:\n")[2]
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z][^\n]*\.$", listed, re.MULTILINE), name
    assert "..." not in listed
    for same in (("-h",), ()):
        shown = claimgraph(*same)
        assert done.stdout.strip() in (shown.stdout.strip(), shown.stderr.strip())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_that_can_be_copied(claimgraph: Claimgraph, name: str) -> None:
    done = claimgraph(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    options = set(re.findall(r"--[a-z-]+", done.stdout.partition("Options:")[2]))
    examples = done.stdout.partition("Examples:")[2].partition("Options:")[0]
    lines = re.findall(r"^ +(claimgraph .*)$", examples, re.MULTILINE)
    assert lines
    for line in lines:
        words = shlex.split(line.partition(" |")[0])
        assert words[1] == name
        assert {word for word in words if word.startswith("--")} <= options
    documented = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    section = documented.partition(f"## {name}\n")[2].partition("\n## ")[0]
    assert f"$ claimgraph {name}" in section


def test_every_option_and_argument_has_a_text() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    for command in group.commands.values():
        for parameter in command.params:
            assert getattr(parameter, "help", None), (command.name, parameter.name)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['claimgraph', '--help']\n"
        "from claimgraph.cli.main import main\n"
        "try: main()\n"
        f"finally: print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_the_version_is_the_packages(claimgraph: Claimgraph) -> None:
    done = claimgraph("--version")
    assert (done.returncode, done.stdout) == (0, f"claimgraph {version('claimgraph')}\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bild",), "No such command 'bild'. Did you mean 'build'?"),
        (("stats", "--strore", "kg"), "No such option: --strore"),
        (("show",), "Usage: claimgraph show"),
    ],
)
def test_wrong_use_ends_with_2(
    claimgraph: Claimgraph, arguments: tuple[str, ...], told: str
) -> None:
    done = claimgraph(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        *(("claims",), ("show", "Ada"), ("search", "looms"), ("stats",), ("predictions",)),
        *(("topics",), ("history", "Ada Wrobel"), ("compare", "Ada Wrobel", "Jo Marsh")),
    ],
)
def test_commands_that_look_read_the_store_that_is_named(
    ask: Claimgraph, arguments: tuple[str, ...]
) -> None:
    done = ask(*arguments, env={"CLAIMGRAPH_STORE": "none"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "claimgraph: none: no such store; make one with claimgraph build\n"
    if arguments != ("show", "Ada"):
        done = ask(*arguments, "--store", "kg", env={"CLAIMGRAPH_STORE": "none"})
        assert done.returncode == 0
        assert done.stdout
