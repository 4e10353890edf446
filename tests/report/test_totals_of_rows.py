"""Last year's totals that a changed report does not tell any more are known before they are lost."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, EconomicItem
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import lost_last_totals, quantity
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme


def with_rows(report, section, *rows):
    draft = Draft(report)
    for values in rows:
        row = draft.add(section)
        for name, text in values.items():
            draft.type_in(getattr(section, name), text, row)
    return report.apply(draft.change)


ITEMS = (
    {"category": "302", "name": "办公费", "this": "5", "last": "4"},
    {"category": "302", "name": "印刷费", "this": "3", "last": "2"},
)
PROJECTS = (
    {"name": "修渠", "outturn": "30", "last": "25"},
    {"name": "修路", "outturn": "9", "last": "8"},
)


@pytest.mark.parametrize(
    ("section", "rows", "new", "lost"),
    [
        (
            EconomicItem,
            ITEMS,
            {"category": "302", "name": "差旅费", "this": "1"},
            (Basic.goods.last, 6),
        ),
        (Project, PROJECTS, {"name": "河道保洁", "outturn": "1"}, (ProjectTotals.total.last, 33)),
    ],
)
def test_a_total_of_rows_is_lost_with_a_row_that_does_not_tell_last_year(section, rows, new, lost):
    before = with_rows(Report(), section, *rows)
    after = with_rows(before, section, new)
    field, total = lost
    assert lost_last_totals(Facts(before, default_scheme()), after) == ((field, Decimal(total)),)
    told = with_rows(before, section, new | {"last": "1"})
    assert lost_last_totals(Facts(before, default_scheme()), told) == ()


def test_what_was_not_known_before_is_not_lost():
    rows = ({"category": "302", "name": "办公费", "this": "5"},)
    before = with_rows(Report(), EconomicItem, *rows)
    after = with_rows(before, EconomicItem, *rows)
    assert lost_last_totals(Facts(before, default_scheme()), after) == ()


def test_a_class_that_has_rows_is_kept_and_what_is_added_up_from_classes_is_not(report_of):
    typed = {"basic__wages_last": "4", "basic__transfers_last": "1", "basic__wages": "5"}
    before = Facts(report_of(**typed), default_scheme())
    assert before[quantity(Basic.personnel).last] == 5
    after = report_of(**typed | {"basic__wages_last": ""})
    assert lost_last_totals(before, after) == ((Basic.wages.last, Decimal(4)),)


DESK = {"category": "310", "name": "办公设备购置", "this": "6"}


def test_a_class_named_for_the_first_time_keeps_the_sum_that_took_it_for_nothing(report_of):
    before = report_of(basic__goods_last="63.1")
    assert Facts(before, default_scheme())[quantity(Basic.operating).last] == Decimal("63.1")
    after = with_rows(before, EconomicItem, DESK)
    lost = lost_last_totals(Facts(before, default_scheme()), after)
    assert lost == ((Basic.operating.last, Decimal("63.1")),)


def test_a_total_stated_without_its_classes_says_nothing_of_a_class(report_of):
    before = report_of(basic__operating_last="210")
    after = with_rows(before, EconomicItem, DESK)
    assert lost_last_totals(Facts(before, default_scheme()), after) == ()
