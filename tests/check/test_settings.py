"""What a repository settles for itself, and what is said of settings that cannot be followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.check.settings import Settings, SettingsError, find


def refused(path: Path, text: str) -> str:
    """What is said of a contested.toml, without its path."""
    (path / "contested.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        find(path)
    return str(error.value).removeprefix(f"{path}/contested.toml: ")


def test_where_nothing_is_settled_the_defaults_hold(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert find(tmp_path) == Settings(select=(), ignore={}, fail_on="error")


def test_everything_can_be_settled(tmp_path: Path) -> None:
    (tmp_path / "contested.toml").write_text(
        'select = ["dates", "repeated-key"]\nfail-on = "warning"\nencoding = "cp1252"\n'
        '[ignore]\n"future-date" = "planned"\n'
    )
    assert find(tmp_path) == Settings(
        select=("dates", "repeated-key"),
        ignore={"future-date": "planned"},
        fail_on="warning",
        encoding="cp1252",
    )


def test_settings_hold_below_the_folder_they_stand_in_up_to_the_repository(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.contested]\nfail-on = "info"\n')
    below = tmp_path / "repository/datasets/ford"
    below.mkdir(parents=True)
    assert find(below) == Settings(fail_on="info")
    (tmp_path / "repository/.git").mkdir()
    assert find(below) == Settings()
    (tmp_path / "repository/pyproject.toml").write_text('[tool.contested]\nfail-on = "warning"\n')
    assert find(below) == Settings(fail_on="warning")


def test_contested_toml_comes_before_pyproject_toml_and_one_without_settings_of_ours_is_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.contested]\nfail-on = "info"\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.ruff]\nline-length = 80\n")
    assert find(inner) == Settings(fail_on="info")
    (tmp_path / "contested.toml").write_text('fail-on = "warning"\n')
    assert find(inner) == Settings(fail_on="warning")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'fail_on = "info"',
            (
                "there is no setting “fail_on”; did you mean “fail-on”? The settings are select,"
                " ignore, fail-on, encoding."
            ),
        ),
        (
            'colour = "red"',
            "there is no setting “colour”. The settings are select, ignore, fail-on, encoding.",
        ),
        ('fail-on = "errors"', "“fail-on” is one of error, warning, info, not “errors”."),
        (
            'select = "dates"',
            '“select” is a list of rules or families, such as ["dates", "repeated-key"].',
        ),
        (
            "select = [1]",
            '“select” is a list of rules or families, such as ["dates", "repeated-key"].',
        ),
        (
            'select = ["date"]',
            "there is no rule “date”; did you mean “dates”? “contested rules” lists them.",
        ),
        (
            'ignore = ["unused-row"]',
            (
                '“ignore” gives a reason for each rule, such as ignore = { "unused-row" = "actors'
                ' are shared between datasets" }.'
            ),
        ),
        (
            'ignore = { "unused-row" = " " }',
            (
                '“ignore” gives a reason for each rule, such as ignore = { "unused-row" = "actors'
                ' are shared between datasets" }.'
            ),
        ),
        (
            'ignore = { "unused-row" = true }',
            (
                '“ignore” gives a reason for each rule, such as ignore = { "unused-row" = "actors'
                ' are shared between datasets" }.'
            ),
        ),
        (
            'ignore = { "unused-rows" = "shared" }',
            (
                "there is no rule “unused-rows”; did you mean “unused-row”? “contested rules” lists"
                " them."
            ),
        ),
        *(
            (
                f"encoding = {given}",
                "“encoding” is the name of an encoding of text, such as cp1252, cp1256 or"
                " mac_roman.",
            )
            for given in ('"cp12"', '"hex"', '""', "1252")
        ),
        ("select =", "this is not TOML: Invalid value (at end of document)"),
    ],
)
def test_settings_that_cannot_be_followed_are_refused_with_what_is_allowed(
    tmp_path: Path, text: str, message: str
) -> None:
    assert refused(tmp_path, text) == message


def test_settings_that_are_no_table_or_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool]\ncontested = "strict"\n')
    with pytest.raises(
        SettingsError,
        match=(
            r"pyproject.toml: \[tool.contested\] is a table of settings: select, ignore, fail-on,"
            r" encoding\.$"
        ),
    ):
        find(tmp_path)
    path.write_bytes(b'[tool.contested]\nselect = ["\xe9"]\n')
    with pytest.raises(
        SettingsError,
        match=r"pyproject.toml: this is not TOML: 'utf-8' codec can't decode byte 0xe9",
    ):
        find(tmp_path)


def test_a_file_in_which_another_tool_fills_the_table_tool_oddly_has_no_settings_of_ours(
    tmp_path: Path,
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("tool = 5\n")
    assert find(tmp_path) == Settings()
