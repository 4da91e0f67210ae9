"""Find the files that ship with the package: templates and data, in a wheel and in a checkout alike."""

from pathlib import Path

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"


def _first_existing(*candidates: Path) -> Path:
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    listed = ", ".join(str(candidate) for candidate in candidates)
    raise FileNotFoundError(f"article21 is not installed whole: none of these folders exists: {listed}")


TEMPLATES = _first_existing(PACKAGE / "templates", PACKAGE.parents[1] / "templates")
