"""A model is used only where all its files are there and belong together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from claimgraph.extract.batch import build
from claimgraph.extract.model.files import FILES, fingerprint, hashed, shipped_folder
from claimgraph.extract.model.runtime import Model
from claimgraph.extract.pipeline import PipelineSettings
from claimgraph.extract.settings import MODEL_COMPONENTS
from claimgraph.graph.errors import ModelError

REMEDY = r"install claimgraph again, or go without the model \(--no-model\)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped model."""
    copy = tmp_path / "model"
    copy.mkdir()
    for name in (*FILES, "fingerprint.txt"):
        shutil.copy(shipped_folder() / name, copy)
    return copy


def settings(folder: Path) -> PipelineSettings:
    """Of a pipeline with the model in `folder`."""
    with_folder = [
        name
        for name in MODEL_COMPONENTS
        if name not in ("claimgraph_mentions", "claimgraph_linker")
    ]
    return PipelineSettings(components={name: {"model": str(folder)} for name in with_folder})


def test_the_shipped_model_is_whole() -> None:
    assert hashed(shipped_folder()) == fingerprint(shipped_folder())


@pytest.mark.parametrize("name", [*FILES, "fingerprint.txt"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    told = rf"/model/{name}: a file of the model cannot be read: no such file.*; {REMEDY}$"
    with pytest.raises(ModelError, match=told):
        Model(folder)


@pytest.mark.parametrize("name", [*FILES, "fingerprint.txt"])
def test_files_that_do_not_belong_together_are_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    told = f"/model: the model's files are not those of its fingerprint; {REMEDY}$"
    with pytest.raises(ModelError, match=told):
        Model(folder)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_damaged_model_ends_a_build_with_one_error(
    folder: Path, tmp_path: Path, jobs: int, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "pairs.onnx").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Jo Marsh said that loom {name} scales.\n")
    sources = [tmp_path / "one.txt", tmp_path / "two.txt"]
    with pytest.raises(ModelError, match="not those of its fingerprint"):
        build(sources, tmp_path / "kg", settings=settings(folder), jobs=jobs)
    # Nothing from the processes of a pool either.
    assert capfd.readouterr() == ("", "")


def test_a_model_in_another_folder_is_used(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Jo Marsh of Northwind Labs said that looms scale.\n")
    build([tmp_path / "note.txt"], tmp_path / "kg", settings=settings(folder))
    report = build([tmp_path / "note.txt"], tmp_path / "kg", settings=settings(folder))
    assert len(report.unchanged) == 1
