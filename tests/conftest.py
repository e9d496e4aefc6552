"""What all tests share: how hard Hypothesis tries, and what only the night runs.

`HYPOTHESIS_PROFILE=nightly` draws 200 random examples a law instead of 30 that are always the
same, and runs the tests marked `nightly` as well; `counts` says how many of them a law takes.
`--texts` says where the article is, for who has it.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]

SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=30,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=SLOW_TO_DRAW,
)
settings.register_profile(
    "nightly", settings.get_profile("ci"), max_examples=200, derandomize=False
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(PROFILE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--texts",
        type=Path,
        help=(
            "the folder with the article that the reference dataset was coded from; without it,"
            " what needs it is skipped"
        ),
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder a variable, so that commands run by tests find it too."""
    given = config.getoption("--texts")
    if given is not None:
        os.environ["CONTESTED_TEXTS"] = str(given.resolve())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests marked nightly, unless it is night."""
    if PROFILE == "nightly":
        return
    left_out = [item for item in items if item.get_closest_marker("nightly")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("nightly")]


def pytest_collection_finish() -> None:
    """Spare each search for garbage what collecting has made: it stays to the end."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    gc.unfreeze()
