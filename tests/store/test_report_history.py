"""The history of a report: steps joined, thinned, taken back; rows found again with those below."""

import pytest

from pingkou_gui.form import renamed_keys
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.store import database, reports
from pingkou_gui.store.database_schema import CHECKED_COLUMNS
from pingkou_gui.store.reports import ReportStore


@pytest.fixture
def rid(store):
    return store.create(Record(Report(), ""))


def drafted(store, rid, field, text):
    draft = Draft(store.load(rid).report)
    draft.type_in(field, text)
    return draft.change


def type_in(store, rid, field, text, *, label="改", merge=False):
    store.save(rid, drafted(store, rid, field, text), label, merge=merge)


def steps(store, rid):
    """What the menu calls the steps that can be taken back, the last one first; all are redone."""
    found = []
    while step := store.last_step(rid):
        found.append(step.label)
        store.undo(rid, step)
    for _ in found:
        store.redo(rid, store.next_step(rid))
    return found


def count(store):
    return store.file.connection.execute("select count(*) from history").fetchone()[0]


# -- joined -----------------------------------------------------------------------------------


def test_what_is_typed_on_into_one_field_is_one_step(store, rid):
    for text in ("1", "12", "12.5"):
        type_in(store, rid, Basic.wages.this, text, merge=True)
    assert steps(store, rid) == ["改"]
    store.undo(rid, store.last_step(rid))
    assert store.load(rid).report[Basic.wages.this.at()] is None


def test_what_is_typed_into_another_field_is_a_step_of_its_own(store, rid):
    type_in(store, rid, Basic.wages.this, "1", label="工资", merge=True)
    type_in(store, rid, Basic.goods.this, "2", label="商品", merge=True)
    assert steps(store, rid) == ["商品", "工资"]


@pytest.mark.parametrize("order", [(2, 1), (1, 2)])
def test_a_change_goes_on_with_a_wider_one_and_with_a_narrower_one(store, rid, order):
    for many in order:
        draft = Draft(store.load(rid).report)
        for field in (Basic.wages.this, Basic.goods.this)[:many]:
            draft.type_in(field, f"{many}5")
        store.save(rid, draft.change, f"改{many}格", merge=True)
    assert steps(store, rid) == [f"改{order[0]}格"]
    store.undo(rid, store.last_step(rid))
    assert not store.load(rid).report.entries


def test_without_merging_each_change_is_a_step(store, rid):
    type_in(store, rid, Basic.wages.this, "1", label="一")
    type_in(store, rid, Basic.wages.this, "2", label="二")
    assert steps(store, rid) == ["二", "一"]


def test_what_is_typed_and_taken_out_again_leaves_no_step(store, rid):
    type_in(store, rid, Basic.goods.this, "7", label="前")
    type_in(store, rid, Basic.wages.this, "1", merge=True)
    type_in(store, rid, Basic.wages.this, "", merge=True)
    assert steps(store, rid) == ["前"]


# -- thinned ----------------------------------------------------------------------------------


def test_every_so_many_steps_only_the_last_ones_are_kept(store, rid, monkeypatch):
    monkeypatch.setattr(reports, "_THINNED_EVERY", 3)
    monkeypatch.setattr(reports, "HISTORY_KEPT", 2)
    counts = []
    for at in range(6):
        type_in(store, rid, Basic.wages.this, str(at + 1), label=str(at + 1))
        counts.append(count(store))
    assert counts == [1, 2, 2, 3, 4, 2]
    assert steps(store, rid) == ["6", "5"]


def on_day(store, rid, monkeypatch, moment, *texts):
    monkeypatch.setattr(reports, "now", lambda: moment)
    for text in texts:
        type_in(store, rid, Basic.wages.this, text, label=f"改成{text}")
    monkeypatch.undo()


def thin(store, rid):
    with store.file.transaction() as connection:
        store._thin_history(connection, rid)


def test_each_old_day_is_a_step_and_a_day_of_one_step_keeps_its_name(store, rid, monkeypatch):
    on_day(store, rid, monkeypatch, "2020-03-04T05:06:07.000000+00:00", "1", "2")
    on_day(store, rid, monkeypatch, "2020-03-05T05:06:07.000000+00:00", "3")
    on_day(store, rid, monkeypatch, "2020-03-06T05:06:07.000000+00:00", "4", "5")
    thin(store, rid)
    assert steps(store, rid) == ["2020-03-06 的修改", "改成3", "2020-03-04 的修改"]


def test_an_old_day_that_came_to_nothing_leaves_no_step(store, rid, monkeypatch):
    on_day(store, rid, monkeypatch, "2020-03-04T05:06:07.000000+00:00", "1", "")
    thin(store, rid)
    assert count(store) == 0


def test_an_old_day_with_a_damaged_step_is_left_as_it_is(store, rid, monkeypatch):
    on_day(store, rid, monkeypatch, "2020-03-04T05:06:07.000000+00:00", "1", "2", "3")
    store.file.connection.execute("update history set label = '坏' where label = '改成2'")
    thin(store, rid)
    assert count(store) == 3


def test_steps_that_were_taken_back_are_not_thinned(store, rid, monkeypatch):
    on_day(store, rid, monkeypatch, "2020-03-04T05:06:07.000000+00:00", "1", "2")
    store.undo(rid, store.last_step(rid))
    thin(store, rid)
    assert store.next_step(rid).label == "改成2"


# -- a step that is no step -------------------------------------------------------------------


def test_the_steps_before_a_damaged_one_are_not_offered(store, rid):
    for text in "123":
        type_in(store, rid, Basic.wages.this, text, label=f"改成{text}")
    store.file.connection.execute("update history set label = '坏' where label = '改成2'")
    store.undo(rid, store.last_step(rid))
    assert store.last_step(rid) is None
    assert store.next_step(rid).label == "改成3"


def test_the_history_of_a_field_tells_what_was_taken_back(store, rid):
    type_in(store, rid, Basic.wages.this, "1")
    type_in(store, rid, Basic.wages.this, "2")
    store.undo(rid, store.last_step(rid))
    found = store.field_history(rid, Basic.wages.this.at())
    assert [(event.after.value, event.undone) for event in found] == [(2, True), (1, False)]


@pytest.mark.parametrize("text", ["[]", "null", '{"entries": [[1]], "lanes": []}', "{}", "9"])
def test_a_step_whose_text_is_no_change_is_left_out(store, rid, text):
    type_in(store, rid, Basic.wages.this, "1")
    columns = CHECKED_COLUMNS["history"]
    store.file.connection.execute("update history set change = ?", [text])
    store.file.connection.execute(f"update history set crc = row_crc({columns})")
    assert store.last_step(rid) is None
    assert store.field_history(rid, Basic.wages.this.at()) == ()


# -- rows -------------------------------------------------------------------------------------


def with_indicators(store, rid):
    """Two projects; the first has two indicators, each with a name."""
    draft = Draft(store.load(rid).report)
    first, second = draft.add(Project), draft.add(Project)
    draft.type_in(Project.name, "路灯", first)
    draft.type_in(Project.name, "桥", second)
    below = [draft.add(ProjectIndicator, first) for _ in range(2)]
    for row, name in zip(below, ("盏数", "亮灯率"), strict=True):
        draft.type_in(ProjectIndicator.name, name, row)
    store.save(rid, draft.change, "添加")
    return first, second, tuple(below)


def remove(store, rid, section, row, *parent):
    draft = Draft(store.load(rid).report)
    draft.remove(section, row, *parent)
    store.save(rid, draft.change, "删除")


def test_a_removed_row_brings_those_below_it_and_is_found_once(store, rid):
    first, _, below = with_indicators(store, rid)
    remove(store, rid, Project, first)
    (found,) = store.removed_rows(rid)
    assert (found.row_list, found.row) == ((Project.key, 0), first)
    assert {str(entry.value) for _, entry in found.entries} == {"路灯", "盏数", "亮灯率"}
    assert found.below == (((ProjectIndicator.key, first), below),)


def test_a_row_below_another_is_found_while_that_one_stands(store, rid):
    first, _, below = with_indicators(store, rid)
    remove(store, rid, ProjectIndicator, below[0], first)
    (found,) = store.removed_rows(rid)
    assert (found.row_list, found.row, found.below) == ((ProjectIndicator.key, first), below[0], ())
    assert [str(entry.value) for _, entry in found.entries] == ["盏数"]
    remove(store, rid, Project, first)
    assert [each.row for each in store.removed_rows(rid)] == [first]


def test_a_row_whose_removal_was_taken_back_is_not_among_the_removed(store, rid):
    first, second, _ = with_indicators(store, rid)
    remove(store, rid, Project, first)
    remove(store, rid, Project, second)
    assert [each.row for each in store.removed_rows(rid)] == [second, first]
    store.undo(rid, store.last_step(rid))
    assert [each.row for each in store.removed_rows(rid)] == [first]


def test_rows_come_back_in_the_order_they_had(store, rid):
    first, second, _ = with_indicators(store, rid)
    draft = Draft(store.load(rid).report)
    third = draft.add(Project, at=1)
    store.save(rid, draft.change, "插入")
    assert store.load(rid).report.rows(Project.key) == (first, third, second)
    remove(store, rid, Project, first)
    assert store.load(rid).report.rows(Project.key) == (third, second)
    store.undo(rid, store.last_step(rid))
    assert store.load(rid).report.rows(Project.key) == (first, third, second)


def test_a_new_report_counts_its_rows_on_from_those_it_came_with(store, report_of):
    rid = store.create(Record(report_of(project=[{"name": "甲"}, {"name": "乙"}]), ""))
    assert store.next_row(rid) == 3


def test_a_report_that_is_taken_over_counts_on_from_rows_it_once_had(store, rid, tmp_path):
    with_indicators(store, rid)
    for row in store.load(rid).report.rows(Project.key):
        remove(store, rid, Project, row)
    other = ReportStore(tmp_path / "other.db")
    copy = other.adopt(store, rid)
    assert other.next_row(copy) == store.next_row(rid) == 5
    assert [step.label for step in [other.last_step(copy)]] == ["删除"]
    assert other.file.connection.execute("select count(*) from history").fetchone()[0] == 3
    other.close()


# -- small ------------------------------------------------------------------------------------


@pytest.mark.parametrize("later", [Unit.name, Unit.county])
def test_of_a_value_under_its_old_and_its_new_key_the_new_one_counts(store, monkeypatch, later):
    rid = store.create(Record(Report(), ""))
    for field in (Unit.county if later is Unit.name else Unit.name, later):
        type_in(store, rid, field, f"值{field.name}")
    old = f"{Unit.key}.{Unit.name.name}"
    monkeypatch.setattr(renamed_keys, "RENAMED_FIELDS", {old: f"{Unit.key}.{Unit.county.name}"})
    assert store.load(rid).report[Unit.county.at()] == f"值{Unit.county.name}"


def test_opening_a_report_that_is_read_only_notes_nothing(store, rid, monkeypatch):
    store.create(Record(Report(), ""))
    monkeypatch.setattr(database, "_is_writable", lambda _: False)
    reading = ReportStore(store.path)
    reading.opened(rid)
    assert [each.id for each in reading.summaries()] == [2, 1]
    reading.close()


def test_a_report_is_called_by_unit_year_and_its_own_name(store, rid):
    assert store.summaries()[0].title == "未填单位名称"
    type_in(store, rid, Unit.name, "平口镇")
    type_in(store, rid, Unit.year, "2023")
    store.rename(rid, "副本")
    assert store.summaries()[0].title == "平口镇 2023年度 副本"


def test_a_report_that_is_not_there_has_no_mark_and_is_a_key_error(store):
    assert store.mark(9) == (0, 0)
    with pytest.raises(KeyError):
        store.load(9)


def test_the_mark_of_a_report_changes_with_what_it_holds(store, rid):
    before = store.mark(rid)
    type_in(store, rid, Unit.name, "平口镇")
    after = store.mark(rid)
    assert (before[0], after[0]) == (0, 1)
    assert before != after


def test_each_transaction_is_counted_once(store, rid):
    before = store.changes_made
    type_in(store, rid, Unit.name, "平口镇")
    store.rename(rid, "名")
    assert store.changes_made == before + 2
