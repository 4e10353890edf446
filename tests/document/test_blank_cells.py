"""Before a final the clerk is told of every cell that is printed blank, and how marks are set."""

from township import INDICATORS, facts

from pingkou_gui.document.compose import compose
from pingkou_gui.document.review import (
    BLANK_CELLS,
    PUNCTUATION,
    blank_cell_findings,
    punctuation_findings,
    review_report,
)
from pingkou_gui.form.pages.basic_spending import Control, SpendingTexts
from pingkou_gui.form.pages.overview import Unit
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
    mend, keep = finding.acts
    assert mend.text == "坚持“过紧日子”，增长1234.5%，下降"
    draft = Draft(report)
    draft.type_in(Unit.punctuation, keep.text)
    kept = report.apply(draft.change)
    assert list(punctuation_findings(kept)) == []


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
