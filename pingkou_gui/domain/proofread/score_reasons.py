"""Findings where points were lost and the report does not say why."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import LIKELY, Severity
from pingkou_gui.domain.proofread.scores import score_in
from pingkou_gui.domain.reading.tables import by_row

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.tables import CellStatement

_GROUND = "自评要求：未得满分的说明原因"
_LOSS = Decimal(95)
_NO_INDICATOR = re.compile("执行率|^(?:总分|合计|年度资金|资金总额)")
_GIVEN = re.compile("扣|失分|原因|偏差|主要是|由于|因为")


@check("评分表里扣分的指标写了偏差原因", "REASON", ground=_GROUND)
def lost_points_in_tables_have_reasons(case: Case) -> Findings:
    """A row whose score is below its points, in a table with a column for reasons."""
    pairs = zip(case.reading.source.paragraphs, case.reading.normals, strict=True)
    with_reasons = {p.table for p, n in pairs if p.is_cell and "原因" in n.text}
    for (table, _), cells in by_row(case.reading.cells).items():
        full, score = cells.get("points"), cells.get("score")
        if not full or not score or table not in with_reasons or "execution_rate" in cells:
            continue
        if score.amount.value >= full.amount.value or _NO_INDICATOR.search(score.label):
            continue
        if not _is_explained(case, score):
            message = (
                f"“{score.label}”分值{full.amount.text}、得分{score.amount.text}，没有写偏差原因"
            )
            yield case.finding(
                "REASON",
                score.amount.span,
                message,
                "补写原因",
                severity=Severity.REMINDER,
                certainty=LIKELY,
            )


def _is_explained(case: Case, score: CellStatement) -> bool:
    """Whether words stand to the right of a score."""
    pairs = zip(case.reading.source.paragraphs, case.reading.normals, strict=True)
    return any(
        p.table == score.table and p.row == score.row and p.column > score.column and n.text
        for p, n in pairs
    )


@check("总分扣得多的写了扣分原因", "REASON", ground=_GROUND)
def a_low_total_has_reasons(case: Case) -> Findings:
    """A total of 95 or less, and no word of why in its chapter."""
    chapter = case.reading.chapter_text("performance") or case.reading.text
    total = score_in(chapter)
    if total is None or total[0] > _LOSS or _GIVEN.search(chapter):
        return
    normal = next(n for n in case.reading.normals if total[1] in n.text)
    at = normal.text.find(total[1])
    message = f"{total[1]}，扣了分却没有写原因；补写"
    yield case.finding(
        "REASON", normal.span(at, at + len(total[1])), message, "补写扣分原因",
        severity=Severity.REMINDER, certainty=LIKELY,
    )  # fmt: skip


CHECKS = (lost_points_in_tables_have_reasons, a_low_total_has_reasons)
