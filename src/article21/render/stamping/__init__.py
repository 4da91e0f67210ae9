"""Letters laid out once and stamped many times: see docs/decisions/0006."""

from article21.render.stamping.press import Press, Tally

__all__ = ["Press", "Tally"]
