"""What would be printed blank is 还差, each matter once and at its place; how marks are set."""

import pytest
from any_report import reports
from hypothesis import HealthCheck, given, settings
from test_money_called_for import CASES
from township import INDICATORS, PROJECTS, add_indicators, facts

from pingkou_gui.document.compose import compose
from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.document.review import (
    LEAD,
    PUNCTUATION,
    lead_findings,
    punctuation_findings,
    review_report,
)
from pingkou_gui.document.status import report_status
from pingkou_gui.document.tree import Table
from pingkou_gui.form.field import is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Buildings, Control, SpendingTexts
from pingkou_gui.form.pages.funds import General, GovernmentFunds
from pingkou_gui.form.pages.overview import KeyWork, Staff, Unit
from pingkou_gui.form.pages.problems import Closing
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.values import (
    SINGLE,
    FigureRef,
    Place,
    RowList,
    RowToAdd,
    Source,
    SourceKind,
)
from pingkou_gui.report.check_rules import close
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures_funds import FUNDS
from pingkou_gui.report.findings import BLANK_CELLS
from pingkou_gui.report.progress import MISSING, open_points
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme


def blanks(f):
    return [x for x in report_status(f, ()).findings if x.check == BLANK_CELLS]


def missing(f):
    """Return what counts as 还差, each by its first place and what is said of it."""
    status = report_status(f, ())
    points = open_points(status.pages, status.findings)
    return {
        (p.finding.places[0] if p.finding else p.gap.place): p.finding.message if p.finding else ""
        for p in points
        if p.weight == MISSING
    }


def told_places(f):
    """Return every place that 还差 or 必改 names, those behind their figures, and empty lists."""
    status = report_status(f, ())
    told = {place for page in status.pages for place, _ in page.unread}
    gaps = [gap for page in status.pages for gap in page.gaps]
    asking = [x for x in status.findings if x.asks or x in status.must]
    for ref in [
        *(ref for gap in gaps for ref in (gap.place, *gap.all_of)),
        *(ref for x in asking for ref in (*x.places, *((x.leads,) if x.leads else ()))),
    ]:
        told.update(behind(f, ref))
    return told


def behind(f, ref):
    """Return a reference and, of a figure, all that it is worked out from, lists included."""
    found, todo = set(), [ref]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(f.reads(one) if isinstance(one, FigureRef) else ())
    return found


MAY_BE_BLANK = {
    field for each in ("indicator", "project_indicator") for field in (f"{each}.reason",)
}


def untold(f):
    """Yield the cells that are printed blank, or as missing, though 还差 and 必改 do not name them."""
    told = told_places(f)
    entered = any(
        all(f.raw(field, row) is not None for field in Project.fields if field.required)
        for row in f.rows(Project)
    )
    for attachment in report_status(f, ()).document.attachments:
        for block in attachment.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                for cell in row.cells:
                    lacks = any(span.kind is SpanKind.MISSING for span in cell.spans)
                    refs = [ref for span in cell.spans for ref in span.refs]
                    if (cell.text and not lacks) or not refs:
                        continue
                    if any(is_told(f, ref, told, entered) for ref in refs):
                        continue
                    yield attachment.number, row.cells[0].text, refs


def on_page_of(told, section):
    page = FORM.page_of(section)
    return any(FORM.page_of(place.section) is page for place in told if isinstance(place, Place))


def is_told(f, ref, told, entered):
    if isinstance(ref, FigureRef):
        last = {ProjectTotals.total.last.at()} if ref.figure.endswith(":last") else set()
        kind, _, stage = ref.figure.partition(":")
        if kind.startswith("projects."):  # of no project of the kind, it waits for all of them
            last |= behind(f, FigureRef(f"projects.all:{stage}"))
        # money of a budget, known or not, waits for that of the other budgets
        waits = ref.figure == "other_sources" or ref.figure.partition(":")[0] in FUNDS
        waits = waits and on_page_of(told, GovernmentFunds.key)
        return waits or bool((behind(f, ref) | last) & told)
    if f"{ref.section}.{ref.field}" in MAY_BE_BLANK:
        return True
    if not is_blank(f.report[ref]):
        return on_page_of(told, ref.section)  # a 0 that waits for the other money
    if ref.section == "project" and ref.field in ("goal", "achieved", "department"):
        # a sheet is asked for as one, once a project is entered in full
        whole = {place for place in told if isinstance(place, Place) and place.section == "project"}
        return not entered or ref.row in {place.row for place in whole}
    lists = RowList(ref.section) if FORM.sections[ref.section].repeated() else None
    return ref in told or (ref.row == SINGLE and lists in told)


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_printed_blank_that_no_one_asks_for(case):
    assert list(untold(CASES[case]())) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_nothing_is_printed_blank_unasked_whatever_was_typed(report):
    assert list(untold(Facts(report, default_scheme()))) == []


def test_the_blank_cells_of_a_row_are_asked_for_as_one_at_its_first_field():
    f = facts(control__office="", control__office_last="", spending_texts__note="")
    note, office = sorted(blanks(f), key=lambda x: x.message)[::-1]
    assert office.message == "办公经费空着 2 格，会照空印出"
    assert office.places == (Control.office.this.at(), Control.office.last.at()), "as on the form"
    assert office.numbers == "印在附件1：本年决算、上年决算"
    assert office.advice == "没有的填 无，有的填数"
    assert (note.message, note.places) == (
        "附件1说明空着，会照空印出",
        (SpendingTexts.note.at(),),
    )
    assert {Control.office.this.at(), SpendingTexts.note.at()} <= set(missing(f))


def test_the_fields_of_a_section_and_of_the_rows_of_a_list_are_asked_for_as_one():
    places = [f"buildings__{x.name}" for x in Buildings.fields]
    projects = tuple((*each[:3], "", *each[4:]) for each in PROJECTS[:2])
    f = facts(projects=(*projects, *PROJECTS[2:]), **dict.fromkeys(places, ""))
    found = {x.message: x for x in blanks(f)}
    assert found["楼堂馆所控制情况空着 4 格，会照空印出"].numbers.endswith(
        "批复规模、实际规模、预算投资、实际投资"
    )
    last = found["2 个项目的上年决算空着，会照空印出"]
    assert last.places == tuple(Project.last.at(row) for row in f.rows(Project)[:2])
    assert last.numbers == "印在附件1：村道养护、综合服务平台运行"


@pytest.mark.parametrize("field", [f"buildings__{x.name}" for x in Buildings.fields])
def test_one_none_in_the_row_of_buildings_leaves_none_of_its_cells_to_be_asked_for(field):
    cells = [f"buildings__{x.name}" for x in Buildings.fields]
    f = facts(**dict.fromkeys(cells, "") | {field: "无"})
    assert [x.message for x in blanks(f) if x.message.startswith("楼堂馆所")] == []
    assert list(untold(f)) == []
    other = next(cell for cell in cells if cell != field)
    f = facts(**dict.fromkeys(cells, "") | {field: "无", other: "200"})
    (found,) = [x for x in blanks(f) if x.places[0].section == Buildings.key]
    assert len(found.places) == 2


def test_every_blank_cell_of_a_row_counts_and_one_none_for_all_buildings_ends_all_four():
    cells = [Control.office.this, Control.office.last, Control.office.budget]
    blank = {field.key.replace(".", "__"): "" for field in (*cells, *Buildings.fields)}
    counts = [report_status(facts(**blank), ()).missing]
    for field in (*cells, Buildings.actual_area):
        blank[field.key.replace(".", "__")] = "无"
        counts.append(report_status(facts(**blank), ()).missing)
    first, *rest = counts
    assert [first - count for count in rest] == [1, 2, 3, 7]


def test_a_score_blames_what_is_blank_and_not_what_was_worked_out_from_other_fields():
    f = facts(general__outturn="", government_funds__full_year="", indicators=INDICATORS)
    assert GovernmentFunds.full_year.at() in missing(f)
    assert General.outturn.at() not in {p for x in blanks(f) for p in x.places}


def test_a_stated_none_is_no_blank_cell():
    f = facts(control__office="无", control__office_last="无")
    assert Control.office.this.at() not in {p for x in blanks(f) for p in x.places}


def test_what_is_asked_for_already_is_not_asked_for_as_a_blank_cell():
    f = facts(staff__headcount="", staff__establishment="", basic__operating="")
    asked = {Staff.headcount.at(), Staff.establishment.at()}
    assert asked <= set(missing(f))
    assert not {place for x in blanks(f) for place in x.places} & asked


def closed(f, finding):
    draft = Draft(f.report)
    close(draft, f, finding, "上年没有分开核算")
    return Facts(f.report.apply(draft.change), f.scheme)


def test_a_blank_that_is_left_for_a_written_reason_is_asked_for_no_more():
    f = facts(control__office_last="")
    (finding,) = blanks(f)
    assert finding.places[0] in missing(f)
    f = closed(f, finding)
    assert finding.places[0] not in missing(f)
    assert finding.places[0] not in told_places(f)


def filled_in(f, row, *fields):
    draft = Draft(f.report)
    for field in fields:
        draft.type_in(field, "修好12公里", row)
    return Facts(f.report.apply(draft.change), f.scheme)


def sheet(f, row):
    found = [x for x in report_status(f, ()).findings if x.check == "projects_are_evaluated"]
    return next((x for x in found if x.places[0].row == row), None)


def test_a_project_without_its_sheet_keeps_the_report_a_draft_and_is_asked_for_as_one():
    f = facts()
    row = f.rows(Project)[0]
    own = [place for place in missing(f) if isinstance(place, Place) and place.row == row]
    assert own == [Project.goal.at(row)]
    found = sheet(f, row)
    assert found.message == "村道养护的附件3没有指标，印出来是空表"
    assert found.numbers == "没填预期目标、实际完成情况、主管部门、绩效指标"


def test_of_a_sheet_whose_goal_is_told_the_indicators_are_what_lacks():
    f = facts()
    row = f.rows(Project)[0]
    f = filled_in(f, row, Project.goal, Project.achieved, Project.department)
    assert sheet(f, row).numbers == "没填绩效指标"
    gaps = [gap for page in report_status(f, ()).pages for gap in page.gaps]
    (label,) = (gap.label for gap in gaps if gap.place == Project.goal.at(row))
    assert label == ProjectIndicator.heading == "附件3 绩效指标"


def test_of_a_text_that_is_there_a_look_is_what_lacks():
    f = facts()
    draft = Draft(f.report)
    draft.put(Closing.remarks, "去年修渠12公里。", 0, Source(SourceKind.CARRIED))
    f = Facts(f.report.apply(draft.change), f.scheme)
    gaps = [gap for page in report_status(f, ()).pages for gap in page.gaps]
    assert "其他需要说明的情况的核对" in [gap.label for gap in gaps]


def test_of_a_sheet_begun_only_the_rest_is_asked_for_and_at_its_place():
    f = facts()
    row = f.rows(Project)[0]
    f = filled_in(f, row, Project.goal)
    assert sheet(f, row).places == (Project.achieved.at(row),)
    f = filled_in(f, row, Project.achieved)
    assert sheet(f, row).leads == RowToAdd(ProjectIndicator.key, row), "not who is in charge first"
    draft = Draft(f.report)
    add_indicators(draft, ProjectIndicator, row)
    f = Facts(f.report.apply(draft.change), f.scheme)
    assert sheet(f, row).places == (Project.department.at(row),)
    assert sheet(f, row).message.endswith("的附件3没填主管部门")
    f = filled_in(f, row, Project.department)
    assert sheet(f, row) is None


def test_a_sheet_with_indicators_lacks_what_was_achieved():
    f = facts()
    row = f.rows(Project)[-1]
    assert sheet(f, row) is None
    draft = Draft(f.report)
    draft.type_in(Project.achieved, "", row)
    f = Facts(f.report.apply(draft.change), f.scheme)
    assert sheet(f, row).message == "饮水安全巩固提升的附件3没填实际完成情况"
    assert Project.achieved.at(row) in missing(f)


def with_text(f, words):
    draft = Draft(f.report)
    draft.type_in(SpendingTexts.note, words)
    return f.report.apply(draft.change)


def test_what_print_changes_is_shown_and_taken_back_by_one_click():
    report = with_text(facts(), '坚持"过紧日子",增长1234.5%,下降')
    (finding,) = punctuation_findings(report)
    assert finding.check == PUNCTUATION
    assert finding.numbers == '“坚持"过紧日子",增长1234”印成“坚持“过紧日子”，增长1234”'
    mend, keep = finding.fixes
    assert mend.text == "坚持“过紧日子”，增长1234.5%，下降"
    draft = Draft(report)
    draft.type_in(Unit.punctuation, keep.text)
    kept = report.apply(draft.change)
    assert list(punctuation_findings(kept)) == []


def test_of_a_long_line_only_the_words_about_the_mark_are_shown_and_no_number_is_cut():
    line = "全镇上下齐心协力完成投资123456万元的村级道路,群众满意"
    (finding,) = punctuation_findings(with_text(facts(), line))
    typed, printed = finding.numbers.split("”印成“")
    assert typed.lstrip("“资") == "123456万元的村级道路,群众满意"
    assert printed.rstrip("”").lstrip("资") == "123456万元的村级道路，群众满意"


def test_the_sums_stand_beside_the_heads_that_divide_them_where_they_agree():
    f = facts(general__outturn="1892.42", government_funds__outturn="33.25")
    shown = [
        c.text
        for b in compose(f, draft=False).attachments[1].blocks[:1]
        for r in b.rows
        for c in r.cells
    ]
    assert "按收入性质分（全年执行数）：1925.67" in shown
    assert "按支出性质分（全年执行数）：1925.67" in shown


def test_a_lead_line_with_nothing_behind_it_is_told_and_one_with_work_below_is_not():
    f = facts()
    draft = Draft(f.report)
    rows = [draft.add(KeyWork) for _ in range(3)]
    for row, (level, title, text) in zip(
        rows,
        [
            ("一级", "党建", "主要体现在以下方面："),
            ("二级", "学习", "学了12次"),
            ("一级", "产业", "主要做法\n如下:"),
        ],
        strict=True,
    ):
        draft.type_in(KeyWork.level, level, row)
        draft.type_in(KeyWork.title, title, row)
        draft.type_in(KeyWork.text, text, row)
    report = f.report.apply(draft.change)
    document = compose(Facts(report, f.scheme), draft=False)
    (finding,) = lead_findings(document, report)
    assert finding.places == (KeyWork.text.at(rows[2]),)
    assert finding.numbers == "原文：如下:"
    assert LEAD in {x.check for x in review_report(report, f.scheme)}
