"""Many letters printed fast, each as WeasyPrint would: see docs/decisions/0006."""

from article21.rendering.press.press import Press, Tally

__all__ = ["Press", "Tally"]
