"""The pytest plugin: `pytest --contested` makes rules tests of data.

Every rule, on every table it judges, is a test. pytest loads this module at every start, in every
project that has contested installed: it imports nothing of ours until it is asked for.
"""

from __future__ import annotations

import pytest


class ContestedWarning(UserWarning):
    """Findings in a data package that are not grave enough to fail."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, which do nothing until one names a path."""
    group = parser.getgroup("contested", "data packages of contested claims")
    group.addoption(
        "--contested",
        metavar="PATH",
        action="append",
        default=[],
        help=(
            "test a datapackage.json, its folder, a zip of it, or a folder of packages, besides the"
            " tests that are named (may be repeated)"
        ),
    )
    group.addoption("--contested-today", metavar="DAY", help="take this day (2021-08-23) for today")
    group.addoption(
        "--contested-texts",
        metavar="DIR",
        help="a folder with the texts that were coded, to check quotations against",
    )
    group.addoption(
        "--contested-engine",
        metavar="ENGINE",
        default="polars",
        help="what to run the rules on: polars (the default) or pandera",
    )
    parser.addini(
        "contested_paths",
        "data packages to test, or folders of them, relative to this file",
        type="paths",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Look for the packages, if there is a path to look at."""
    if config.getoption("contested") or config.getini("contested_paths"):
        from contested.testing.plugin.packages import Packages

        config.pluginmanager.register(Packages(config, ContestedWarning), "contested-packages")
