"""The findings of a check of a foreign report, as a document for the unit that must mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.phrases import Span
from pingkou_gui.document.publish import write_word
from pingkou_gui.document.tree import Align, Document, Paragraph, Table, TableCell, TableRow
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, WORDING, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from pingkou_gui.document.verify import Verification
    from pingkou_gui.text.reasoning.finding import TextFinding


# The findings of a check-up as a list for the unit that must mend them.


CERTAINTY = {PROVED: "可以肯定", LIKELY: "很可能", WORDING: "用词"}
"""How sure a finding is, as people say it."""
_OPEN = "一定有错"
"""Something is wrong for certain; which of several figures, a person has to tell."""
_ASKED = "待核"
"""Something may be wrong, and where it is, there are several ways to mend it."""
_HEADS = ("序号", "要不要改", "位置", "原文", "应为", "说明", "可靠程度")
_WIDTHS = (5, 6, 9, 14, 12, 20, 7)
_LONGEST = 120
"""Characters of a quotation in a cell; a whole paragraph would fill the page."""


def certainty_of(finding: TextFinding) -> str:
    """Return how sure a finding is, as people say it."""
    if finding.is_open:
        return _OPEN if finding.certainty == PROVED else _ASKED
    return CERTAINTY.get(finding.certainty, "")


def proposal_of(finding: TextFinding) -> str:
    """Return what should stand there, and that it may be another place where that is open."""
    if not finding.expected:
        return "核对"
    other = finding.is_open and not finding.names_several
    return f"{finding.expected}（或改另一处）" if other else finding.expected


def checkup_document(name: str, findings: Sequence[TextFinding]) -> Document:
    """Return the list as a document; `name` is what the report is called."""
    blocks = (Paragraph((Span(_opening(name, findings)),)), _table(findings))
    return Document("绩效自评报告核对清单", blocks if findings else blocks[:1], None)


def _opening(name: str, findings: Sequence[TextFinding]) -> str:
    if not findings:
        return f"“{name}”核对完毕，没有发现要改的地方。"
    counts = ((s, sum(f.severity is s for f in findings)) for s in Severity)
    kinds = "、".join(f"{severity}{number}处" for severity, number in counts if number)
    return (
        f"“{name}”核对出{len(findings)}处，其中{kinds}。"
        "“可以肯定”的由报告里的其他数字或规定直接推出，“一定有错”的改哪一个数要核对，“待核”的先看是不是错、再看改哪一处，"
        "“很可能”和“用词”对照原文判断。"
    )


def _table(findings: Sequence[TextFinding]) -> Table:
    head = tuple(TableCell((Span(words),), Align.CENTRE) for words in _HEADS)
    rows = tuple(TableRow(tuple(_cells(at, f))) for at, f in enumerate(findings, 1))
    return Table("核对清单", _WIDTHS, (TableRow(head),), rows)


def _cells(number: int, finding: TextFinding) -> Iterator[TableCell]:
    yield TableCell((Span(str(number)),), Align.CENTRE)
    yield TableCell((Span(finding.severity),), Align.CENTRE)
    for words in (
        finding.where,
        _short(finding.quote),
        proposal_of(finding),
        finding.message,
    ):
        yield TableCell((Span(words),))
    yield TableCell((Span(certainty_of(finding)),), Align.CENTRE)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


# Writing the list of a check-up as Word.


def publish_checkup(
    name: str, findings: Sequence[TextFinding], target: Path, written: datetime
) -> Verification:
    """Write the findings on the report `name` to `target`, and prove the file.

    Raises:
        TargetError: The file cannot be written; it may offer another name.
    """
    return write_word(checkup_document(name, findings), PageHabits(), target, written=written)
