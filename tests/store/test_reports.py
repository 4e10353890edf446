"""Reports in the database: durable, exact, never lost."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from pingkou_gui.errors import StorageError
from pingkou_gui.form import renamed_keys
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL, Source, SourceKind, Unread
from pingkou_gui.report.json_format import Record, to_json
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.store import reports
from pingkou_gui.store.reports import DamagedReportError, ReportStore


def empty(store):
    return store.create(Record(Report(), ""))


def change(store, rid, field, text, row=0, source=None):
    report = store.load(rid).report
    draft = Draft(report)
    if source is None:
        draft.type_in(field, text, row)
    else:
        draft.put(field, field.read(text).value, row, source)
    store.save(rid, draft.change, field.label)


def value(store, rid, field, row=0):
    return store.load(rid).report[field.at(row)]


def test_a_number_comes_back_exactly_as_it_went_in(store):
    rid = empty(store)
    change(store, rid, Basic.wages.this, "900719925474.93")
    assert value(store, rid, Basic.wages.this) == Decimal("900719925474.93")


@pytest.mark.parametrize(("typed", "kept"), [("", None), ("无", NIL), ("0", Decimal(0))])
def test_blank_none_and_nought_are_three_things(store, typed, kept):
    rid = empty(store)
    change(store, rid, Basic.wages.this, "1")
    change(store, rid, Basic.wages.this, typed)
    assert value(store, rid, Basic.wages.this) == kept


def test_words_that_cannot_be_read_survive_a_restart(tmp_path):
    store = ReportStore(tmp_path / "r.db")
    rid = empty(store)
    change(store, rid, Basic.wages.this, "一千")
    store.close()
    again = ReportStore(tmp_path / "r.db")
    assert value(again, rid, Basic.wages.this) == Unread(
        "一千", "工资福利支出本年决算写成数字，或写明单位，例如 三十六万元"
    )
    again.close()


def test_a_value_remembers_where_it_came_from(store):
    rid, source = empty(store), Source(SourceKind.WORKBOOK, "决算.xlsx", "基本支出决算表 C23")
    change(store, rid, Basic.goods.this, "244.80", source=source)
    assert store.load(rid).report.entry(Basic.goods.this.at()).source == source


def test_rows_keep_their_order_and_their_numbers(store):
    rid = empty(store)
    draft = Draft(Report())
    rows = [draft.add(Project) for _ in range(3)]
    store.save(rid, draft.change, "添加")
    moved = Draft(store.load(rid).report)
    moved.order(Project, tuple(reversed(rows)))
    store.save(rid, moved.change, "移动")
    assert store.load(rid).report.rows(Project.key) == tuple(reversed(rows))


def test_a_row_number_is_never_used_again(store):
    rid = empty(store)
    draft = Draft(Report())
    row = draft.add(Project)
    store.save(rid, draft.change, "添加")
    gone = Draft(store.load(rid).report)
    gone.remove(Project, row)
    store.save(rid, gone.change, "删除")
    assert store.next_row(rid) == row + 1


def test_undo_survives_a_restart(tmp_path):
    store = ReportStore(tmp_path / "r.db")
    rid = empty(store)
    change(store, rid, Basic.wages.this, "1")
    change(store, rid, Basic.wages.this, "2")
    store.close()
    again = ReportStore(tmp_path / "r.db")
    again.undo(rid, again.last_step(rid))
    assert value(again, rid, Basic.wages.this) == Decimal(1)
    again.redo(rid, again.next_step(rid))
    assert value(again, rid, Basic.wages.this) == Decimal(2)
    again.close()


def test_a_new_change_forgets_what_was_undone(store):
    rid = empty(store)
    change(store, rid, Basic.wages.this, "1")
    store.undo(rid, store.last_step(rid))
    change(store, rid, Basic.goods.this, "2")
    assert store.next_step(rid) is None


def test_a_deleted_report_comes_back_whole(store):
    rid = empty(store)
    change(store, rid, Unit.name, "平口镇")
    store.delete(rid)
    assert store.summaries() == ()
    assert [s.unit for s in store.summaries(deleted=True)] == ["平口镇"]
    store.restore(rid)
    assert value(store, rid, Unit.name) == "平口镇"


def test_a_copy_is_equal_and_independent(store):
    rid = empty(store)
    change(store, rid, Unit.name, "平口镇")
    copy = store.duplicate(rid)
    change(store, copy, Unit.name, "大福镇")
    assert value(store, rid, Unit.name) == "平口镇"
    assert value(store, copy, Unit.name) == "大福镇"


def test_the_report_opened_last_is_the_first_of_the_list(store):
    first, second = empty(store), empty(store)
    store.opened(first)
    assert [s.id for s in store.summaries()] == [first, second]


def test_noting_the_report_that_was_open_last_writes_nothing(store):
    empty(store)
    last = empty(store)
    before = store.changes_made, store.path.read_bytes()
    store.opened(last)
    assert (store.changes_made, store.path.read_bytes()) == before


def test_a_report_was_changed_when_its_last_change_was_saved(store, monkeypatch):
    rid = empty(store)
    monkeypatch.setattr(reports, "now", lambda: "2020-03-04T05:06:07.000000+00:00")
    change(store, rid, Unit.name, "平口镇")
    assert store.changed_at(rid) == datetime(2020, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_purging_leaves_nothing(store):
    rid = empty(store)
    change(store, rid, Unit.name, "平口镇")
    store.purge(rid)
    with pytest.raises(KeyError):
        store.load(rid)
    assert store.file.connection.execute("select count(*) from field_values").fetchone()[0] == 0


def test_a_report_made_from_data_dumps_to_the_same_data(store, report_of):
    record = Record(
        report_of(unit__name="平口镇", project=[{"name": "甲"}, {"name": "乙"}]), "方案"
    )
    assert to_json(store.load(store.create(record))) == to_json(record)


def test_a_failing_write_changes_nothing(store):
    rid = empty(store)
    pages = store.file.connection.execute("pragma page_count").fetchone()[0]
    store.file.connection.execute(f"pragma max_page_count = {pages}")
    draft = Draft(Report())
    draft.type_in(Unit.name, "平" * 10_000)
    with pytest.raises(StorageError, match="磁盘已满"):
        store.save(rid, draft.change, "改")
    assert value(store, rid, Unit.name) is None
    assert store.last_step(rid) is None


def damage(store, sql):
    """Change the file past the checksums, as a failing disk does, which runs no triggers."""
    connection = store.file.connection
    totals = connection.execute("select * from report_totals").fetchall()
    connection.execute(sql)
    connection.executemany("replace into report_totals values (?, ?, ?)", totals)


@pytest.mark.parametrize(
    "sql",
    [
        "update field_values set value = '9' where report_id = 1 and field = 'wages_this'",
        "delete from field_values where report_id = 1 and field = 'name'",
        "update report_rows set position = position + 1 where report_id = 1",
        "update reports set scheme = '别的' where id = 1",
    ],
)
def test_a_damaged_report_is_never_shown_as_if_it_were_whole(store, report_of, sql):
    report = report_of(unit__name="平口镇", project=[{"name": "甲"}])
    rid, sound = store.create(Record(report, "")), empty(store)
    change(store, rid, Basic.wages.this, "1")
    damage(store, sql.replace("wages_this", Basic.wages.this.name))
    with pytest.raises(DamagedReportError, match="读不出来"):
        store.load(rid)
    assert store.load(sound)
    assert {s.id: s.damaged for s in store.summaries()} == {rid: True, sound: False}


def test_a_damaged_report_is_named_also_in_the_bin(store, report_of):
    rid = store.create(Record(report_of(unit__name="平口镇"), ""))
    empty(store)
    store.delete(rid)
    damage(store, "update reports set scheme = '别的' where id = 1")
    with pytest.raises(DamagedReportError, match="平口镇"):
        store.load(rid)


def test_damage_to_the_history_costs_the_history_and_not_the_report(store):
    rid = empty(store)
    change(store, rid, Basic.wages.this, "1")
    damage(store, "update history set change = '{'")
    assert value(store, rid, Basic.wages.this) == 1
    assert store.last_step(rid) is None
    assert store.field_history(rid, Basic.wages.this.at()) == ()
    change(store, rid, Basic.wages.this, "2")
    assert store.last_step(rid).change.entries[Basic.wages.this.at()][1].value == 2


def test_the_history_of_a_field_tells_from_what_to_what_and_from_where(store):
    rid, source = empty(store), Source(SourceKind.WORKBOOK, "决算.xlsx", "C23")
    change(store, rid, Basic.wages.this, "1")
    change(store, rid, Basic.goods.this, "7")
    change(store, rid, Basic.wages.this, "2", source=source)
    last, first = store.field_history(rid, Basic.wages.this.at())
    assert (first.before, first.after.value) == (None, 1)
    assert (last.before.value, last.after.value, last.after.source) == (1, 2, source)
    assert last.label == Basic.wages.this.label


def test_a_removed_row_is_found_with_all_it_held(store):
    rid = empty(store)
    draft = Draft(Report())
    row = draft.add(Project)
    draft.type_in(Project.name, "路灯", row)
    store.save(rid, draft.change, "添加")
    gone = Draft(store.load(rid).report)
    gone.remove(Project, row)
    store.save(rid, gone.change, "删除")
    (found,) = store.removed_rows(rid)
    assert (found.row_list.section, found.row) == (Project.key, row)
    assert [(place.field, entry.value) for place, entry in found.entries] == [("name", "路灯")]
    store.undo(rid, store.last_step(rid))
    assert store.removed_rows(rid) == ()


def test_the_steps_of_an_old_day_become_one_that_is_taken_back_as_a_whole(store, monkeypatch):
    rid = empty(store)
    monkeypatch.setattr(reports, "now", lambda: "2020-03-04T05:06:07.000000+00:00")
    for text in "123":
        change(store, rid, Basic.wages.this, text)
    monkeypatch.undo()
    change(store, rid, Basic.wages.this, "4")
    with store.file.transaction() as connection:
        store._thin_history(connection, rid)
    assert store.file.connection.execute("select count(*) from history").fetchone()[0] == 2
    store.undo(rid, store.last_step(rid))
    assert value(store, rid, Basic.wages.this) == 3
    assert store.last_step(rid).label == "2020-03-04 的修改"
    store.undo(rid, store.last_step(rid))
    assert value(store, rid, Basic.wages.this) is None


def test_a_report_of_another_database_comes_with_its_history(store, tmp_path):
    other = ReportStore(tmp_path / "other.db")
    rid = empty(other)
    change(other, rid, Unit.name, "平口镇")
    change(other, rid, Unit.name, "大福镇")
    copy = store.adopt(other, rid, "带来的")
    other.close()
    assert value(store, copy, Unit.name) == "大福镇"
    store.undo(copy, store.last_step(copy))
    assert value(store, copy, Unit.name) == "平口镇"
    assert [s.title for s in store.summaries()] == ["平口镇 带来的"]


def test_a_field_that_was_renamed_keeps_its_value_and_its_history(store, monkeypatch):
    rid = empty(store)
    change(store, rid, Unit.name, "平口镇")
    old = f"{Unit.key}.{Unit.name.name}"
    monkeypatch.setattr(renamed_keys, "RENAMED_FIELDS", {old: f"{Unit.key}.{Unit.county.name}"})
    assert value(store, rid, Unit.county) == "平口镇"
    assert list(store.last_step(rid).change.entries) == [Unit.county.at()]
    change(store, rid, Unit.county, "安化县")
    assert value(store, rid, Unit.county) == "安化县"
    count = "select count(*) from field_values"
    assert store.file.connection.execute(count).fetchone()[0] == 1


def test_a_value_of_a_field_that_this_version_does_not_know_is_left_alone(store):
    rid = store.create(Record(Report(), ""))
    with store.file.transaction() as connection:
        connection.execute(
            "insert into field_values (report_id, section, row, field, value, crc)"
            " values (:id, 'unit', 0, 'of_a_later_version', '1', row_crc(:id, 'unit', 0,"
            " 'of_a_later_version', '1', null))",
            {"id": rid},
        )
    assert dict(store.load(rid).report.entries) == {}
    assert store.count_values() == 1
