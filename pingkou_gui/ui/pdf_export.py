"""Writing a report or a part of it as PDF."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from pingkou_gui.document.compose import compose
from pingkou_gui.document.status import report_status
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.document.tree import attachment_names, one_line
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.errors import KnownError
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.ui.page_painting import QtFonts, characters_without_font, paint_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QPagedPaintDevice, QRawFont

    from pingkou_gui.document.page_layout import Layout, PageLayout
    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.document.tree import Document
    from pingkou_gui.report.json_format import Record
    from pingkou_gui.ui.page_painting import PageFace


# Pages as PDF: vector text that can be searched, fonts inside, title and language set.
#
# Qt writes the text layer of a font from its glyphs, and where two characters share one glyph it may
# choose the wrong one: 口, 人 and 门 become radicals that no search finds. The tables that say which
# character a glyph stands for are therefore written again from what was painted, and the language
# is set, both as an update at the end of the file, as PDF provides for.


TWIPS_AN_INCH = 1440
_CREATOR = "pingkou-gui"
_CHARACTER_MAP = re.compile(
    rb"(\d+) 0 obj\s*<<\s*/Length \d+\s*>>\s*stream\r?\n(/CIDInit.*?)endstream", re.DOTALL
)
_LISTED = re.compile(rb"\[((?:<[0-9A-F]+> ?)+)\]")
_CODE = re.compile(rb"<([0-9A-F]+)>")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)", re.DOTALL)


def write_pdf(
    target: Path, pages: Sequence[PageLayout], fonts: QtFonts, title: str, *, written: datetime
) -> None:
    """Write pages to a file, as a whole or not at all; for the arguments see `pdf_bytes`.

    Raises:
        TargetError: The file cannot be written.
    """
    write_safely(target, pdf_bytes(pages, fonts, title, written=written))


def pdf_bytes(
    pages: Sequence[PageLayout], fonts: QtFonts, title: str, *, written: datetime
) -> bytes:
    """Return pages as PDF: the same pages, fonts, title and moment give the same bytes.

    There must be one page at least. `written` is the moment the file says it was made at. The
    order of fonts in the file hangs on Qt's seed of hashes, which the program sets as it starts.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(TWIPS_AN_INCH)
    writer.setTitle(title)
    writer.setCreator(_CREATOR)
    paint_pages(writer, pages, fonts, 1.0)
    buffer.close()
    return _updated(_dated(bytes(data.data()), written), _Meant(pages, fonts))


def paint_pages(
    device: QPagedPaintDevice, pages: Sequence[PageLayout], fonts: QtFonts, scale: float
) -> bool:
    """Paint every page on a sheet of its own, upright or lying; False where that cannot begin."""
    _set_sheet(device, pages[0])
    painter = QPainter()
    if not painter.begin(device):
        return False
    for number, page in enumerate(pages):
        if number:
            _set_sheet(device, page)
            device.newPage()
        paint_page(painter, page, fonts, scale)
    return painter.end()


def _set_sheet(device: QPagedPaintDevice, page: PageLayout) -> None:
    lying = page.page.landscape
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    paper = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(QPageLayout(paper, way, QMarginsF(0, 0, 0, 0)))


class _Meant:
    """Which characters were painted, by the font and the glyph they stand for."""

    def __init__(self, pages: Iterable[PageLayout], fonts: QtFonts) -> None:
        self._fonts: dict[int, tuple[QRawFont, dict[int, str]]] = {}
        self._painted: set[str] = set()
        for content in {id(c): c for page in pages for c in page.contents}.values():
            for begin, end, portion in content.portions_in(0, len(content.text)):
                look = portion.look
                face = fonts.face(look.family(asian=portion.asian), bold=look.bold)
                for character in dict.fromkeys(content.text[begin:end]):
                    self._learn(face, character)

    def _learn(self, face: PageFace, character: str) -> None:
        number, glyph = face.glyph(character)
        if glyph:
            font = face.fonts[number]
            self._fonts.setdefault(id(font), (font, {}))[1].setdefault(glyph, character)
            self._painted.add(character)

    def character(self, shown: str) -> str:
        """Return what was painted where Qt names `shown`: another character of the same glyph."""
        if shown in self._painted:
            return shown
        for font, characters in self._fonts.values():
            found = font.glyphIndexesForString(shown)
            if found and found[0] in characters:
                return characters[found[0]]
        return shown


_INFO_DATE = re.compile(rb"(?<=Date \(D:)\d{14}(?:Z|[+-]\d\d'\d\d')(?=\))")
_META_DATE = re.compile(rb'(?<=Date=")[\d-]{10}T[\d:]{8}[+-]\d\d:\d\d(?=")')
_IDENTITY = re.compile(rb'(?<=xmpMM:DocumentID="uuid:)[0-9a-f-]{36}(?=")')
_ENTRY = re.compile(rb"(?m)^(\d{10})(?= \d{5} n)")
_TABLE = re.compile(rb"xref\s+0 \d+\s.*?%%EOF", re.DOTALL)


def _dated(data: bytes, written: datetime) -> bytes:
    """Return a PDF of Qt that says it was made at `written`, with a name made of its content.

    Qt writes the clock, the zone of the computer and a name drawn by lot.
    """
    moment = written.astimezone(UTC) if written.tzinfo else written
    data, shift = _replaced(data, _INFO_DATE, moment.strftime("%Y%m%d%H%M%SZ").encode())
    data = _META_DATE.sub(moment.strftime("%Y-%m-%dT%H:%M:%S+00:00").encode(), data)
    table, drawn = _last(_TABLE, data), _IDENTITY.search(data)
    if table is None or drawn is None:  # another Qt writes otherwise: its file is good as it is
        return data
    blank = data.replace(drawn[0], b"").replace(drawn[0].hex().encode(), b"")
    name = str(UUID(bytes=sha256(_moved(blank, shift)).digest()[:16], version=4)).encode()
    data = data.replace(drawn[0], name).replace(drawn[0].hex().encode(), name.hex().encode())
    return _moved(data, shift)


def _replaced(
    data: bytes, pattern: re.Pattern[bytes], words: bytes
) -> tuple[bytes, Callable[[int], int]]:
    """Return the data with `words` for all that is found, and where each place has gone to."""
    found = [(m.start(), len(words) - len(m[0])) for m in pattern.finditer(data)]
    return pattern.sub(words, data), lambda at: at + sum(by for start, by in found if start < at)


def _moved(data: bytes, shift: Callable[[int], int]) -> bytes:
    """Return a PDF whose table of objects names where they stand now."""

    def there(entry: re.Match[bytes]) -> bytes:
        return b"%010d" % shift(int(entry[1]))

    def mended(table: re.Match[bytes]) -> bytes:
        entries = _ENTRY.sub(there, table[0])
        return _START.sub(lambda start: b"startxref\n%d" % shift(int(start[1])), entries)

    return _TABLE.sub(mended, data)


_START = re.compile(rb"startxref\s+(\d+)")


def _updated(data: bytes, meant: _Meant) -> bytes:
    """Return a PDF of Qt with the right characters behind its glyphs, and its language."""
    trailer = _last(_TRAILER, data)
    catalog = re.search(rb"(\d+) 0 obj\s*<<(\s*/Type /Catalog.*?)>>\s*endobj", data, re.DOTALL)
    if trailer is None or catalog is None:  # another Qt writes otherwise: its file is good as it is
        return data
    settings = b"/Lang (zh-CN)\n/ViewerPreferences << /DisplayDocTitle true >>\n"
    objects = {int(catalog[1]): b"<<" + catalog[2] + settings + b">>"}
    for number, table in _CHARACTER_MAP.findall(data):
        mended = _LISTED.sub(lambda listed: _mended(listed, meant), table)
        if mended != table:
            length = b"<< /Length %d >>\nstream\n" % len(mended)
            objects[int(number)] = length + mended + b"endstream"
    return data + _update(len(data), objects, trailer)


def _last(pattern: re.Pattern[bytes], data: bytes) -> re.Match[bytes] | None:
    return max(pattern.finditer(data), key=lambda found: found.start(), default=None)


def _mended(listed: re.Match[bytes], meant: _Meant) -> bytes:
    def right(code: re.Match[bytes]) -> bytes:
        if len(code[1]) != 4:
            return code[0]
        character = meant.character(chr(int(code[1], 16)))
        return b"<%s>" % character.encode("utf-16-be").hex().upper().encode()

    return b"[" + _CODE.sub(right, listed[1]) + b"]"


def _update(size: int, objects: dict[int, bytes], trailer: re.Match[bytes]) -> bytes:
    """Return an incremental update that puts `objects` in the place of older ones."""
    body, table = b"", b""
    for number, content in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, size + len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    kept = re.sub(rb"/Prev \d+\s*", b"", trailer[1]).strip()
    end = b"trailer\n<<\n%s\n/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        kept,
        trailer[2],
        size + len(body),
    )
    return body + b"xref\n" + table + end


# A report as PDF from the command line: composed, laid out and written without a window.


REPORT_PART = "report"


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """A written PDF: how many pages, what the fonts here lack, how the report stands."""

    target: Path
    pages: int
    substitutes: tuple[str, ...]
    """Sentences on the fonts of this computer that stand in for the county's."""
    lacking: str
    """Characters that no font of this computer has; each is shown as a box."""
    status: ReportStatus


def export_pdf(
    record: Record, target: Path, part: str | None = None, *, written: datetime
) -> WrittenPdf:
    """Write a report, or one part of it, as PDF.

    Args:
        record: The report with its scheme.
        target: The file to write.
        part: `report` for the text with its signature, the number of an attachment, or None for
            everything.
        written: The moment the file says it was made at.

    Raises:
        KnownError: The report has no such part, or this computer has no Chinese font.
        TargetError: The file cannot be written.
    """
    scheme = scheme_of(record.scheme)
    facts = Facts(record.report, scheme)
    found = report_status(facts)
    document = compose(facts, draft=found.draft)
    _application()
    fonts = QtFonts()
    if not fonts.has_chinese:
        raise KnownError(
            "这台电脑没有中文字体，没有写出 PDF", "装上中文字体（如仿宋、宋体），或者导出 Word"
        )
    layout = Typesetting(scheme.page, fonts).lay_out(document)
    pages = chosen_pages(layout, part)
    write_pdf(target, pages, fonts, part_title(document, part), written=written)
    return WrittenPdf(
        target,
        len(pages),
        fonts.substitutes(scheme.page),
        characters_without_font(pages, fonts),
        found,
    )


def chosen_pages(layout: Layout, part: str | None) -> tuple[PageLayout, ...]:
    """Return the pages of a part; KnownError where the report has none of that name."""
    if part is None:
        return layout.pages
    number = 0 if part == REPORT_PART else int(part) if part.isascii() and part.isdecimal() else -1
    pages = layout.part(number) if number > 0 or part == REPORT_PART else ()
    if not pages:
        last = max(layout.parts)
        other = f"，或 1 至 {last} 写附件" if last else ""
        raise KnownError(f"报告里没有“{part}”这一部分", f"写 {REPORT_PART} 只要正文{other}")
    return pages


def part_title(document: Document, part: str | None) -> str:
    """Return the title of a file that holds this part."""
    if part in {None, REPORT_PART}:
        return one_line(document.title)
    return attachment_names(document).get(int(part or 0), one_line(document.title))


def _application() -> None:
    """Make the application that fonts need, on no screen, unless there is one."""
    if QGuiApplication.instance() is not None:
        return
    if sys.platform.startswith("linux"):  # without a display Qt would end the process
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    global _APPLICATION  # noqa: PLW0603 - Qt ends it with the last reference
    _APPLICATION = QGuiApplication(["pingkou-gui"])


_APPLICATION: QGuiApplication | None = None
