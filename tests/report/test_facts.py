"""What was worked out is kept until something behind it changes, through any number of steps."""

from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import RowList
from pingkou_gui.report.figures import staff_control_rate
from pingkou_gui.report.report import Change, Draft


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


def test_a_row_knows_its_lane_and_its_position_after_rows_were_moved(report_of):
    report = report_of(project=[{"name": "甲"}, {"name": "乙"}])
    assert (report.lane_of("project", 2), report.position(2)) == (RowList("project"), 1)
    lane = RowList("project")
    moved = report.apply(Change({}, {lane: ((1, 2), (2, 1))}))
    assert (moved.position(2), moved.position(1)) == (0, 1)
    assert moved.lane_of("project", 9) is None
    assert moved.lane_of("unit", 2) is None
