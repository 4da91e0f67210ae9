"""Ways to print a letter: ours, and those of others."""

import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from article21.model import Bullets, Letter
from article21.rendering.envelopes import envelope_of
from article21.rendering.fonts import font_folder
from article21.rendering.html import LAYOUT_STYLESHEET, to_markup
from article21.rendering.pdf import to_pdf
from article21.rendering.press import Press

CHINESE = "zh-Hant"


class Printer(Protocol):
    """Writes letters to files, one after the other."""

    def write(self, letter: Letter, path: Path) -> None: ...


class PlainLoop:
    """WeasyPrint as its first page shows it, with our fonts and as the same archival PDF."""

    def __init__(self, language: str) -> None:
        os.environ["FONTCONFIG_FILE"] = str(font_folder(chinese=language == CHINESE).configuration)

    def write(self, letter: Letter, path: Path) -> None:
        from weasyprint import HTML

        look = envelope_of(letter.country)
        sheets = (LAYOUT_STYLESHEET, *look.stylesheets)
        html = to_markup(letter, look, "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
        HTML(string=html).write_pdf(path, pdf_variant="pdf/a-3a")


class Single:
    """Our single letter, in a warm process."""

    def __init__(self, _language: str) -> None:
        pass

    def write(self, letter: Letter, path: Path) -> None:
        path.write_bytes(to_pdf(letter))


class Batch:
    """Our batch: letters laid out once and stamped."""

    def __init__(self, _language: str) -> None:
        self._press = Press(verify=0)

    def write(self, letter: Letter, path: Path) -> None:
        path.write_bytes(self._press.print_letter(letter))


class Typst:
    """Typst with a warm compiler, tagged and archival, the letter's text as its data."""

    SOURCE = """\
#let letter = json(bytes(sys.inputs.letter))
#set document(title: letter.subject, author: letter.signature)
#set text(font: letter.font, size: 10pt, lang: letter.lang)
#set page(paper: "a4", margin: (left: 25mm, rest: 20mm), numbering: "1/1")
#place(top + left, dx: 100mm, letter.sender.join(linebreak()))
#v(42mm)
#letter.recipient.join(linebreak())
#v(10mm)
#align(right)[#letter.date \\ #letter.reference]
= #letter.subject
#letter.salutation

#for block in letter.blocks {
  if type(block) == array { list(..block) } else { par(block) }
}
#letter.closing
#v(15mm)
#letter.signature
"""

    def __init__(self, language: str) -> None:
        import typst

        self._folder = tempfile.TemporaryDirectory()
        source = Path(self._folder.name) / "letter.typ"
        source.write_text(self.SOURCE, encoding="utf-8")
        chinese = language == CHINESE
        self._font = "Noto Sans TC" if chinese else "Noto Serif"
        self._language = language.partition("-")[0]
        faces = [str(font_folder(chinese=chinese).path)]
        self._compiler = typst.Compiler(str(source), font_paths=faces, ignore_system_fonts=True)

    def write(self, letter: Letter, path: Path) -> None:
        data = {
            "font": self._font,
            "lang": self._language,
            "subject": letter.subject,
            "signature": letter.signature,
            "sender": letter.sender,
            "recipient": letter.recipient,
            "date": letter.place_and_date,
            "reference": letter.reference_line,
            "salutation": letter.salutation,
            "closing": letter.closing,
            "blocks": list(blocks_of(letter)),
        }
        self._compiler.compile(
            output=str(path), sys_inputs={"letter": json.dumps(data)}, pdf_standards="a-3a"
        )


class ReportLab:
    """ReportLab's flowing text, without tags, which it can't make."""

    def __init__(self, language: str) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfbase.ttfonts import TTFont

        name = f"Body-{language}"
        registerFont(TTFont(name, str(face_of(language))))
        wrap = "CJK" if language == CHINESE else None
        self._style = ParagraphStyle(
            "Body", fontName=name, fontSize=10, leading=13.8, spaceAfter=6, wordWrap=wrap
        )

    def write(self, letter: Letter, path: Path) -> None:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import Paragraph, SimpleDocTemplate

        story = [Paragraph(text, self._style) for text in lines_of(letter)]
        document = SimpleDocTemplate(str(path), pagesize=A4, title=letter.subject, author=letter.signature)
        document.build(story)


class Fpdf2:
    """fpdf2's flowing text, without tags."""

    def __init__(self, language: str) -> None:
        self._face = face_of(language)

    def write(self, letter: Letter, path: Path) -> None:
        from fpdf import FPDF

        pdf = FPDF()
        pdf.set_title(letter.subject)
        pdf.add_font("Body", fname=str(self._face))
        pdf.set_font("Body", size=10)
        pdf.add_page()
        for text in lines_of(letter):
            pdf.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
        pdf.output(str(path))


class ByLanguage:
    """Prints letters in all languages: what can't choose among fonts has a printer for Chinese."""

    def __init__(self, make: Callable[[str], Printer]) -> None:
        self._chinese, self._others = make(CHINESE), make("de")

    def write(self, letter: Letter, path: Path) -> None:
        printer = self._chinese if letter.language.startswith("zh") else self._others
        printer.write(letter, path)


class Floor:
    """pydyf writing pages and fonts that are ready: as fast as a PDF of this size can be written with it."""

    def __init__(self, _language: str) -> None:
        self._objects: list[tuple[bytes, dict[str, Any]]] | None = None

    def write(self, letter: Letter, path: Path) -> None:
        import pydyf

        ready = self._objects or self._take(letter)
        pdf = pydyf.PDF()
        for content, extra in ready:
            pdf.add_object(pydyf.Stream([content], extra))
        pdf.info["Author"] = pydyf.String(letter.signature)
        with path.open("wb") as file:
            pdf.write(file)

    def _take(self, letter: Letter) -> list[tuple[bytes, dict[str, Any]]]:
        import pikepdf

        self._objects = []
        with pikepdf.open(io.BytesIO(to_pdf(letter))) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Stream):
                    self._objects.append((each.read_raw_bytes(), {"Filter": "/FlateDecode"}))
        return self._objects


PRINTERS: dict[str, Callable[[str], Printer]] = {
    "plain loop": PlainLoop,
    "single": Single,
    "batch": Batch,
    "typst": Typst,
    "reportlab": ReportLab,
    "fpdf2": Fpdf2,
    "floor": Floor,
}

OTHERS = ("typst", "reportlab", "fpdf2")
"""Those of others, but for the plain loop."""


def face_of(language: str) -> Path:
    chinese = language == CHINESE
    wanted = "NotoSansTC-Regular" if chinese else "NotoSerif-Regular"
    (face,) = (face for face in font_folder(chinese=chinese).faces if face.stem == wanted)
    return face


def blocks_of(letter: Letter) -> Iterator[str | tuple[str, ...]]:
    for clause in letter.clauses:
        for block in clause.blocks:
            yield block.items if isinstance(block, Bullets) else block.text


def lines_of(letter: Letter) -> Iterator[str]:
    yield from (*letter.sender, *letter.recipient, letter.place_and_date, letter.reference_line)
    yield from (letter.subject, letter.salutation)
    for block in blocks_of(letter):
        yield from (f"• {item}" for item in block) if isinstance(block, tuple) else (block,)
    yield from (letter.closing, letter.signature)
