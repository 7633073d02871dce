"""What some tests need that not every machine has."""

from __future__ import annotations

import os

import pytest

__all__ = ["require"]


def require(missing: str | None) -> None:
    """Skips the test where something is missing; fails it where everything must be there.

    Args:
        missing: what is, and how to get it; None if nothing is.
    """
    if missing is None:
        return
    if os.environ.get("CLAIMGRAPH_TEST_REQUIRE_ALL"):
        pytest.fail(missing)
    pytest.skip(missing)
