"""One count of one thing: foot, steps, overview, pane, F4, command line and package agree."""

from collections import Counter

import pytest

from pingkou_gui.cli_reports import findings_as_json
from pingkou_gui.county.package import look_over
from pingkou_gui.document.status import report_status
from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import RowToAdd
from pingkou_gui.report.json_format import Record
from pingkou_gui.ui.open_items import findings_title
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.table.rows_group import AddRowButton
from pingkou_gui.ui.window.findings_pane import FindingRange
from pingkou_gui.ui.window.side_panes import FINDINGS

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
WEIGHTS = (Sign.ERROR, Sign.PARTIAL, Sign.REMINDER)


@pytest.fixture
def opened(sample, qtbot):
    """The sample with a blank that a finding asks for, and blanks that none does."""
    session = sample.report.session
    draft = session.draft()
    draft.put_entry(Conferences.meetings.this.at(), None)
    draft.put_entry(Basic.operating.reason.at(), None)
    draft.put_entry(Project.budget.at(session.report.rows("project")[0]), None)
    session.make(draft.change, "清空")
    sample.report.watch.look()
    return sample


def test_window_command_line_and_package_count_the_same(opened):
    session = opened.report.session
    state = opened.report.watch.state
    record = Record(session.report, session.scheme.text)
    listed = [p for p in findings_as_json(record) if not p["reason"]]
    stated = [f for f in look_over(record).findings if f.open]
    status = report_status(opened.report.context.facts)
    in_window = {sign.value: state.count(sign) for sign in WEIGHTS}
    told = Counter(p["severity"] for p in listed)
    assert {sign.value: told[sign.value] for sign in WEIGHTS} == in_window
    told = Counter(f.severity for f in stated)
    assert {sign.value: told[sign.value] for sign in WEIGHTS} == in_window
    assert (len(status.must), status.missing) == (in_window["必改"], in_window["还差"])


def test_each_thing_counted_is_a_stop_of_the_way_and_belongs_to_a_page(opened):
    state = opened.report.watch.state
    counted = {sign: state.count(sign) for sign in WEIGHTS if state.count(sign)}
    stops = Counter()
    for item in state.route():
        stops[item.sign] += item.tally  # a stop at a row is one for each of its blank cells
    assert stops == counted
    assert sum(page.missing for page in state.pages) == state.count(Sign.PARTIAL)
    assert sum(page.must for page in state.pages) == state.count(Sign.ERROR)


def test_the_pane_says_how_much_is_missing_besides_its_cards(opened):
    opened.shell.choose_pane(FINDINGS)
    pane, state = opened.panes.findings, opened.report.watch.state
    pane.refresh()
    bare = sum(item.tally for item in state.items if item.finding is None)
    assert bare
    assert pane.missing_words == f"另有还差 {bare} 项没有填，不列在这里，按 F4 逐项去填"
    shown = Counter(card.entry.sign for card in pane.list.cards)
    assert shown[Sign.PARTIAL] + bare == state.count(Sign.PARTIAL)
    assert findings_title(state.findings) == f"检查 {len(pane.list.cards)}"
    pane._segments.choose(FindingRange.CLOSED.name)
    pane.refresh()
    assert pane.missing_words == ""


def test_points_that_lack_lead_to_where_the_missing_level_is_added(opened, qtbot):
    state = opened.report.watch.state
    item = next(i for i in state.items if i.finding and "附件3分值合计" in i.finding.message)
    assert isinstance(item.target, RowToAdd)
    assert "还没有满意度指标" in item.finding.numbers
    opened.report.go_to_item(item)
    qtbot.waitUntil(lambda: isinstance(opened.focusWidget(), AddRowButton))
    assert opened.focusWidget().text() == "添加指标"
