from pathlib import Path
def check(folder: Path) -> list[str]:
    return []
