"""What is open, each once: findings, and the blanks that none of them asks for."""

import pytest

from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import RowList
from pingkou_gui.report.findings import BLANK_CELLS, Finding, Severity
from pingkou_gui.report.progress import MISSING, Gap, OpenPoint, Progress, open_points

ROAD, CANAL = Project.outturn.at(1), Project.outturn.at(2)


def page(*gaps):
    return (Progress(None, 0, gaps, ()),)


def finding(place=ROAD, severity=Severity.REMINDER, check="x", message="核对", **more):
    return Finding(check, severity, message, (place,) if place else (), **more)


@pytest.mark.parametrize(
    ("severity", "weight", "told"),
    [
        (Severity.ERROR, "必改", 1),
        (Severity.REMINDER, MISSING, 1),
        (Severity.HINT, "提示", 2),
    ],
)
def test_a_blank_that_a_finding_asks_for_is_told_in_its_words(severity, weight, told):
    gap = Gap(ROAD, "全年执行")
    points = open_points(page(gap), (finding(severity=severity),))
    assert points[0].weight == weight
    assert [point.gap for point in points] == ([gap] if told == 1 else [None, gap])
    assert points[-1].page == page(gap)[0]


def test_a_finding_elsewhere_keeps_its_own_weight_and_a_blank_is_missing():
    gap = Gap(ROAD, "全年执行")
    for other in (finding(CANAL), finding(None)):
        points = open_points(page(gap), (other,))
        assert [(point.weight, point.finding, point.gap) for point in points] == [
            ("提醒", other, None),
            (MISSING, None, gap),
        ]
    (asking,) = open_points((), (finding(check=BLANK_CELLS),))
    assert asking.weight == MISSING


def test_what_is_said_twice_or_closed_with_a_reason_is_no_point_of_its_own():
    once = finding()
    assert open_points((), (once, finding(), finding(reason="已核实"))) == (
        OpenPoint("提醒", once),
    )
    assert len(open_points((), (once, finding(message="再核对")))) == 2


def test_blanks_are_told_once_and_a_list_without_rows_too():
    rows, gap = Gap(RowList(Problem.key), "问题至少一个"), Gap(ROAD, "全年执行")
    points = open_points(page(rows, gap, rows, gap), ())
    assert [point.gap for point in points] == [rows, gap]


def test_every_blank_cell_counts_and_rows_to_write_count_as_one():
    cells = (ROAD, CANAL)
    blank, rows = Gap(ROAD, "", all_of=cells, blank=True), Gap(ROAD, "", all_of=cells)
    assert (blank.tally, blank.cells, rows.tally, rows.cells) == (2, cells, 1, ())
    found = Finding(BLANK_CELLS, Severity.REMINDER, "", (*cells, RowList(Project.key)))
    for point in (OpenPoint(MISSING, gap=blank), OpenPoint(MISSING, finding=found)):
        assert (point.tally, point.cells) == (2, cells)
    for point in (
        OpenPoint(MISSING, gap=rows),
        OpenPoint(MISSING, finding=finding()),
        OpenPoint(MISSING),
    ):
        assert (point.tally, point.cells) == (1, ())
