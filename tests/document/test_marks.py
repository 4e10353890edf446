"""Placeholders on the page as gaps of the form, and printed letters as letters of a field."""

from datetime import date

import pytest

from pingkou_gui.document.compose import (
    compose,
    is_number,
    numbers_printed,
    numbers_typed,
    typed_twice,
)
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.review import TypedEdit, edited, typed_edits, written_at
from pingkou_gui.document.status import Mark, marks, printed_gaps, report_status
from pingkou_gui.document.tree import (
    Attachment,
    Document,
    Heading,
    Paragraph,
    Signature,
    SignatureLine,
    Table,
    TableCell,
    TableRow,
)
from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.overview import Duty, Unit
from pingkou_gui.form.pages.problems import Closing
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Place, RowList
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.own_sections import begun
from pingkou_gui.report.progress import Gap
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.text.lines.source import Span as Spot
from pingkou_gui.text.reasoning.finding import Edit

NAME, REMARKS = Unit.name.at(), Closing.remarks.at()
SIGNED = Signature("平口镇", date(2024, 3, 1))


def missing(what, *refs):
    return Span(f"【待填：{what}】", SpanKind.MISSING, refs)


def report_with(*spans, signature=SIGNED):
    return Document("题", (Paragraph(tuple(spans)),), signature)


# -- marks


def test_marks_are_read_off_paragraphs_tables_and_lines_under_them_each_once():
    row = TableRow(
        (
            TableCell((missing("甲", NAME),)),
            TableCell((Span("【待核：乙】", SpanKind.MISSING, (NAME,)),)),
        )
    )
    blocks = (
        Heading(1, "【待填：不算】", "一、"),
        Paragraph(
            (
                missing("甲", NAME),
                Span("写【待填：丙】和【待核：丁】的", SpanKind.TYPED, (REMARKS,)),
            )
        ),
    )
    sheet = Attachment(
        1,
        "表",
        (Table("", (1, 1), (row,), (row,)), SignatureLine(((missing("戊"),), (Span("己"),)))),
    )
    found = list(marks(Document("题", blocks, SIGNED, (sheet,))))
    assert found == [
        Mark("甲", False, (NAME,)),
        Mark("丙", False, (REMARKS,)),
        Mark("丁", True, (REMARKS,)),
        Mark("乙", True, (NAME,)),
        Mark("戊", False, ()),
    ]


def test_a_day_that_is_not_known_is_a_mark_and_a_list_that_nobody_signs_has_none():
    unsigned = list(marks(report_with(signature=Signature("平口镇", None))))
    assert unsigned == [Mark("报告日期", False, (Unit.report_date.at(),))]
    assert list(marks(report_with(signature=None))) == []
    assert list(marks(report_with(Span("没有空缺")))) == []


def gaps(f, *spans, told=()):
    return printed_gaps(f, report_with(*spans), frozenset(told))


def test_a_gap_has_the_label_of_its_field_and_is_told_once(facts_of):
    f = facts_of()
    assert gaps(f, missing("随便", NAME), missing("又一次", NAME)) == (Gap(NAME, "单位名称"),)
    assert gaps(f, missing("随便", NAME), told=[NAME]) == ()


@pytest.mark.parametrize("scheme", sorted(asset("schemes").glob("*.toml")), ids=lambda p: p.stem)
def test_a_blank_report_of_every_scheme_tells_what_it_lacks(scheme):
    f = Facts(Report(), scheme_of(scheme.read_text("utf-8")))
    lacking = printed_gaps(f, compose(f, draft=True), frozenset())
    assert {Unit.name.at(), Unit.year.at()} <= {gap.place for gap in lacking}


def test_a_doubt_is_about_its_first_place_and_falls_silent_where_one_is_told(facts_of):
    f = facts_of(unit__name="平口镇")
    doubt = Span("【待核：相差】", SpanKind.MISSING, (NAME, REMARKS))
    assert gaps(f, doubt) == (Gap(NAME, "相差", "核对："),)
    assert gaps(f, doubt, told=[REMARKS]) == ()
    figure = quantity(Basic.personnel).this
    bare = Span("【待核：相差】", SpanKind.MISSING, (figure.at(),))
    assert gaps(f, bare) == (Gap(figure.at(), "相差", "核对："),)


def test_of_places_that_are_filled_in_and_blank_the_blank_ones_are_gaps(facts_of):
    f = facts_of(unit__name="平口镇")
    assert gaps(f, missing("甲", NAME, REMARKS)) == (Gap(REMARKS, "其他需要说明的情况"),)
    assert gaps(f, missing("甲", NAME)) == (Gap(NAME, "单位名称"),)


def test_the_same_field_in_several_rows_is_a_gap_in_each(facts_of):
    f = facts_of(project=[{"name": "甲"}, {"name": "乙"}])
    places = [Project.budget.at(row) for row in (1, 2)]
    assert [gap.place for gap in gaps(f, missing("预算来源", *places))] == places
    told = gaps(f, missing("预算来源", *places), told=places[:1])
    assert [gap.place for gap in told] == places[1:]


def test_of_different_fields_one_is_the_gap_the_one_named_on_the_page(facts_of):
    f = facts_of()
    here = missing("其他需要说明的情况", NAME, REMARKS)
    assert gaps(f, here) == (Gap(REMARKS, "其他需要说明的情况"),)
    assert gaps(f, missing("别的", NAME, REMARKS)) == (Gap(NAME, "单位名称"),)
    assert gaps(f, here, told=[NAME]) == ()


def test_a_list_without_rows_may_be_told_of_by_its_lane(facts_of):
    f, place = facts_of(), Place(Duty.key, 0, "text")
    assert gaps(f, missing("主要职能", place)) == (Gap(place, "职能内容"),)
    assert gaps(f, missing("主要职能", place), told=[RowList(Duty.key)]) == ()
    assert gaps(f, missing("单位名称", NAME), told=[RowList(Unit.key)]) == (Gap(NAME, "单位名称"),)


def test_a_figure_leads_to_what_it_is_worked_out_from(facts_of):
    f = facts_of(basic__wages="1")
    figure = quantity(Basic.personnel).this
    assert f[figure] is None
    (gap,) = gaps(f, missing("人员经费", figure.at()))
    assert gap.place == Basic.transfers.this.at()
    unread = quantity(Conferences.meetings).rate
    assert gaps(f, missing("会议费", unread.at())) == (Gap(unread.at(), "会议费"),)


def test_what_is_kept_beside_the_form_is_no_gap_of_it(facts_of):
    hidden = Place("closed_finding", 1, "reason")
    assert gaps(facts_of(), missing("原因", hidden, NAME)) == (Gap(NAME, "单位名称"),)


# -- back to typed letters


def test_words_belong_to_the_first_text_field_between_two_letters():
    spans = (
        Span("我镇", SpanKind.PLAIN),
        Span("修路", SpanKind.TYPED, (REMARKS,)),
        Span("5.00", SpanKind.TYPED, (General.initial.at(),)),
        Span("修桥", SpanKind.TYPED, (NAME,)),
    )
    assert written_at(spans, 0, 2) is None
    assert written_at(spans, 0, 3) == REMARKS
    assert written_at(spans, 3, 4) == REMARKS
    assert written_at(spans, 4, 8) is None
    assert written_at(spans, 4, 9) == NAME
    assert written_at(spans, 7, 12) == NAME
    assert written_at(spans, 10, 12) is None


def test_edits_are_made_from_the_end():
    edits = [TypedEdit(0, 1, "甲甲"), TypedEdit(2, 4, ""), TypedEdit(4, 4, "丁")]
    assert edited("一二三四五", edits) == "甲甲二丁五"


def edits_of(report, spans, start, end, words="改"):
    return typed_edits([Edit(Spot(0, start, end), words)], [spans], report)


@pytest.mark.parametrize(
    ("typed", "printed", "start", "end", "found"),
    [
        ("修好了路", "修好了路。", 1, 3, (1, 3)),
        ("修好了路", "修好了路。", 3, 4, (3, 4)),
        ("修好了路", "修好了路。", 4, 5, None),
        ("修好了路", "修好了路。", 0, 4, (0, 4)),
        (" 修好 了路", "修好了路。", 1, 2, (1, 2)),
        (" 修好 了路", "修好了路。", 1, 3, None),
        ("修路\n修好了路", "修好了路。", 0, 2, (3, 5)),
        ("修路，修路", "修路", 0, 1, None),
        ("修路", "修桥", 0, 1, None),
        ("修路", "修路。", 0, 4, None),
    ],
)
def test_printed_letters_are_found_in_the_typed_text_or_left_alone(
    report_of, typed, printed, start, end, found
):
    spans = (Span("前言", SpanKind.PLAIN), Span(printed, SpanKind.TYPED, (REMARKS,)))
    edits = edits_of(report_of(closing__remarks=typed), spans, start + 2, end + 2)
    assert edits == {REMARKS: (None if found is None else TypedEdit(*found, "改"),)}


def test_words_of_the_program_or_beyond_the_paragraph_are_nobodys(report_of):
    report = report_of(closing__remarks="修路")
    spans = (Span("前言", SpanKind.PLAIN), Span("修路", SpanKind.TYPED, (REMARKS,)))
    assert edits_of(report, spans, 0, 1) == {}
    assert edits_of(report, spans, 4, 5) == {}
    assert edits_of(report, spans, 1, 3) == {}


def test_the_same_edit_of_a_field_printed_twice_is_one(report_of):
    report = report_of(closing__remarks="修路好")
    spans = (Span("修路好", SpanKind.TYPED, (REMARKS,)),)
    twice = [Edit(Spot(n, 0, 1), "改") for n in (0, 1)]
    assert typed_edits(twice, [spans, spans], report) == {REMARKS: (TypedEdit(0, 1, "改"),)}
    two = [Edit(Spot(0, 0, 1), "改"), Edit(Spot(0, 2, 3), "坏")]
    assert typed_edits(two, [spans], report) == {
        REMARKS: (TypedEdit(0, 1, "改"), TypedEdit(2, 3, "坏"))
    }


# -- counting


@pytest.mark.parametrize(
    ("text", "kind", "counts"),
    [
        ("1,287.78", SpanKind.TYPED, True),
        ("-50.44%", SpanKind.DERIVED, True),
        ("7", SpanKind.DERIVED, True),
        ("7", SpanKind.PLAIN, False),
        ("7个", SpanKind.TYPED, False),
        ("【待填：甲】", SpanKind.MISSING, False),
    ],
)
def test_a_number_is_typed_or_computed_and_nothing_but_a_number(text, kind, counts):
    assert is_number(Span(text, kind)) is counts


def test_numbers_are_counted_in_paragraphs_tables_and_under_them():
    five = Span("5", SpanKind.TYPED)
    row = TableRow((TableCell((five,)), TableCell((five, five))))
    blocks = (
        Paragraph((five, Span("字"))),
        Table("", (1, 1), (row,), (row,)),
        SignatureLine(((five,),)),
    )
    document = Document("题", (*blocks, Heading(1, "5")), None, (Attachment(1, "表", blocks),))
    assert numbers_printed(document) == 10


def test_typed_numbers_and_totals_typed_in_vain(facts_of):
    f = facts_of(
        basic__wages="1",
        basic__transfers="2",
        basic__personnel="3",
        unit__year="2023",
        unit__name="甲",
    )
    assert numbers_typed(f.report) == 4
    assert typed_twice(f) == (Basic.personnel.this.at(),)
    assert typed_twice(facts_of(basic__personnel="3")) == ()


def test_words_whose_field_is_blank_by_now_are_not_changed(report_of):
    spans = (Span("修路好", SpanKind.TYPED, (REMARKS,)),)
    assert edits_of(report_of(), spans, 0, 1) == {REMARKS: (None,)}
    assert edits_of(report_of(closing__remarks="修路好"), spans, 0, 4) == {REMARKS: (None,)}


@pytest.mark.parametrize("name", sorted(path.name for path in asset("schemes").glob("*.toml")))
def test_a_report_just_begun_calls_for_nothing_that_leads_nowhere(name):
    scheme = scheme_of(asset(f"schemes/{name}").read_text("utf-8"))
    facts = Facts(begun(scheme), scheme)
    called_for = list(marks(compose(facts, draft=True)))
    assert called_for
    assert [mark.what for mark in called_for if not mark.refs] == []
    assert report_status(facts).pages
