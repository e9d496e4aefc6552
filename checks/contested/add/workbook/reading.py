"""A workbook read into sheets, whichever program saved it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from contested.add.workbook import WorkbookError
from contested.add.workbook.sheets import Sheet
from contested.package import LARGEST_ZIP

ODS = "application/vnd.oasis.opendocument.spreadsheet"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Excel before 2007 begin, and those that a password protects."""


def read(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook in their order.

    What kind of file it is, its content says and not its name. Raises WorkbookError where it is no
    workbook that can be read.
    """
    try:
        with path.open("rb") as file:
            begins = file.read(len(OLD))
        if begins == OLD:
            raise WorkbookError(
                f"{path} is protected by a password, or of the kind that Excel made before 2007."
                " Save it as .xlsx without a password."
            )
        with zipfile.ZipFile(path) as archive:
            sizes = {one.filename: one.file_size for one in archive.infolist()}
            is_short = sizes.get("mimetype", 1000) < 1000
            kind = archive.read("mimetype").decode("ascii", "replace") if is_short else ""
    except OSError as error:
        raise WorkbookError(f"{path} cannot be opened: {error.strerror}.") from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise WorkbookError(
            f"{path} is not a workbook. Save it as .xlsx, or from LibreOffice as .ods."
        ) from error
    if sum(sizes.values()) > LARGEST_ZIP:
        raise WorkbookError(
            f"{path} holds more than {LARGEST_ZIP >> 20:,} MB when it is unpacked, which is more"
            " than is read."
        )
    if kind.strip() == ODS:
        from contested.add.workbook import ods

        return ods.read(path)
    if "[Content_Types].xml" in sizes:
        from contested.add.workbook import xlsx

        return xlsx.read(path)
    raise WorkbookError(f"{path} is not a workbook. Save it as .xlsx, or from LibreOffice as .ods.")
