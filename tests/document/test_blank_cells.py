"""Before a final the clerk is told of every cell that is printed blank, and how marks are set."""

import re
from collections import Counter

from township import INDICATORS, facts

from pingkou_gui.document.compose import compose
from pingkou_gui.document.review import (
    BLANK_CELLS,
    LEAD,
    PUNCTUATION,
    blank_cell_findings,
    lead_findings,
    punctuation_findings,
    review_report,
)
from pingkou_gui.form.pages.basic_spending import Control, SpendingTexts
from pingkou_gui.form.pages.funds import General, GovernmentFunds
from pingkou_gui.form.pages.overview import KeyWork, Unit
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft


def blanks(f):
    return list(blank_cell_findings(compose(f, draft=False), f.report))


def test_each_blank_cell_of_a_complete_sheet_is_named_and_leads_to_its_field():
    f = facts(control__office="", control__office_last="", spending_texts__note="")
    (finding,) = [x for x in blanks(f) if x.message.startswith("附件1")]
    assert finding.places[0] == Control.office.last.at()
    assert {Control.office.this.at(), SpendingTexts.note.at()} <= set(finding.places)
    assert "办公经费2格" in finding.numbers
    assert finding.expected == "没有的填 无，有的填数"


def test_blank_cells_are_counted_by_row_however_many_fields_would_fill_one():
    f = facts(three_public__running_last="", control__office="", conferences__meetings_last="")
    (finding,) = [x for x in blanks(f) if x.message.startswith("附件1")]
    cells = Counter(re.split("[、]", finding.numbers))
    assert {"公务用车运行维护", "公务用车购置和维护经费", "办公经费"} <= set(cells)
    assert "会议费、培训费" in finding.numbers
    shown = [
        cell
        for block in compose(f, draft=False).attachments[0].blocks[:1]
        for row in block.rows
        for cell in row.cells
        if not cell.text and cell.spans
    ]
    hand = 1  # 单位负责人 is blank
    assert finding.message == f"附件1有 {len(shown) + hand} 格空着，会照空印出"


def test_a_score_blames_what_is_blank_and_not_what_was_worked_out_from_other_fields():
    f = facts(general__outturn="", government_funds__full_year="", indicators=INDICATORS)
    (finding,) = [x for x in blanks(f) if x.message.startswith("附件2")]
    assert General.outturn.at() not in finding.places
    assert GovernmentFunds.full_year.at() in finding.places


def test_a_stated_none_is_no_blank_cell():
    f = facts(control__office="无", control__office_last="无")
    assert Control.office.this.at() not in {p for x in blanks(f) for p in x.places}


def test_a_sheet_that_still_lacks_something_is_not_told_of_twice():
    f = facts(staff__headcount="", control__office="", indicators=INDICATORS)
    assert not [x for x in blanks(f) if x.message.startswith("附件1")]


def test_the_review_of_a_report_tells_of_blank_cells():
    f = facts(control__office="")
    assert BLANK_CELLS in {x.check for x in review_report(f.report, f.scheme)}


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
