"""A project to try the plugin in."""

from __future__ import annotations

import pytest
from testing.plugin.projects import STRICT


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project whose own tests are one, in tests/."""
    pytester.makeini(f"[pytest]\n{STRICT}testpaths = tests\n")
    pytester.mkdir("tests").joinpath("test_own.py").write_text("def test_own(): pass\n")
    return pytester
