"""Facts remember what was read, through figures, kept results and lists."""

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, ThreePublic
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL, RowList
from pingkou_gui.report.facts import Facts, figure
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme


def reads_of(f, rule):
    """Return what a figure of that rule reads, in order."""
    item = figure("trial", "试", unit="万元", words="", source="-")(rule)
    f[item]
    return f.reads(item.at())


def test_stated_none_is_nought_for_an_amount_and_nothing_for_words(facts_of):
    f = facts_of(basic__wages="无", staff__headcount="无", closing__remarks="无")
    assert (f[Basic.wages.this], f.raw(Basic.wages.this)) == (0, NIL)
    assert f[Staff.headcount] == 0


def test_none_is_stated_where_it_was_typed_and_where_all_parts_are(facts_of):
    f = facts_of(three_public__purchase="无", three_public__running="0")
    assert f.stated_none(ThreePublic.purchase.this)
    assert not f.stated_none(ThreePublic.running.this)
    assert not f.stated_none(quantity(ThreePublic.vehicles).this)
    assert f.stated_none(quantity(ThreePublic.purchase).this)
    assert not f.stated_none(quantity(ThreePublic.reception).this)


def test_parts_that_come_to_nought_state_nothing(facts_of):
    f = facts_of(three_public__purchase="5", three_public__running="-5")
    assert not f.stated_none(quantity(ThreePublic.vehicles).this)


def test_reads_stand_in_the_order_of_reading_each_once(facts_of):
    f = facts_of(staff__headcount="5", staff__establishment="6")

    def rule(f, _row):
        f[Staff.headcount], f[Unit.year], f[Staff.headcount]
        f.cached("甲", lambda: (f[Staff.establishment], f.cached("乙", lambda: f[Unit.name])))
        f.rows(Project)

    assert reads_of(f, rule) == (
        Staff.headcount.at(),
        Unit.year.at(),
        Staff.establishment.at(),
        Unit.name.at(),
        RowList(Project.key),
    )


def test_places_behind_figures_are_followed_to_what_was_typed(facts_of):
    f = facts_of(basic__wages="1", basic__transfers="2", basic__goods="3")
    total = quantity(Basic.total).this
    assert f[total] == 6
    places = f.places([total.at(), Basic.wages.this.at(), RowList(Project.key)])
    typed = [place.field for place in places]
    assert typed[:2] == ["wages", "transfers"]
    assert len(typed) == len(set(typed))
    assert f.places([]) == ()
    assert f.reads(quantity(Basic.personnel).last.at()) == ()


def test_a_new_row_is_news_to_who_went_through_the_rows(facts_of):
    f = facts_of(project=[{"name": "甲", "outturn": "1"}])
    count = f.cached("n", lambda: len(f.rows(Project)))
    draft = Draft(f.report)
    draft.add(Project)
    later = f.after(f.report.apply(draft.change), draft.change)
    assert (count, later.cached("n", lambda: len(later.rows(Project)))) == (1, 2)


def test_the_scheme_is_read_when_it_is_first_asked_for():
    asked = []

    def read():
        asked.append(1)
        return default_scheme()

    f = Facts(Report(), read)
    assert (f.scheme_is_read, asked) == (False, [])
    assert f.scheme is f.scheme
    assert (f.scheme_is_read, asked) == (True, [1])
    assert Facts(Report(), default_scheme()).scheme_is_read


def test_a_rule_that_fails_can_be_tried_again(facts_of):
    f = facts_of(staff__headcount="5")
    broken = [True]

    @figure("trial", "试", unit="人", words="", source="-")
    def rule(f, _row):
        if broken:
            raise ValueError("not yet")
        return f[Staff.headcount]

    with pytest.raises(ValueError, match="not yet"):
        f[rule]
    broken.clear()
    assert f[rule] == 5
    assert f.reads(rule.at()) == (Staff.headcount.at(),)


def test_a_rare_class_that_is_blank_does_not_speak_against_a_stated_none(facts_of):
    assert facts_of(basic__goods="无").stated_none(quantity(Basic.operating).this)
    assert not facts_of(basic__goods="0").stated_none(quantity(Basic.operating).this)
