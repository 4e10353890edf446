"""The one way to change a report: saved before shown, undone by name."""

from contextlib import contextmanager
from decimal import Decimal

import pytest

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import TYPED, Entry, Source, SourceKind
from pingkou_gui.report.figures import quantity
from pingkou_gui.session import Session


def test_typing_changes_the_report_the_store_and_the_figures(qtbot, session, store):
    with qtbot.waitSignal(session.changed):
        session.type_in(Basic.wages.this, "1,024.74")
    session.type_in(Basic.transfers.this, "18.24")
    assert store.load(1).report == session.report
    assert session.facts[quantity(Basic.personnel).this] == Decimal("1042.98")


def test_one_stay_in_a_field_is_one_step_back(session):
    for text in ("1", "12", "12.5"):
        session.type_in(Basic.wages.this, text, merge=text != "1")
    session.undo()
    assert session.report[Basic.wages.this.at()] is None
    session.redo()
    assert session.report[Basic.wages.this.at()] == Decimal("12.50")


def test_the_menu_names_what_would_be_taken_back(session):
    assert session.undo_label == ""
    row = session.add_row(Project)
    assert session.undo_label == "添加项目"
    session.remove_rows(Project, (row,))
    session.undo()
    assert (session.undo_label, session.redo_label) == ("添加项目", "删除项目")


def test_rows_move_within_their_bounds(session):
    rows = [session.add_row(Project) for _ in range(3)]
    session.move_row(Project, rows[2], -5)
    assert session.report.rows(Project.key) == (rows[2], rows[0], rows[1])


def test_a_change_that_cannot_be_saved_is_not_made_and_can_be_tried_again(
    qtbot, session, store, monkeypatch
):
    def full(*_args, **_more):
        raise StorageError("没能存", "再试")

    with monkeypatch.context() as broken, qtbot.waitSignal(session.save_failed):
        broken.setattr(store, "save", full)
        session.type_in(Basic.wages.this, "5")
    assert session.report[Basic.wages.this.at()] is None
    assert session.unsaved
    assert session.retry()
    assert session.report[Basic.wages.this.at()] == Decimal(5)
    assert not session.unsaved


@pytest.fixture
def full_disk(session, store, monkeypatch):
    """Return a context in which nothing can be saved."""

    def full(*_args, **_more):
        raise StorageError("没能存", "再试")

    @contextmanager
    def lasting():
        with monkeypatch.context() as broken:
            broken.setattr(store, "save", full)
            yield

    return lasting


def test_what_waits_to_be_saved_is_saved_before_what_is_typed_next(session, store, full_disk):
    with full_disk():
        session.type_in(Basic.wages.this, "5")
        session.type_in(Basic.transfers.this, "6")
    session.type_in(Basic.wages.last, "7")
    assert not session.unsaved
    fields = (Basic.wages.this, Basic.transfers.this, Basic.wages.last)
    assert [store.load(1).report[field.at()] for field in fields] == [5, 6, 7]


def test_what_waits_is_counted_by_its_values_and_where_there_are_none_by_its_lists(
    session, full_disk
):
    with full_disk():
        for text in ("5", "6"):
            session.type_in(Basic.wages.this, text)
        session.type_in(Basic.transfers.this, "6")
        assert session.unsaved_count == 2
    assert session.retry()
    assert session.unsaved_count == 0
    with full_disk():
        session.add_row(Project)
        assert session.unsaved_count == 1
    assert session.retry()


def test_what_is_typed_again_takes_the_place_of_what_waits(session, full_disk):
    with full_disk():
        for text in ("5", "55", "555"):
            session.type_in(Basic.wages.this, text)
    assert session.report_as_made[Basic.wages.this.at()] == 555
    assert session.retry()
    session.undo()
    assert session.report[Basic.wages.this.at()] is None


def test_rows_that_wait_keep_their_numbers_and_join_those_added_later(session, full_disk):
    first = session.add_row(Project)
    with full_disk():
        waiting = [session.add_row(Project), session.add_row(Project)]
        session.remove_rows(Project, (first,))
    assert session.retry()
    assert session.report.rows(Project.key) == tuple(waiting)
    assert len({first, *waiting}) == 3


def test_what_was_typed_back_is_not_saved_later(session, full_disk):
    session.type_in(Basic.wages.this, "5")
    with full_disk():
        for text in ("7", "5"):
            session.type_in(Basic.wages.this, text)
    assert session.retry()
    assert not session.unsaved
    assert session.report[Basic.wages.this.at()] == 5


def test_a_step_back_leads_to_what_was_saved_before(session, full_disk):
    session.type_in(Basic.wages.this, "5")
    with full_disk():
        session.type_in(Basic.wages.this, "7")
    session.type_in(Basic.wages.this, "8")
    session.undo()
    assert session.report[Basic.wages.this.at()] == 5


def test_a_line_begun_and_cleared_while_nothing_could_be_saved_leaves_no_row(session, full_disk):
    row = session.begin_row(Project)
    with full_disk():
        session.type_in(Project.name, "修路", row)
        session.type_in(Project.name, "", row)
    assert session.retry()
    assert session.report.rows(Project.key) == ()


def test_a_session_opened_again_goes_on_where_the_last_one_stopped(session, store):
    session.type_in(Basic.wages.this, "5")
    again = Session(store, session.report_id, session.scheme)
    assert again.report == session.report
    again.undo()
    assert again.report[Basic.wages.this.at()] is None


def test_typing_what_is_there_already_is_no_step(session):
    session.type_in(Basic.wages.this, "5")
    with_one = session.store.last_step(session.report_id)
    session.type_in(Basic.wages.this, "5.00")
    assert session.store.last_step(session.report_id) == with_one


@pytest.mark.parametrize("text", ["x" * 200, "9" * 200, "\x00\x1b", "😀", "=cmd()"])
def test_no_nonsense_is_lost(session, text):
    session.type_in(Project.name, text, session.add_row(Project))
    session.type_in(Basic.wages.this, text)
    assert session.facts[quantity(Basic.wages).this] is None


def read_training(session, text="3.65"):
    """Have the training costs be read from a workbook, as an import puts them."""
    draft = session.draft()
    draft.put(
        Conferences.training.this,
        Decimal(text),
        source=Source(SourceKind.WORKBOOK, "决算.xlsx", "表5 C9"),
    )
    session.make(draft.change, "导入决算表")
    return Conferences.training.this


def test_a_figure_typed_over_a_workbooks_keeps_what_the_workbook_said(session, store):
    training = read_training(session)
    session.type_in(training, "3.56")
    kept = Source(file="决算.xlsx", where="表5 C9", workbook="3.65")
    assert session.report.entry(training.at()) == Entry(Decimal("3.56"), kept)
    assert store.load(session.report_id).report == session.report
    session.type_in(training, "35600元")
    assert session.report.entry(training.at()).source == kept._replace(original="35600元")
    session.undo()
    session.undo()
    assert session.report.entry(training.at()).source.kind is SourceKind.WORKBOOK


def test_the_workbooks_own_figure_typed_again_is_the_workbooks(session):
    training = read_training(session)
    before = session.report
    session.type_in(training, "3.65")
    assert session.undo_label == "导入决算表"
    session.type_in(training, "3.56")
    session.type_in(training, "3.65")
    assert session.report == before


@pytest.mark.parametrize("merge", [False, True])
def test_a_workbooks_figure_that_was_emptied_first_is_kept_too(session, merge):
    training = read_training(session)
    session.type_in(training, "")
    session.type_in(training, "3.56", merge=merge)
    assert session.report.entry(training.at()).source.workbook == "3.65"
    session.type_in(training, "")
    session.type_in(training, "3.5")
    assert session.report.entry(training.at()).source.workbook == "3.65"


def test_a_reading_that_was_taken_back_says_nothing(session):
    training = read_training(session)
    session.undo()
    session.type_in(training, "3.56")
    assert session.report.entry(training.at()).source == TYPED
