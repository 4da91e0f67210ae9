"""The letter as an HTML page that stands alone, for screens, screen readers and the typesetter."""

from base64 import b64encode
from functools import cache, lru_cache

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from article21 import __version__
from article21.model import Clause, Letter, Signature, Translation
from article21.rendering.envelopes import PLAIN, Envelope, find_envelope
from article21.resources import TEMPLATES
from article21.writing.directions import direction_of, isolate
from article21.writing.letters import CLAUSES_KEPT
from article21.writing.templating import template_cache

LAYOUT_STYLESHEET = TEMPLATES / "layouts" / "letter.css"


def to_html(
    letter: Letter,
    envelope: str = PLAIN,
    *,
    signature: Signature | None = None,
    translation: Translation | None = None,
) -> str:
    """Return a page with its style sheets and fonts inside, which needs no other file."""
    from article21.rendering.webfonts import font_faces

    look = find_envelope(envelope)
    sheets = (sheet.read_text(encoding="utf-8") for sheet in (LAYOUT_STYLESHEET, *look.stylesheets))
    css = "\n".join((font_faces(letter, translation), *sheets))
    return to_markup(letter, look, css, signature=signature, translation=translation)


def to_markup(
    letter: Letter,
    envelope: Envelope,
    css: str = "",
    *,
    signature: Signature | None = None,
    translation: Translation | None = None,
) -> str:
    """Return the page; the typesetter leaves ``css`` out, because it keeps its style sheets parsed."""
    return "".join(markup_parts(letter, envelope, css, signature=signature, translation=translation))


def markup_parts(
    letter: Letter,
    envelope: Envelope,
    css: str = "",
    *,
    signature: Signature | None = None,
    translation: Translation | None = None,
) -> tuple[str, ...]:
    """Return the page in parts: what stands before the clauses, each clause, what stands after them."""
    layout = _layout()
    context = layout.new_context(
        {
            "letter": letter,
            "signature": signature,
            "translation": translation,
            "version": __version__,
            "paper": envelope.paper or letter.paper,
            "return_line": _return_line(letter) if envelope.return_line else "",
            "css": css,
        }
    )
    before, after = ("".join(render(context)) for render in layout.blocks.values())
    return (before, *map(clause_markup, letter.clauses), after)


def _return_line(letter: Letter) -> str:
    """Return the sender's postal address on one line, or nothing when no address was given."""
    lines = [isolate(line) for line in letter.sender if "@" not in line]
    return " · ".join(lines) if len(lines) > 1 else ""


@cache
def _layout() -> Template:
    # autoescape=True, not by file name: every value of a letter is text that somebody typed.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "layouts"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=template_cache(),
    )
    environment.filters["direction"] = direction
    environment.filters["dir"] = dir_attribute
    environment.filters["turned_lines"] = _turned_lines
    environment.filters["data_address"] = _data_address
    environment.filters["css_string"] = css_string
    environment.filters["style_sheet"] = _style_sheet
    environment.filters["clause_of"] = vars(environment.get_template("_clause.html.j2").module)["clause_of"]
    return environment.get_template("letter.html.j2")


@lru_cache(CLAUSES_KEPT)
def clause_markup(clause: Clause) -> str:
    """Return a clause as it stands on the page."""
    # Plain text now: the markup is whole.
    return str(_layout().environment.filters["clause_of"](clause))


@cache
def direction(language: str) -> str:
    """Return ``ltr`` or ``rtl``, as the language is written."""
    return Locale.parse(language, sep="-").text_direction


def _style_sheet(css: str) -> Markup:
    """Return CSS for a ``style`` element: without character references, and without a ``</`` to end it."""
    return Markup(css.replace("</", r"<\/"))  # noqa: S704 - in CSS, an escaped slash is a slash


def dir_attribute(text: str) -> Markup:
    """Return the attribute of a person's own line; none where it runs as the letters do."""
    return Markup(' dir="rtl"') if direction_of(text) == "rtl" else Markup()


def _turned_lines(text: str) -> tuple[str, ...]:
    """Return the lines of own words where one runs from right to left, else none."""
    lines = tuple(text.split("\n"))
    return lines if any(direction_of(line) == "rtl" for line in lines) else ()


def css_string(text: str) -> str:
    """Return text as CSS writes it."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\a ")
    return f'"{escaped}"'


def _data_address(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"
