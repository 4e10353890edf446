"""What was worked out is kept until something behind it changes, through any number of steps."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingkou_gui.form.pages.funds import General, OtherFunds
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import RowList
from pingkou_gui.report.checks import findings
from pingkou_gui.report.checks_sums import identities
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import has_unread, staff_control_rate
from pingkou_gui.report.report import Change, Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme


def changed(facts, field, text):
    draft = Draft(facts.report)
    draft.type_in(field, text)
    return facts.after(facts.report.apply(draft.change), draft.change)


def nested(facts, calls):
    def inner():
        calls.append("inner")
        return facts[staff_control_rate]

    def outer():
        calls.append("outer")
        return facts.cached("inner", inner)

    return facts.cached("outer", outer)


def test_a_result_that_read_another_is_worked_out_again_with_it(facts_of):
    calls, facts = [], facts_of(staff__establishment="50", staff__headcount="25")
    before = nested(facts, calls)
    later = changed(facts, Staff.headcount, "50")
    assert (before, nested(later, calls)) == (50, 100)
    assert calls == ["outer", "inner", "outer", "inner"]


def test_a_result_that_did_not_read_the_change_is_kept(facts_of):
    calls, facts = [], facts_of(staff__establishment="50", staff__headcount="25")
    nested(facts, calls)
    nested(changed(facts, Unit.name, "平口镇"), calls)
    assert calls == ["outer", "inner"]


def test_rows_are_found_by_a_field_and_found_again_after_it_changed(facts_of):
    facts = facts_of(project=[{"budget": "general"}, {"budget": "other"}, {"budget": "general"}])
    assert facts.rows_where(Project, Project.budget, "general") == (1, 3)
    draft = Draft(facts.report)
    draft.put(Project.budget, "other", 3)
    later = facts.after(facts.report.apply(draft.change), draft.change)
    assert later.rows_where(Project, Project.budget, "other") == (2, 3)
    assert later.column(Project.budget, (1, 3)) == ["general", "other"]


def test_facts_from_before_a_change_still_tell_what_was(facts_of):
    facts = facts_of(staff__establishment="50", staff__headcount="25")
    assert facts[staff_control_rate] == 50
    assert changed(facts, Staff.headcount, "50")[staff_control_rate] == 100
    assert changed(facts, Staff.headcount, "40")[staff_control_rate] == 80
    assert facts[staff_control_rate] == 50


def test_a_row_knows_its_list_and_its_position_after_rows_were_moved(report_of):
    report = report_of(project=[{"name": "甲"}, {"name": "乙"}])
    assert (report.row_list_of("project", 2), report.position(2)) == (RowList("project"), 1)
    row_list = RowList("project")
    moved = report.apply(Change({}, {row_list: ((1, 2), (2, 1))}))
    assert (moved.position(2), moved.position(1)) == (0, 1)
    assert moved.row_list_of("project", 9) is None
    assert moved.row_list_of("unit", 2) is None


def test_a_sum_over_many_rows_is_that_of_its_rows_after_every_edit(report_of):
    amounts = [{"name": f"第{n}个", "outturn": str(n)} for n in range(200)]
    f = Facts(report_of(project=amounts), default_scheme())
    rows = f.rows(Project)
    assert f.known_sum(Project.outturn, rows) == (sum(range(200)), 200)
    draft = Draft(f.report)
    draft.put(Project.outturn, None, rows[0])
    draft.put(Project.outturn, Decimal(1000), rows[150])
    later = f.after(f.report.apply(draft.change), draft.change)
    assert later.known_sum(Project.outturn, rows) == (sum(range(200)) - 150 + 1000, 199)
    assert later.known_sum(Project.outturn, ()) == (0, 0)
    assert f.known_sum(Project.outturn, rows) == (sum(range(200)), 200)


def test_only_the_block_of_the_row_that_changed_is_added_up_anew(report_of, monkeypatch):
    amounts = [{"name": f"第{n}个", "outturn": "1"} for n in range(200)]
    f = Facts(report_of(project=amounts), default_scheme())
    rows = f.rows(Project)
    f.known_sum(Project.outturn, rows)
    draft = Draft(f.report)
    draft.put(Project.outturn, Decimal(2), rows[100])
    later = f.after(f.report.apply(draft.change), draft.change)
    read = []
    whole = Facts.raw
    monkeypatch.setattr(Facts, "raw", lambda s, w, r=0: read.append(r) or whole(s, w, r))
    later.known_sum(Project.outturn, rows)
    assert rows[100] in read
    assert len(read) < 100


_AMOUNTS = (Project.initial, Project.full_year, Project.outturn)
_WORDS = st.sampled_from(("", "无", "约12", "0.00", "12.50", "999.99"))
_BUDGETS = st.sampled_from(("", "一般公共预算", "其他资金"))
_EDITS = st.one_of(
    st.tuples(st.sampled_from(_AMOUNTS), st.integers(0, 139), _WORDS),
    st.tuples(st.just(Project.budget), st.integers(0, 139), _BUDGETS),
    st.tuples(st.sampled_from((General.outturn, OtherFunds.outturn)), st.just(0), _WORDS),
)


def known(f):
    """Return what a window shows of the sums of many projects."""
    rows = f.rows(Project)
    unread = [has_unread(f, field, rows) for field in _AMOUNTS]
    sums = [f.known_sum(field, rows) for field in _AMOUNTS]
    return identities(f), sums, unread, f.rows_where(Project, Project.budget, None), findings(f)


@settings(max_examples=12)
@given(st.lists(_EDITS, min_size=1, max_size=5), st.booleans())
def test_after_any_edits_facts_tell_what_those_of_the_report_read_anew_tell(edits, removed):
    draft = Draft(Report())
    for number in range(140):
        row = draft.add(Project)
        draft.type_in(Project.name, f"第{number}个项目", row)
        draft.type_in(Project.outturn, "1.00" if number % 3 else "无", row)
    f = Facts(Report().apply(draft.change), default_scheme())
    f.follow()
    for field, at, text in edits:
        known(f)
        draft = Draft(f.report)
        rows = f.rows(Project)
        if field.section == Project.key:
            draft.type_in(field, text, rows[at % len(rows)])
        else:
            draft.type_in(field, text)
        if removed:
            draft.remove(Project, rows[at % len(rows)])
        f = f.after(f.report.apply(draft.change), draft.change)
        assert known(f) == known(Facts(f.report, f.scheme))


@pytest.mark.parametrize("at", [0, 150, 299])
def test_one_amount_among_hundreds_that_cannot_be_read_is_found(report_of, at):
    rows = [{"name": f"项目{number}", "outturn": "1"} for number in range(300)]
    sound = Facts(report_of(project=rows), default_scheme())
    assert not sound.has_unread(Project.outturn, sound.rows(Project))
    rows[at]["outturn"] = "约八万"
    odd = Facts(report_of(project=rows), default_scheme())
    assert odd.has_unread(Project.outturn, odd.rows(Project))
