"""The attachments of a report: 附件1, 附件2, and from 附件3 on one sheet for every project.

Every project of the report has its sheet, under a number of its own, so that the list under the
body and the marks agree. A project that was not evaluated yet gets the county's form with its
money filled in and the rest blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.attachment1 import attachment1_tables
from pingkou_gui.document.compose.attachment2 import attachment2_tables
from pingkou_gui.document.compose.attachment3 import attachment3_tables
from pingkou_gui.document.compose.cells import words_of
from pingkou_gui.document.tree import Attachment, SignatureLine, Span
from pingkou_gui.domain.wording.spans import words
from pingkou_gui.domain.wording.values import missing
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.pages.projects import Project

if TYPE_CHECKING:
    from pingkou_gui.document.tree import Spans
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.field import Field

_FIRST_PROJECT = 3
_SIGNED = (
    ("填表人：", Unit.preparer),
    ("联系电话：", Unit.phone),
    ("填报日期：", Unit.report_date),
    ("单位负责人：", Unit.principal),
)


def attachments(f: Facts) -> tuple[Attachment, ...]:
    """Return the attachments in their order, numbered from 1."""
    projects = enumerate(f.rows(Project), _FIRST_PROJECT)
    return (
        _attachment1(f),
        _attachment2(f),
        *(_attachment3(f, row, number) for number, row in projects),
    )


def _attachment1(f: Facts) -> Attachment:
    blocks = f.keep("attachment1", lambda: (*attachment1_tables(f), signature_line(f)))
    return Attachment(1, f.scheme.title("attachment1"), blocks)


def _attachment2(f: Facts) -> Attachment:
    blocks = f.keep("attachment2", lambda: (*attachment2_tables(f), signature_line(f)))
    return Attachment(2, f.scheme.title("attachment2"), blocks, landscape=True)


def _attachment3(f: Facts, row: int, number: int) -> Attachment:
    blocks = f.keep(("attachment3", row), lambda: (*attachment3_tables(f, row), signature_line(f)))
    return Attachment(number, _sheet_title(f, row), blocks)


def _sheet_title(f: Facts, row: int) -> str:
    """Return the title of a project's sheet; 项目支出 at the end of its name is not said twice."""
    name = f[Project.name, row] or missing(Project.name.label).text
    if "{project}项目支出" in f.scheme.titles["attachment3"]:
        name = name.removesuffix("项目支出") or name
    return f.scheme.title("attachment3", project=name)


def signature_line(f: Facts) -> SignatureLine:
    """Return who filled the sheet in and who answers for it; a blank is signed by hand."""
    entries = f.keep("signed", lambda: tuple(_entry(f, *pair) for pair in _SIGNED))
    return SignatureLine(entries)


def _entry(f: Facts, label: str, field: Field[object]) -> Spans:
    said = words_of(f, field)
    return (Span(label), *said) if words(said) else (Span(label),)
