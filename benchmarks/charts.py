"""Draw the two charts of the documentation as plain SVG."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import log10

_WIDTH, _HEIGHT, _LEFT, _TOP = 640, 300, 130, 40
_COLOURS = ("#0a5fb4", "#c2410c", "#15803d", "#7e22ce", "#4b5563")


def draw_lines(title: str, unit: str, series: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Draw one line a series; both axes are logarithmic."""
    points = [point for line in series.values() for point in line]
    across, up = (
        _scale([x for x, _ in points], _WIDTH - _LEFT - 40),
        _scale([y for _, y in points], _HEIGHT - _TOP - 50),
    )
    shapes: list[str] = []
    for number, (name, line) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [(_LEFT + across(x), _HEIGHT - 50 - up(y)) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        shapes.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        shapes += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        shapes += [
            _text(x, y - 8, f"{value:,.0f}" if value >= 10 else f"{value:.2g}", 10)
            for (x, y), (_, value) in zip(places, line, strict=True)
        ]
        shapes.append(_text(_LEFT + 70 + 150 * number, 34, name, 12, colour))
    ticks = sorted({x for x, _ in points})
    shapes += [_text(_LEFT + across(x), _HEIGHT - 28, f"{x:,.0f}", 11) for x in ticks]
    shapes.append(_text(_LEFT - 60, _HEIGHT / 2, unit, 11))
    return _svg(title, shapes, _HEIGHT)


def draw_bars(title: str, bars: Mapping[str, float]) -> str:
    """Draw one bar a name, from the longest to the shortest; the scale is logarithmic."""
    length = _scale([*bars.values(), min(bars.values()) / 3], _WIDTH - _LEFT - 110)
    shapes: list[str] = []
    for row, (name, value) in enumerate(sorted(bars.items(), key=lambda bar: -bar[1])):
        y = _TOP + 30 * row
        shapes.append(
            f'<rect x="{_LEFT}" y="{y}" width="{length(value):.1f}" height="20" fill="{_COLOURS[0]}"/>'
        )
        shapes.append(
            f'<text x="{_LEFT - 8}" y="{y + 15}" font-size="12" text-anchor="end">{escape(name)}</text>'
        )
        shapes.append(
            f'<text x="{_LEFT + length(value) + 6:.1f}" y="{y + 15}" font-size="12">{value:,.1f}</text>'
        )
    return _svg(title, shapes, _TOP + 30 * len(bars) + 20)


def _scale(values: Sequence[float], length: float) -> Callable[[float], float]:
    low, high = log10(min(values)), log10(max(values))
    return lambda value: (log10(value) - low) / ((high - low) or 1) * length


def _text(x: float, y: float, text: str, size: int, colour: str = "#111") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="middle"'
    return f"<text {place}>{escape(text)}</text>"


def _svg(title: str, shapes: Sequence[str], height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'font-family="sans-serif"><title>{escape(title)}</title>'
        '<rect width="100%" height="100%" fill="#fff"/>'
        f"{_text(_WIDTH / 2, 18, title, 14)}{''.join(shapes)}</svg>\n"
    )
