"""A report as PDF from the command line: composed, laid out and written without a window."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from pingkou_gui.document.compose import compose
from pingkou_gui.document.flow import one_line
from pingkou_gui.document.page_layout import Typesetting
from pingkou_gui.document.standing import standing
from pingkou_gui.domain.facts import Facts
from pingkou_gui.errors import KnownError
from pingkou_gui.scheme.reader import scheme_of
from pingkou_gui.ui.page_fonts import QtFonts, characters_without_font
from pingkou_gui.ui.pdf_output import write_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.document.page_layout import Layout, PageLayout
    from pingkou_gui.document.standing import Standing
    from pingkou_gui.document.tree import Document
    from pingkou_gui.domain.record import Record

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
    standing: Standing


def export_pdf(record: Record, target: Path, part: str | None = None) -> WrittenPdf:
    """Write a report, or one part of it, as PDF.

    Args:
        record: The report with its scheme.
        target: The file to write.
        part: `report` for the text with its signature, the number of an attachment, or None for
            everything.

    Raises:
        KnownError: The report has no such part, or this computer has no Chinese font.
        TargetError: The file cannot be written.
    """
    scheme = scheme_of(record.scheme)
    facts = Facts(record.report, scheme)
    found = standing(facts)
    document = compose(facts, draft=found.draft)
    _application()
    fonts = QtFonts()
    if not fonts.has_chinese:
        raise KnownError(
            "这台电脑没有中文字体，没有写出 PDF", "装上中文字体（如仿宋、宋体），或者导出 Word"
        )
    layout = Typesetting(scheme.page, fonts).lay_out(document)
    pages = chosen_pages(layout, part)
    write_pdf(target, pages, fonts, part_title(document, part))
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
    titles = {str(a.number): one_line(a.title) for a in reversed(document.attachments)}
    return titles.get(str(int(part or 0)), one_line(document.title))


def _application() -> None:
    """Make the application that fonts need, on no screen, unless there is one."""
    if QGuiApplication.instance() is not None:
        return
    if sys.platform.startswith("linux"):  # without a display Qt would end the process
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    global _APPLICATION  # noqa: PLW0603 - Qt ends it with the last reference
    _APPLICATION = QGuiApplication(["pingkou-gui"])


_APPLICATION: QGuiApplication | None = None
