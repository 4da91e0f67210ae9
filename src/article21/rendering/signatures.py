"""Make a picture of a signature fit to print: on transparent ground, cropped to the ink, of a sound size."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageChops, ImageFile, ImageFilter, ImageOps, ImageStat

from article21.rendering.drawings import SignatureError, draw

LARGEST = 10_000_000
"""Bytes; the photo of a large camera has less."""
_PIXELS = 60_000_000
_WORKED_ON = (2400, 2400)
_PRINTED = (1200, 400)
"""Pixels at most, which is 450 an inch where the layout prints it."""
_FAINTEST = 30
"""So much darker than its paper, of 255, is the ink that can be told from it."""
_DARK_PAPER = 70
_TABLE, _DARK_BORDER = 0.6, 0.2
"""A table is at most as bright as this share of the paper, and takes this share of the picture's border."""
_TRACE, _ACROSS = 20, 0.8
"""A ruled line has at least so much ink, of 255, over this share of the width."""
_SURE = [0] * 200 + [255] * 56
"""Picks the points that are surely ink."""
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)
"""What Pillow raises for files that are no images, or broken ones."""


def prepare_signature(content: bytes) -> bytes:
    """Return a PNG of the signature in a PNG, JPEG or SVG file; raise SignatureError when it is none."""
    if len(content) > LARGEST:
        raise SignatureError("picture-too-large")
    if content[4:8] == b"ftyp":  # ISO base media: HEIC as telephones make it, AVIF
        raise SignatureError("picture-heic")
    image = _drawn(content) if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _opened(content)
    image.thumbnail(_WORKED_ON)
    inked = image if _has_transparent_ground(image) else _from_paper(image)
    cropped = inked.crop(_frame_of_ink(inked))
    cropped.thumbnail(_PRINTED)
    printed = Image.new("RGBA", cropped.size)  # new, without what a camera writes into its files
    printed.paste(cropped)
    file = BytesIO()
    printed.save(file, "PNG")
    return file.getvalue()


def _drawn(content: bytes) -> Image.Image:
    return draw(content).convert("RGBA")


def _opened(content: bytes) -> Image.Image:
    try:
        with _half_images_refused(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large images, which are refused below, and of odd ones
            image = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
            if image.width * image.height > _PIXELS:
                raise SignatureError("picture-of-many-pixels")
            return ImageOps.exif_transpose(_in_eight_bits(image)).convert("RGBA")
    except _BROKEN:
        raise SignatureError("picture-broken") from None


@contextmanager
def _half_images_refused() -> Iterator[None]:
    # WeasyPrint, once imported, makes Pillow show what is left of a file that was cut off.
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _in_eight_bits(image: Image.Image) -> Image.Image:
    return (
        image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        if image.mode[0] == "I"
        else image
    )


def _has_transparent_ground(image: Image.Image) -> bool:
    clear = image.getchannel("A").histogram()[:16]
    return sum(clear) > image.width * image.height / 5


def _from_paper(image: Image.Image) -> Image.Image:
    """Return the ink in its own colour; the paper, however it is lit, becomes transparent."""
    flat = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if ImageStat.Stat(flat.convert("L")).median[0] < _DARK_PAPER:
        raise SignatureError("picture-dark")
    if _has_dark_border(flat):
        raise SignatureError("picture-of-more-than-paper")
    darkness = _darkness(flat)
    darkest = ImageStat.Stat(darkness).extrema[0][1]
    if darkest < _FAINTEST:
        raise SignatureError("picture-without-ink")
    none, full = max(_FAINTEST / 2, darkest / 4), darkest * 0.7
    alpha = darkness.point(
        [round(255 * min(1, max(0, (dark - none) / (full - none)))) for dark in range(256)]
    )
    if _has_ruled_lines(alpha):
        raise SignatureError("picture-of-lined-paper")
    colour = ImageStat.Stat(flat, alpha.point(_SURE)).mean
    ink = Image.new("RGB", image.size, tuple(map(round, colour)))
    ink.putalpha(alpha)
    return ink


def _darkness(image: Image.Image) -> Image.Image:
    """Return how much darker each point is than the paper around it."""
    grey = image.convert("L")
    small = grey.copy()
    small.thumbnail((150, 150))
    paper = small.filter(ImageFilter.MaxFilter(15)).filter(ImageFilter.GaussianBlur(5)).resize(grey.size)
    return ImageChops.subtract(paper, grey)


def _has_dark_border(image: Image.Image) -> bool:
    """Say whether something dark lies around the paper: a table, the edge of a scanner."""
    small = image.convert("L").resize((100, 100), Image.Resampling.BOX)
    paper = sorted(small.tobytes())[-2_000]
    border = small.copy()
    border.paste(255, (4, 4, 96, 96))
    dark = sum(1 for value in border.tobytes() if value < paper * _TABLE)
    return dark > _DARK_BORDER * (100 * 100 - 92 * 92)


def _has_ruled_lines(ink: Image.Image) -> bool:
    """Say whether straight lines run across the whole picture, more than the one a person signs on."""
    small = ink.resize((240, 240), Image.Resampling.BOX).point(lambda value: 255 * (value > _TRACE))
    return any(_lines_across(small.rotate(degrees)) > 1 for degrees in range(-6, 7))


def _lines_across(ink: Image.Image) -> int:
    """Count the bands of rows that are inked nearly from one side to the other."""
    rows = ink.crop((24, 24, 216, 216)).resize((1, 192), Image.Resampling.BOX).tobytes()
    full = [value > 255 * _ACROSS for value in rows]
    return sum(1 for before, row in zip([False, *full], full, strict=False) if row and not before)


def _frame_of_ink(image: Image.Image) -> tuple[int, int, int, int]:
    on_paper = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("L")
    frame = on_paper.point(lambda value: 255 * (value < 255 - _FAINTEST)).getbbox()
    if not frame:
        raise SignatureError("picture-invisible")
    return frame
