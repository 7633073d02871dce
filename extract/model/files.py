"""The files of a model, and whether they are those that belong together.

Nothing here needs onnxruntime, so that a build that finds nothing to do is spared its import.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from ...graph.errors import ModelError

__all__ = ["FILES", "check", "fingerprint", "hashed", "shipped_folder"]

FILES = (
    "encoder.onnx",
    "labels.onnx",
    "claims.onnx",
    "holders.onnx",
    "pairs.onnx",
    "tokenizer.json",
)
"""What a model is made of. ``fingerprint.txt`` beside them is the SHA-256 of them all."""


def shipped_folder() -> Path:
    """Where the model of this package lies."""
    return Path(str(files(__package__)))


def fingerprint(folder: Path) -> str:
    """What the model in `folder` is known by, as it says of itself.

    Raises:
        ModelError: if it does not say.
    """
    try:
        return (folder / "fingerprint.txt").read_text(encoding="ascii").strip()
    except OSError as error:
        raise _missing(folder, "fingerprint.txt", error) from error
    except UnicodeDecodeError as error:
        raise _damaged(folder) from error


def hashed(folder: Path) -> str:
    """The SHA-256 of the model's files, one after the other, hexadecimal.

    Raises:
        ModelError: if one cannot be read.
    """
    digest = sha256()
    for name in FILES:
        try:
            digest.update((folder / name).read_bytes())
        except OSError as error:
            raise _missing(folder, name, error) from error
    return digest.hexdigest()


def check(folder: Path) -> None:
    """Refuse a model whose files are not all there, or not those of its fingerprint.

    A file that was cut short or replaced may still load, and then answers with nonsense.

    Raises:
        ModelError: if that is so.
    """
    if hashed(folder) != fingerprint(folder):
        raise _damaged(folder)


def _missing(folder: Path, name: str, error: OSError) -> ModelError:
    reason = (error.strerror or str(error)).lower()
    return ModelError(f"{folder / name}: a file of the model cannot be read: {reason}; {_REMEDY}")


def _damaged(folder: Path) -> ModelError:
    return ModelError(f"{folder}: the model's files are not those of its fingerprint; {_REMEDY}")


_REMEDY = "install claimgraph again, or go without the model (--no-model)"
