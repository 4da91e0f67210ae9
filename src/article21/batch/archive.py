"""The result of a batch as one ZIP file."""

import shutil
from collections.abc import Iterable
from datetime import date as Date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from article21.files import replace_file


def write_archive(path: Path, folder: Path, files: Iterable[str], day: Date) -> None:
    """Pack the files of a folder, dated that day; the same files give the same bytes."""
    with replace_file(path) as target, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in files:
            member = ZipInfo(f"{folder.name}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            with (folder / name).open("rb") as source, archive.open(member, "w") as packed:
                shutil.copyfileobj(source, packed)
