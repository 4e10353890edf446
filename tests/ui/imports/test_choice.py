from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, EconomicItem
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.checks import findings
from pingkou_gui.report.proposal import Proposal, Proposed, State
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.import_choice import (
    DOUBTS,
    ImportChoice,
    ItemNames,
    ItemRange,
    difference_text,
)

MEETINGS, TRAINING, WAGES, HEADCOUNT, NAME, OUTTURN = range(6)


@pytest.fixture
def choice(proposal, typed):
    return ImportChoice(proposal, typed.report)


def test_what_is_plain_is_ticked_and_what_is_in_doubt_or_the_same_is_not(choice):
    ticked = [at for at in range(6) if choice.is_ticked(at)]
    assert ticked == [MEETINGS, WAGES, NAME, OUTTURN]
    assert (choice.taken, choice.left) == (4, 1)


def test_what_differs_from_what_was_typed_is_left_until_the_clerk_ticks_it(proposal, typed):
    typed.type_in(Conferences.meetings.this, "3.10")
    choice = ImportChoice(proposal, typed.report)
    assert choice.state(MEETINGS) is State.DIFFERS
    assert not choice.is_ticked(MEETINGS)
    assert (choice.taken, choice.left) == (3, 2)


@pytest.mark.parametrize(("read", "state"), [("857.55", State.SAME), ("860.00", State.DIFFERS)])
def test_a_total_is_held_against_what_is_worked_out(session, read, state):
    session.type_in(Basic.wages.this, "831.05")
    session.type_in(Basic.transfers.this, "26.50")
    item = Proposed(Basic.personnel.this.at(), Decimal(read), Source(SourceKind.REPORT, "去年"))
    choice = ImportChoice(Proposal("", "", (item,)), session.report, session.facts)
    assert choice.state(0) is state
    assert choice.present(0) == Decimal("857.55")
    assert choice.difference(0) == Decimal(read) - Decimal("857.55")
    assert not choice.is_ticked(0)


def test_doubts_stand_first_and_equal_ones_are_hidden(choice):
    groups = choice.groups(ItemRange.NEEDED)
    assert groups[0] == (DOUBTS, (HEADCOUNT,))
    assert TRAINING not in choice.shown(ItemRange.NEEDED)
    assert choice.shown(ItemRange.SAME) == (TRAINING,)
    assert choice.count(ItemRange.ALL) == 6


def test_a_group_is_ticked_at_once(choice):
    choice.tick((NAME, OUTTURN), on=False)
    assert choice.left == 3
    choice.tick((NAME, OUTTURN), on=True)
    assert choice.left == 1


def test_the_other_value_is_taken_with_what_was_read_as_its_origin(choice, typed):
    choice.judge(HEADCOUNT, instead=True)
    draft = Draft(typed.report)
    choice.put_into(draft)
    entry = typed.report.apply(draft.change).entry(Staff.headcount.at())
    assert entry.value == 90
    assert entry.source == Source(SourceKind.WORKBOOK, "甲镇.xlsx", "情况表 B2", "900")


def test_the_value_in_doubt_can_be_taken_all_the_same(choice):
    choice.judge(HEADCOUNT, instead=True)
    choice.judge(HEADCOUNT, instead=False)
    assert choice.value(HEADCOUNT) == 900
    assert choice.is_ticked(HEADCOUNT)


def test_a_new_row_comes_with_its_values(choice, typed):
    draft = Draft(typed.report)
    choice.put_into(draft)
    report = typed.report.apply(draft.change)
    (row,) = report.rows(Project.key)
    assert report[Project.outturn.at(row)] == Decimal("69.10")


def test_a_row_that_does_not_exist_yet_is_called_by_its_name(proposal, typed):
    names = ItemNames(proposal, typed.facts)
    assert names.of(proposal.items[OUTTURN]) == "全年执行（新项目“乡村道路养护”）"
    assert names.of(proposal.items[MEETINGS]) == "会议费 · 本年决算"


def test_two_of_one_name_are_told_apart_by_their_sections(session):
    row = session.add_row(EconomicItem)
    session.type_in(EconomicItem.name, "会议费", row)
    source = Source(SourceKind.WORKBOOK, "甲镇.xlsx", "表 C8")
    twins = tuple(
        Proposed(place, Decimal("2.66"), source)
        for place in (Conferences.meetings.this.at(), EconomicItem.this.at(row))
    )
    names = ItemNames(Proposal("决算公开表", "甲镇.xlsx", twins), session.facts)
    assert [names.of(item) for item in twins] == [
        "会议费 · 本年决算（会议费、培训费）",
        f"会议费 · 本年决算（{EconomicItem.heading}）",
    ]


def test_the_difference_has_a_sign(choice, proposal):
    assert difference_text(proposal.items[MEETINGS], choice.difference(MEETINGS)) == "−0.20"
    assert choice.difference(WAGES) is None


def test_nought_says_no_more_than_stated_none(proposal, typed):
    typed.type_in(Conferences.meetings.this, "无")
    source = Source(SourceKind.WORKBOOK)
    item = type(proposal.items[0])(Conferences.meetings.this.at(), Decimal(0), source)
    choice = ImportChoice(Proposal("", "", (item,)), typed.report)
    assert choice.shown(ItemRange.SAME) == (0,)
    assert choice.taken == 0


@pytest.mark.parametrize(("read", "ticked"), [("3.56", True), ("3.65", False), ("3.70", False)])
def test_a_corrected_workbook_says_what_was_typed_over_the_former_one(session, read, ticked):
    training, former = Conferences.training.this, Source(SourceKind.WORKBOOK, "决算.xlsx", "表5 C9")
    draft = session.draft()
    draft.put(training, Decimal("3.65"), source=former)
    session.make(draft.change, "导入决算表")
    session.type_in(training, "3.56")
    item = Proposed(training.at(), Decimal(read), former._replace(file="改过的决算.xlsx"))
    choice = ImportChoice(Proposal("", "", (item,)), session.report, session.facts)
    assert choice.is_ticked(0) is ticked
    draft = session.draft()
    choice.put_into(draft)
    session.make(draft.change, "导入改过的决算表")
    told = [f for f in findings(session.facts) if f.check == "workbook_figures_are_kept"]
    assert bool(told) is not ticked
