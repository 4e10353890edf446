"""The composed report, read as a stranger would read it."""

from collections import Counter

import pytest

from pingkou_gui.document.compose import compose
from pingkou_gui.document.review import _pieces, review
from pingkou_gui.form.pages.basic_spending import ThreePublic
from pingkou_gui.form.pages.overview import KeyWork, Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.text.lines.source import CellNames, SourceText
from pingkou_gui.text.proofread import proofread


@pytest.fixture(scope="module")
def report():
    return from_json(asset("sample/pingkou-2023.json").read_text()).report


def composed(report):
    return compose(Facts(report, default_scheme()), draft=True)


def test_every_cell_of_all_attachments_has_a_place_of_its_own(report):
    places = Counter(
        (paragraph.table, paragraph.row, paragraph.column)
        for paragraph, _ in _pieces(composed(report))
        if paragraph.table
    )
    assert len(places) > 100
    assert max(places.values()) == 1


def test_only_cells_that_show_nothing_of_the_report_are_words_of_the_form(report):
    cells = [piece for piece in _pieces(composed(report)) if piece[0].table]
    assert any(paragraph.preprinted for paragraph, _ in cells)
    for paragraph, spans in cells:
        assert paragraph.preprinted is not any(span.refs for span in spans)


def test_the_sample_as_it_is_written_by_the_program_has_nothing_wrong(report):
    assert review(composed(report), report) == ()


def test_a_slip_in_the_clerks_own_words_leads_to_its_field(report):
    draft = Draft(report)
    row = draft.add(Problem)
    draft.type_in(Problem.name, "预算编制不细", row)
    draft.type_in(Problem.cause, "支出较少5万元。", row)
    changed = report.apply(draft.change)
    assert Problem.cause.at(row) in {f.places[0] for f in review(composed(changed), changed)}


def typed(report, field, words, row=0):
    draft = Draft(report)
    draft.type_in(field, words, row)
    return report.apply(draft.change)


def acts_of(report):
    return [(finding, act) for finding in review(composed(report), report) for act in finding.fixes]


WORDS = [
    (
        "各站所联合,开展违建巡查60余次。\n投资 300 万元(其中中央资金200万元),已到位。",
        "各站所联合，开展违建巡查60余次。\n投资 300 万元（其中中央资金200万元），已到位。",
        "4处半角标点改为全角",
    ),
    ("部门联动,开展巡查,没有事故。", "部门联动，开展巡查，没有事故。", "2处半角标点改为全角"),
    ("按安财预[2023]12号文件执行。", "按安财预〔2023〕12号文件执行。", "2处改为六角括号"),
    ("完成得好。。大家满意", "完成得好。大家满意", "“。。”改为“。”"),
    ("“干部下乡”比上年变动减少5次。", "“干部下乡”比上年减少5次。", "删去“变动”"),
]


@pytest.mark.parametrize(("wrong", "right", "label"), WORDS)
def test_one_click_mends_the_letters_it_names_and_nothing_else(report, wrong, right, label):
    fields = (KeyWork.text, Problem.cause, Project.use)
    places = [field.at(report.rows(field.section)[-1]) for field in fields]
    changed = report
    for field, place in zip(fields, places, strict=True):
        changed = typed(changed, field, wrong, place.row)
    found = acts_of(changed)
    mending = [(finding, act) for finding, act in found if act.label != "都照填的印"]
    assert {(act.label, act.text) for _, act in mending} == {(label, right)}
    assert sorted(finding.places for finding, _ in mending) == sorted((place,) for place in places)
    assert len(found) - len(mending) in {0, len(fields)}
    mended = changed
    for field, place in zip(fields, places, strict=True):
        mended = typed(mended, field, right, place.row)
    assert review(composed(mended), mended) == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("全镇投入123456789012345万元,完成", "123456789012345万元"),
        ("全镇投入一二三四五六七八九十万元,完成", "三四五六七八九十万元"),
        ("完成,123456789012345万元投入", "完成，123456789012345"),
    ],
)
def test_the_words_about_a_mark_cut_no_number_in_two(report, words, shown):
    changed = typed(report, Problem.cause, words, report.rows(Problem.key)[-1])
    ((finding, _), *_) = acts_of(changed)
    assert shown in finding.statement
    assert "2" not in finding.statement or "123456789012345" in finding.statement


def test_a_reason_printed_without_its_opening_is_mended_where_it_was_typed(report):
    changed = typed(report, ThreePublic.reception.reason, "主要原因是接待批次比上年较少5批")
    ((_, act),) = acts_of(changed)
    assert act.text == "主要原因是接待批次比上年减少5批"


def test_words_that_stand_twice_are_pointed_at_but_not_changed(report):
    row = report.rows(KeyWork.key)[-1]
    changed = typed(report, KeyWork.text, "支出较少5万元。\n支出较少5万元。", row)
    assert review(composed(changed), changed)
    assert acts_of(changed) == []


def test_a_slip_in_a_heading_leads_to_its_field(report):
    row = report.rows(KeyWork.key)[0]
    changed = typed(report, KeyWork.title, "绩郊管理,常抓不懈", row)
    found = review(composed(changed), changed)
    assert {finding.places[0] for finding in found} == {KeyWork.title.at(row)}


@pytest.mark.parametrize("wrong", ["投入减增加3万元", "完成得好，。大家满意", "群众填上内容XX人"])
def test_advice_is_never_pasted_into_the_text(report, wrong):
    row = report.rows(KeyWork.key)[-1]
    changed = typed(report, KeyWork.text, wrong, row)
    assert review(composed(changed), changed)
    assert acts_of(changed) == []


def test_every_piece_says_where_it_stands(report):
    pieces = [paragraph for paragraph, _ in _pieces(composed(report))]
    where = [(piece.locator, piece.table, piece.row, piece.column) for piece in pieces]
    assert where[0] == ("标题", 0, 0, 0)
    assert where[1][0] == "正文段1"
    first = next(place for place in where if place[1])
    assert first == ("附件1表1行1列1", 1, 1, 1)
    assert ("附件1表1行1列2", 1, 1, 2) in where
    assert ("附件1表1行2列1", 1, 2, 1) in where
    assert ("附件2表1行1列1", 2, 1, 1) in where
    assert ("附件2表2行1列1", 3, 1, 1) in where
    assert ("附件3表1行1列1", 4, 1, 1) in where


@pytest.mark.parametrize(
    ("words", "message", "numbers"),
    [
        (
            "支出较少5万元。",
            "“较少”：“较少”是“减少”的误写；应改为：减少，即“支出减少5万元”",
            "原文：较少",
        ),
        (
            "执行《中华人民共和国预算绩效管理法》。",
            "没有查到《中华人民共和国预算绩效管理法》，核对名称",
            "相近的有《中华人民共和国预算法》",
        ),
    ],
)
def test_beside_a_short_message_stands_what_it_leaves_out_of_a_long_finding(
    report, words, message, numbers
):
    row = report.rows(KeyWork.key)[-1]
    changed = typed(report, KeyWork.text, words, row)
    (finding,) = review(composed(changed), changed)
    assert finding.check.startswith("text.")
    assert (finding.message, finding.numbers) == (message, numbers)
    whole = f"{message}；{numbers}"
    assert finding.formerly == ("" if numbers.startswith("原文") else f"{message}|{whole}")


def test_posts_that_do_not_add_up_are_not_blamed_on_the_name_the_unit_calls_itself(report):
    draft = Draft(report)
    draft.type_in(Staff.establishment, "45")
    draft.type_in(Staff.civil_posts, "22")
    draft.type_in(Staff.institution_posts, "40")
    changed = report.apply(draft.change)
    blamed = {place for f in review(composed(changed), changed) for place in f.places}
    assert Unit.short_name.at() not in blamed
    assert "posts_are_kinds_of_all" in {f.check for f in findings(Facts(changed, default_scheme()))}


def test_a_total_of_projects_is_no_slip_of_the_digits_of_one_of_them(report_of):
    parts = {"村级组织运转经费": "359", "人居环境整治": "130", "防汛抗旱": "50"}
    rows = [
        {"name": name, "initial": amount, "full_year": amount, "outturn": amount}
        for name, amount in parts.items()
    ]
    report = report_of(unit__name="梅溪县青山镇人民政府", unit__year="2024", project=rows)
    found = review(composed(report), report)
    assert [f.message for f in found if "颠倒" in f.numbers or "前后" in f.message] == []


def test_a_blank_that_print_leaves_out_is_no_half_width_mark(report_of):
    found = {}
    for name in ("梅溪县 青山镇人民政府", "梅溪县,青山镇人民政府"):
        report = report_of(unit__name=name, unit__year="2024")
        found[name] = [f.message for f in review(composed(report), report) if "半角" in f.message]
    assert found == {
        "梅溪县 青山镇人民政府": [],
        "梅溪县,青山镇人民政府": ["半角标点印出时改为全角"],
    }


def slips(report):
    return [
        (found.places[0].field, found.numbers, [fix.label for fix in found.fixes])
        for found in review(composed(report), report)
        if found.check == "text.TYPO"
    ]


def test_a_slip_made_again_and_again_is_no_name(report):
    draft = Draft(report)
    for row in report.rows("problem"):
        draft.type_in(Problem.detail, "执行力渡不够，制度不建全，年底难以对照打分。", row)
        draft.type_in(Problem.measure_detail, "加大工作力渡，建全内控制度。", row)
    found = slips(report.apply(draft.change))
    mended = {("原文：力渡", "“力渡”改为“力度”"), ("原文：建全", "“建全”改为“健全”")}
    assert len(found) == 8
    assert {(numbers, *labels) for _, numbers, labels in found} == mended


def test_a_slip_in_a_title_that_is_no_sentence_is_pointed_at(report):
    draft = Draft(report)
    draft.type_in(Problem.name, "绩效管理力渡不够", report.rows("problem")[0])
    changed = report.apply(draft.change)
    assert slips(changed) == [("name", "原文：力渡", ["“力渡”改为“力度”"])]
    [found] = [x for x in review(composed(changed), changed) if x.check == "text.TYPO"]
    assert found.fixes[0].text == "绩效管理力度不够"


def test_a_name_that_sounds_like_no_word_of_reports_stays_a_name(report):
    draft = Draft(report)
    for row in report.rows("problem"):
        draft.type_in(Problem.detail, "罗坪村、桥头村的水渠没有修完，罗坪村的路灯没有换完。", row)
    assert slips(report.apply(draft.change)) == []


def test_a_cell_is_told_by_the_names_of_its_row_and_column(report):
    pieces = [paragraph for paragraph, _ in _pieces(composed(report))]
    names = CellNames(pieces)
    places = {piece.locator: names.place_of(piece) for piece in pieces}
    row = next(p for p in pieces if p.text == "2.因公出国（境）经费")
    year = report[Unit.year.at()]
    expected = f"附件1表1“2.因公出国（境）经费”行“{year}年预算数”列"
    assert places[f"附件1表1行{row.row}列3"] == expected
    first = [names.place_of(piece) for piece in pieces if piece.table == 1]
    assert len(set(first)) == len(first)  # no two places are called alike


def read_over(report):
    f = Facts(report, default_scheme())
    return review(compose(f, draft=True), report, f)


THIRDS = {
    "basic__wages": "100.004",
    "basic__goods": "0",
    "basic__transfers": "0",
    "general__outturn": "150.008",
}
REPAIRS = {"name": "南坪村机耕路维修", "budget": "general", "initial": "50", "full_year": "60"}


def a_report(report_of, **more):
    project = [REPAIRS | {"outturn": "50.004"}]
    unit = {"unit__name": "梅溪县青山镇人民政府", "unit__year": "2024"}
    return report_of(project=project, **(unit | THIRDS | more))


def test_a_remainder_of_printed_parts_is_told_with_the_way_out(report_of):
    """基本支出 100.00 and 项目支出 50.00 are printed beside 150.01."""
    told = [f for f in read_over(a_report(report_of)) if f.check == "text.SUM"]
    assert told
    assert {f.severity for f in told} == {Severity.HINT}
    assert all("150.01" in f.numbers and f.expected == "150.00" for f in told)
    assert all("照印出的数填" in f.advice for f in told)
    assert len({f.numbers for f in told}) == len(told)


def test_what_a_check_of_the_numbers_has_told_is_not_told_again(report_of):
    """The gap between the budgets and what they were spent on is told by its own check."""
    report = a_report(report_of, general__outturn="180")
    f = Facts(report, default_scheme())
    assert "fund_outturn" in {x.check for x in findings(f)}
    document = compose(f, draft=True)
    asked = proofread(SourceText(tuple(p for p, _ in _pieces(document)), document.title))
    assert [x for x in asked if "180.00" in x.message]
    assert not [x for x in review(document, report, f) if "180.00" in x.numbers]


def test_a_remainder_of_a_total_is_not_told_once_more_of_what_it_has_grown_by(report_of):
    """7.274 + 6.551 is printed 13.83 beside 7.27 and 6.55, its rise beside 1.27 and 0.55."""
    typed = {"three_public__overseas": "无", "three_public__purchase": "无"}
    typed |= {"three_public__running": "7.274", "three_public__reception": "6.551"}
    last = {"three_public__running_last": "6", "three_public__reception_last": "6"}
    last |= {"three_public__overseas_last": "无", "three_public__purchase_last": "无"}
    report = a_report(report_of, **typed, **last)
    f = Facts(report, default_scheme())
    told = [x for x in (*findings(f), *read_over(report)) if "三公" in f"{x.message}{x.numbers}"]
    hints = [x.message for x in told if x.severity is Severity.HINT]
    assert hints == ["“三公”经费印 13.83，各项印出来相加是 13.82"]


def test_a_total_that_its_typed_parts_contradict_is_asked_after(report_of):
    typed = {"three_public__total": "10.01", "three_public__overseas": "无"}
    typed |= {"three_public__vehicles": "30.02", "three_public__reception": "30.01"}
    report = a_report(report_of, **typed)
    asked = {f.places[0] for f in (*findings(Facts(report, default_scheme())), *read_over(report))}
    assert ThreePublic.total.this.at() in asked


def test_a_rate_of_a_project_in_a_text_of_last_year_is_held_against_this_years(report):
    draft = Draft(report)
    row = draft.add(Problem)
    draft.type_in(Problem.name, "村级组织运转经费执行率仅为82.99%", row)
    changed = report.apply(draft.change)
    (told,) = [f for f in read_over(changed) if f.check == "text.CONTRADICTION"]
    assert told.places == (Problem.name.at(row),)
    assert told.expected == "98.71%"
