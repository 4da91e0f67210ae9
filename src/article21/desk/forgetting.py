"""Delete every trace that article21 keeps on this machine."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import platformdirs

from article21.batch.folders import forget_batch
from article21.files import OutputError

APPLICATION = "article21"


def traces() -> tuple[Path, ...]:
    """Return the folders that article21 keeps for itself: fonts and frames of letters, and the cases."""
    kept = (platformdirs.user_cache_path(APPLICATION), platformdirs.user_data_path(APPLICATION))
    return tuple(path for path in dict.fromkeys(kept) if path.exists() or path.is_symlink())


def forget_everything(batches: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Delete the traces, and what was written into the folders of batches; return what is gone.

    Raise TableError for a folder without a batch, OutputError for what can't be deleted.
    """
    gone: list[Path] = []
    for folder in batches:
        forget_batch(folder)
        gone.append(folder)
    for path in traces():
        try:
            _delete(path)
        except OSError as error:
            raise OutputError(path, error) from None
        gone.append(path)
    return tuple(gone)


def _delete(path: Path) -> None:
    if path.is_symlink():  # what it leads to may be somebody else's
        path.unlink()
        return
    rmtree(path)
    with suppress(OSError):  # on Windows and macOS there is a folder of the application around it
        if path.parent.name == APPLICATION:
            path.parent.rmdir()
