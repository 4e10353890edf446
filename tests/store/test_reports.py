"""Reports in the database: durable, exact, never lost."""

import sqlite3
from decimal import Decimal

import pytest

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL, Source, SourceKind, Unread
from pingkou_gui.report.json_format import Record, to_json
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.store.reports import ReportStore


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
        "一千", "工资福利支出本年决算写成数字，例如 2.80"
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
    before = store.path.read_bytes(), store.path.with_name(f"{store.path.name}-wal").read_bytes()
    store.opened(last)
    after = store.path.read_bytes(), store.path.with_name(f"{store.path.name}-wal").read_bytes()
    assert after == before


def test_purging_leaves_nothing(store):
    rid = empty(store)
    change(store, rid, Unit.name, "平口镇")
    store.purge(rid)
    with pytest.raises(KeyError):
        store.load(rid)
    assert store._db.table("field_values").count == 0


def test_a_report_made_from_data_dumps_to_the_same_data(store, report_of):
    record = Record(
        report_of(unit__name="平口镇", project=[{"name": "甲"}, {"name": "乙"}]), "方案"
    )
    assert to_json(store.load(store.create(record))) == to_json(record)


def test_a_failing_write_changes_nothing(store):
    rid = empty(store)
    store._db.execute(
        "create trigger t before insert on history begin select raise(abort, 'full'); end"
    )
    draft = Draft(Report())
    draft.type_in(Basic.wages.this, "1")
    with pytest.raises(StorageError, match="磁盘已满"):
        store.save(rid, draft.change, "改")
    assert value(store, rid, Basic.wages.this) is None


def test_every_commit_reaches_the_disk(store):
    assert store._db.execute("pragma synchronous").fetchone()[0] == 2
    assert store._db.execute("pragma journal_mode").fetchone()[0] == "wal"


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00broken"])
def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path, content):
    path = tmp_path / "reports.db"
    path.write_bytes(content)
    with pytest.raises(StorageError, match="不是本程序的"):
        ReportStore(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "reports.db"
    with sqlite3.connect(path) as db:
        db.execute("create table songs (name text)")
    db.close()
    with pytest.raises(StorageError, match="不是本程序的"):
        ReportStore(path)


def test_a_file_from_a_newer_version_is_left_untouched(tmp_path):
    path = tmp_path / "reports.db"
    ReportStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('pingkou', 'm999_later', '2030')"
        )
    db.close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match="更新版本"):
        ReportStore(path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="数据文件夹"):
        ReportStore(tmp_path / "file" / "reports.db")


def test_a_database_that_is_a_folder_is_told(tmp_path):
    (tmp_path / "reports.db").mkdir()
    with pytest.raises(StorageError, match="没能"):
        ReportStore(tmp_path / "reports.db")
