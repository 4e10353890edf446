"""Cells of the attachments: amounts, gaps with what would fill them, dashes."""

from decimal import Decimal as D

import pytest

from pingkou_gui.document.attachment_tables import (
    amount,
    by_sense,
    centred,
    count,
    dash,
    derived,
    empty,
    full_points,
    gap_of,
    head,
    label,
    number,
    points_in_all,
    points_of_execution,
    prose,
    quantity_cell,
    rate,
    word,
    words_of,
)
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.proofread_report import checkup_document
from pingkou_gui.document.tree import Align, Paragraph, TableCell
from pingkou_gui.form.pages.basic_spending import Basic, SpendingTexts, ThreePublic
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report.figures import quantity, staff_control_rate
from pingkou_gui.report.figures_funds import project_execution_rate, projects_sum
from pingkou_gui.report.scores import execution_points, points_sum
from pingkou_gui.text.lines.source import Span as Spot
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Severity, TextFinding


def one(cell):
    """Return text, kind and sources of a cell of one span."""
    (span,) = cell.spans
    return span.text, span.kind, span.refs


def test_frames_are_centred_labels_stand_left_and_figures_right():
    assert head("甲", columns=2, rows=3) == TableCell((Span("甲"),), Align.CENTRE, 2, 3, head=True)
    assert label("甲", 2, columns=3) == TableCell((Span("甲"),), Align.LEFT, 3, 1, 2)
    assert label((Span("甲"),)).spans == (Span("甲"),)
    assert centred(Span("甲"), rows=2) == TableCell((Span("甲"),), Align.CENTRE, 1, 2)
    assert number(D(5), Span("5"), unit="%").text == "5%"
    assert number(None, Span(""), unit="%").text == ""
    assert number(D(0), Span("0"), unit="%", columns=2) == TableCell(
        (Span("0"), Span("%")), Align.RIGHT, 2
    )


def test_a_blank_cell_may_know_what_would_fill_it():
    ref = Unit.name.at()
    assert empty(columns=2) == TableCell((), columns=2)
    assert one(empty(ref)) == ("", SpanKind.TYPED, (ref,))


def test_a_dash_is_computed_where_it_stands_for_a_figure():
    assert one(dash()) == ("—", SpanKind.PLAIN, ())
    ref = staff_control_rate.at()
    assert one(dash(ref, columns=2)) == ("—", SpanKind.DERIVED, (ref,))
    assert dash(columns=2).columns == 2


@pytest.mark.parametrize(
    ("field", "typed", "text", "kind"),
    [
        (Unit.name, "平口镇", "平口镇", SpanKind.TYPED),
        (Unit.name, "", "【待填】", SpanKind.MISSING),
        (Unit.phone, "", "", SpanKind.TYPED),
        (Unit.year, "二", "【待填】", SpanKind.MISSING),
        (SpendingTexts.note, " 甲 \n\n 乙 ", "甲\n乙", SpanKind.TYPED),
    ],
)
def test_words_or_their_gap(facts_of, field, typed, text, kind):
    f = facts_of(**{f"{field.section}__{field.name}": typed})
    (span,) = words_of(f, field)
    assert (span.text, span.kind, span.refs) == (text, kind, (field.at(),))
    assert prose(f, field, columns=3) == TableCell((span,), columns=3)
    assert word(f, field, columns=2, rows=2) == TableCell((span,), Align.CENTRE, 2, 2)


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("5", "5.00", SpanKind.TYPED),
        ("无", "0.00", SpanKind.TYPED),
        ("", "", SpanKind.TYPED),
        ("五", "【待填】", SpanKind.MISSING),
    ],
)
def test_an_amount_nought_or_its_gap(facts_of, typed, text, kind):
    field = Basic.operating.budget
    cell = amount(facts_of(basic__operating_budget=typed), field, columns=2)
    assert (one(cell), cell.columns, cell.align) == ((text, kind, (field.at(),)), 2, Align.RIGHT)


@pytest.mark.parametrize(
    ("typed", "text"), [("50", "50"), ("无", "0"), ("0", "0"), ("", "【待填】")]
)
def test_people_are_counted_as_typed(facts_of, typed, text):
    assert count(facts_of(staff__headcount=typed), Staff.headcount, columns=2).text == text


@pytest.mark.parametrize(
    ("posts", "people", "text"),
    [
        ("46", "50", "108.70%"),
        ("0", "50", "—"),
        ("", "50", "【待填】"),
        ("46", "", "【待填】"),
        ("46", "0", "0.00%"),
    ],
)
def test_a_rate_a_dash_or_a_gap(facts_of, posts, people, text):
    f = facts_of(staff__establishment=posts, staff__headcount=people)
    cell = rate(f, staff_control_rate, f[Staff.establishment], columns=2)
    assert (cell.text, cell.columns) == (text, 2)


def test_a_figure_says_what_it_lacks_the_required_first(facts_of):
    f = facts_of(basic__wages="1")
    total, budget = quantity(Basic.total).this, quantity(Basic.operating).budget
    assert one(derived(f, total)) == (
        "【待填】",
        SpanKind.MISSING,
        (Basic.transfers.this.at(), Basic.goods.this.at()),
    )
    assert f[budget] is None
    gap = gap_of(f, budget)
    assert (gap.text, gap.kind) == ("", SpanKind.TYPED)
    unread = facts_of(basic__operating_budget="五")
    assert unread[budget] is None
    assert gap_of(unread, budget).refs == (Basic.operating.budget.at(),)
    assert gap_of(unread, budget).kind is SpanKind.MISSING
    nothing = facts_of()
    assert nothing[projects_sum("initial")] is None
    assert gap_of(nothing, projects_sum("initial")).refs == (projects_sum("initial").at(),)


def test_a_figure_of_a_row_lacks_what_its_own_row_lacks(facts_of):
    f = facts_of(project=[{"outturn": "5"}, {"full_year": "5"}])
    assert derived(f, project_execution_rate, 1).spans[0].refs == (Project.full_year.at(1),)
    assert one(derived(f, project_execution_rate, 2))[2] == (Project.outturn.at(2),)
    assert one(derived(f, project_execution_rate, 2))[0] == "【待填】"


def test_a_quantity_is_typed_summed_covered_by_its_total_or_a_gap(facts_of):
    f = facts_of(
        three_public__overseas="1", three_public__vehicles="2", three_public__reception="3"
    )
    total = ThreePublic.total
    assert one(quantity_cell(f, total, "this"))[:2] == ("6.00", SpanKind.DERIVED)
    assert one(quantity_cell(f, ThreePublic.vehicles, "this"))[:2] == ("2.00", SpanKind.TYPED)
    assert one(quantity_cell(f, Basic.wages, "budget")) == ("—", SpanKind.PLAIN, ())
    covered = facts_of(three_public__total="6")
    assert one(quantity_cell(covered, ThreePublic.reception, "this", columns=2))[:2] == (
        "",
        SpanKind.TYPED,
    )
    bare = facts_of()
    assert one(quantity_cell(bare, ThreePublic.reception, "this")) == (
        "【待填】",
        SpanKind.MISSING,
        (ThreePublic.reception.this.at(),),
    )
    assert one(quantity_cell(bare, ThreePublic.reception, "budget"))[0] == ""


def test_points_are_printed_as_they_are(facts_of):
    f = facts_of(indicator=[{"points": "85.5"}])
    assert one(points_in_all(f, points_sum)) == ("95.5", SpanKind.DERIVED, (points_sum.at(),))
    assert points_in_all(facts_of(indicator=[{}]), points_sum).text == "【待填】"
    assert full_points(f).text == "10"
    assert points_of_execution(f, execution_points, D(0)).text == "—"
    assert points_of_execution(f, execution_points, None).text == ""
    assert (
        Indicator.points.at(1) in points_in_all(facts_of(indicator=[{}]), points_sum).spans[0].refs
    )


@pytest.mark.parametrize(
    ("name", "room", "lines"),
    [
        ("数量指标", 4, "数量指标"),
        ("数量指标", 3, "数量\n指标"),
        ("社会效益指标", 6, "社会效益指标"),
        ("社会效益指标", 5, "社会效益\n指标"),
        ("服务对象满意度指标", 9, "服务对象满意度指标"),
        ("", 4, ""),
    ],
)
def test_a_level_takes_as_few_lines_as_it_can(name, room, lines):
    assert by_sense(name, room) == lines


# -- the list of a check-up


def finding(quote="较少", **more):
    words = {"class_": "X", "severity": Severity.ERROR, "where": "一 段1", "quote": quote}
    words |= {"message": "应为减少", "expected": "减少", "certainty": PROVED, "spot": Spot(0, 0, 2)}
    return TextFinding(**words | more)


def test_the_list_counts_by_weight_and_names_only_what_there_is():
    found = [finding(), finding(), finding(severity=Severity.HINT, certainty=LIKELY, expected="")]
    opening, table = checkup_document("甲", found).blocks
    assert isinstance(opening, Paragraph)
    assert opening.text.startswith("“甲”核对出3处，其中必改2处、提示1处。")
    assert [row.cells[0].text for row in table.rows] == ["1", "2", "3"]
    assert [cell.text for cell in table.rows[2].cells] == [
        "3",
        "提示",
        "一 段1",
        "较少",
        "核对",
        "应为减少",
        "很可能",
    ]
    assert [cell.align for cell in table.rows[0].cells] == [
        *[Align.CENTRE] * 2,
        *[Align.LEFT] * 4,
        Align.CENTRE,
    ]


@pytest.mark.parametrize(("length", "shown"), [(120, 120), (121, 121), (500, 121)])
def test_a_long_quotation_is_cut(length, shown):
    table = checkup_document("甲", [finding("长" * length)]).blocks[1]
    words = table.rows[0].cells[3].text
    assert len(words) == shown
    assert words.endswith("…") is (length > 120)


def test_a_list_without_findings_is_one_sentence():
    document = checkup_document("甲", [])
    assert len(document.blocks) == 1
    assert document.signature is None
