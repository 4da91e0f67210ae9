"""Run the command line with ``python -m article21``."""

from article21.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
