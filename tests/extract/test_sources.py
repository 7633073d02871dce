"""From files, folders and globs to the files that are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.extract.sources import find_sources
from claimgraph.graph.errors import UsageError


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "talks/b.txt",
        "talks/a.md",
        "talks/photo.png",
        "talks/deep/er/c.VTT",
        "talks/.hidden.txt",
        "talks/.git/d.txt",
        "papers/e.html",
        "papers/[1].txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*patterns: str | Path) -> list[str]:
    return [path.as_posix() for path in find_sources(patterns)]


@pytest.mark.usefixtures("tree")
def test_folder_is_read_with_all_below_it() -> None:
    assert names("talks") == ["talks/a.md", "talks/b.txt", "talks/deep/er/c.VTT"]


@pytest.mark.usefixtures("tree")
def test_files_are_sorted_and_unique() -> None:
    assert names("talks/b.txt", "papers", "./talks/b.txt", "talks/*.txt") == [
        "papers/[1].txt",
        "papers/e.html",
        "talks/b.txt",
    ]


@pytest.mark.usefixtures("tree")
def test_globs() -> None:
    assert names("*/*.md") == ["talks/a.md"]
    assert names("**/*.VTT") == ["talks/deep/er/c.VTT"]
    assert names("t*") == ["talks/a.md", "talks/b.txt", "talks/deep/er/c.VTT"]
    assert names("talks/**/[ab].*") == ["talks/a.md", "talks/b.txt"]
    assert names("talks/.*.txt") == ["talks/.hidden.txt"]


def test_absolute_glob(tree: Path) -> None:
    assert find_sources([f"{tree}/papers/*.html"]) == [tree / "papers/e.html"]


@pytest.mark.usefixtures("tree")
def test_name_that_exists_is_no_glob() -> None:
    assert names("papers/[1].txt") == ["papers/[1].txt"]


@pytest.mark.usefixtures("tree")
def test_hidden_file_that_is_named_is_read() -> None:
    assert names("talks/.hidden.txt", "talks/.git") == ["talks/.git/d.txt", "talks/.hidden.txt"]


@pytest.mark.usefixtures("tree")
def test_unknown_types_are_told_of_or_kept() -> None:
    told: list[Path] = []
    find_sources(["talks", "talks/*"], skipped=told.append)
    assert told == [Path("talks/photo.png")]
    told.clear()
    assert find_sources(["talks/photo.png", "talks"], skipped=told.append)[-1] == Path(
        "talks/photo.png"
    )
    assert told == []


def test_links_that_lead_back_are_followed_once(tree: Path) -> None:
    (tree / "talks" / "again").symlink_to(tree / "talks", target_is_directory=True)
    (tree / "talks" / "deep" / "up").symlink_to(tree, target_is_directory=True)
    (tree / "talks" / "copy.txt").symlink_to(tree / "talks" / "b.txt")
    found = find_sources(["talks", "**/*.txt"])
    assert len({path.resolve() for path in found}) == len(found)
    assert {path.name for path in found} == {"a.md", "b.txt", "c.VTT", "e.html", "[1].txt"}


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("none.txt", "none.txt: matches no file"),
        ("*.pdf", r"\*.pdf: matches no file"),
        ("talks/*.png", r"talks/\*.png: matches no file that can be read"),
        ("empty", "empty: holds no file that can be read; known types: .docx"),
    ],
)
def test_pattern_without_match(pattern: str, reason: str) -> None:
    with pytest.raises(UsageError, match=f"^{reason}"):
        find_sources([pattern])
