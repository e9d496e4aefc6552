"""Files that are no workbooks that can be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from contested.add.workbook import WorkbookError
from contested.add.workbook.reading import ODS, read

NOT = "{path} is not a workbook. Save it as .xlsx, or from LibreOffice as .ods."
OLD = (
    "{path} is protected by a password, or of the kind that Excel made before 2007. Save it as"
    " .xlsx without a password."
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"claim_id,note\n", NOT),
        (b"", NOT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", OLD),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, NOT),
        ({"word/document.xml": "<a/>"}, NOT),
        (
            {"mimetype": ODS},
            (
                "{path} cannot be read as a workbook (\"There is no item named 'content.xml' in the"
                ' archive"). Open it in LibreOffice and save it once more.'
            ),
        ),
        (
            {"mimetype": ODS, "content.xml": "<a"},
            (
                "{path} cannot be read as a workbook (unclosed token: line 1, column 0). Open it in"
                " LibreOffice and save it once more."
            ),
        ),
        (
            {"[Content_Types].xml": "<a"},
            (
                "{path} cannot be read as a workbook (a part of it is not XML). Open it in a"
                " spreadsheet and save it as .xlsx once more."
            ),
        ),
    ],
)
def test_what_is_no_workbook_is_refused(
    tmp_path: Path, data: bytes | dict[str, str], message: str
) -> None:
    path = tmp_path / "book.xlsx"
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in data.items():
                archive.writestr(name, text)
    with pytest.raises(WorkbookError) as error:
        read(path)
    assert str(error.value) == message.format(path=path)


def test_a_sheet_that_breaks_off_is_refused(tmp_path: Path) -> None:
    opened = openpyxl.Workbook()
    opened.save(tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "book.xlsx", "w") as broken,
    ):
        for name in whole.namelist():
            broken.writestr(
                name,
                (
                    whole.read(name)
                    if "sheet1" not in name
                    else whole.read(name)[:-40] + b"<row r='1'><c r='A1'><v>1"
                ),
            )
    with pytest.raises(
        WorkbookError,
        match=(
            r"^.*book\.xlsx cannot be read as a workbook \(.*\)\. Open it in a spreadsheet and save"
            r" it as \.xlsx once more\.$"
        ),
    ):
        read(tmp_path / "book.xlsx")


def test_a_workbook_that_unpacks_to_more_than_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contested.add.workbook.reading.LARGEST_ZIP", 1 << 20)
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", " " * ((1 << 20) + 1))
    with pytest.raises(
        WorkbookError,
        match=r"book\.xlsx holds more than 1 MB when it is unpacked, which is more than is read\.$",
    ):
        read(tmp_path / "book.xlsx")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        WorkbookError, match=r"none\.xlsx cannot be opened: No such file or directory\.$"
    ):
        read(tmp_path / "none.xlsx")
