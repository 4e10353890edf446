"""Rescue row by row: what counts, what is told as lost, where the scan ends, what is set aside."""

import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft
from pingkou_gui.store import rescue as rescue_module
from pingkou_gui.store.database import find_damage
from pingkou_gui.store.database_schema import CHECKED_COLUMNS
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.store.rescue import recover, rescue, set_aside

PAGE = 4096
NAMES = {table: columns.split(", ") for table, columns in CHECKED_COLUMNS.items()}


def made(path, report_of):
    """Two reports: a unit with year and three projects, and one with a unit only."""
    store = ReportStore(path)
    rows = [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]
    store.create(Record(report_of(unit__name="平口镇", unit__year="2023", project=rows), "方案"))
    store.create(Record(report_of(unit__name="大福镇"), ""))
    for text in "123":
        draft = Draft(store.load(1).report)
        draft.type_in(Basic.wages.this, text)
        store.save(1, draft.change, f"改成{text}")
    return store


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "数据"
    folder.mkdir()
    return folder


def damaged(folder, report_of, *statements, totals=True):
    """Make the file and change it past the program; with `totals` the sums stay as they were."""
    store = made(folder / "reports.db", report_of)
    connection = store.file.connection
    before = connection.execute("select * from report_totals").fetchall()
    connection.execute("pragma foreign_keys = off")
    for sql in statements:
        connection.execute(sql)
    if totals:
        connection.executemany("replace into report_totals values (?, ?, ?)", before)
    store.close()
    return folder / "reports.db"


def recovered(folder):
    result = recover(folder)
    store = ReportStore(folder / "reports.db")
    assert find_damage(store.file.connection) == ()
    return result, store


def rootpage(path, name):
    with closing(sqlite3.connect(path)) as db:
        sql = "select rootpage from sqlite_master where name = ?"
        return db.execute(sql, [name]).fetchone()[0]


def zeroed(path, *names):
    """Zero the first pages of tables."""
    roots = [rootpage(path, name) for name in names]
    data = bytearray(path.read_bytes())
    for root in roots:
        data[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    path.write_bytes(data)


# -- what is told -----------------------------------------------------------------------------


def test_how_much_is_missing_and_of_what_is_told(folder, report_of):
    damaged(folder, report_of, "delete from field_values where section = 'project' and row < 3")
    result, store = recovered(folder)
    assert result.lost == ("“平口镇 2023”少了 2 处，不知道是哪些，对照上报的文件补上",)
    assert (result.reports, result.values) == (2, 5)
    store.close()


def test_values_that_were_deleted_once_and_come_back_are_told(folder, report_of):
    path = damaged(
        folder, report_of, "update report_totals set many = many - 1 where report_id = 2",
        totals=False,
    )  # fmt: skip
    assert path.exists()
    result, store = recovered(folder)
    assert result.lost == ("“大福镇”多了 1 处以前删掉的，对照上报的文件核对",)
    store.close()


def test_a_bad_value_is_named_and_not_counted_among_the_missing(folder, report_of):
    damaged(folder, report_of, "update field_values set value = '乡' where report_id = 2")
    result, store = recovered(folder)
    assert result.lost == (f"“编号 2”的“{Unit.name.label}”没有读出（残留的字样：乡，不可靠）",)
    store.close()


def test_of_many_bad_values_the_first_are_named_and_the_others_counted(
    folder, report_of, monkeypatch
):
    monkeypatch.setattr(rescue_module, "_MOST_LISTED", 2)
    damaged(folder, report_of, "update field_values set value = '乡' where section = 'project'")
    result, store = recovered(folder)
    assert [line for line in result.lost if "没有读出" in line] == [
        f"“平口镇 2023”的“{Project.name.label}”没有读出（残留的字样：乡，不可靠）",
        f"“平口镇 2023”的“{Project.name.label}”没有读出（残留的字样：乡，不可靠）",
        "“平口镇 2023”另有 1 处没有读出",
    ]
    assert len(result.lost) == 3
    store.close()


def test_a_remnant_is_cut_short(folder, report_of):
    long = "长" * 41
    damaged(folder, report_of, f"update field_values set value = '{long}' where report_id = 2")
    result, store = recovered(folder)
    assert f"字样：{long[:40]}，" in result.lost[0]
    store.close()


def test_a_report_whose_own_line_is_lost_is_found_under_a_stand_in(folder, report_of):
    damaged(folder, report_of, "delete from reports where id = 1", "delete from report_totals")
    result, store = recovered(folder)
    assert {each.id: each.name for each in store.summaries()} == {1: "救出的", 2: ""}
    assert store.next_row(1) == 4  # behind every row it has
    assert result.lost == ("报告“平口镇 2023”的名称和县级方案没有读出，先用通用方案",)
    assert store.load(1).report[Basic.wages.this.at()] == 3
    store.close()


def test_rows_without_values_are_enough_to_know_a_report_by(folder, report_of):
    damaged(
        folder, report_of, "delete from reports where id = 1",
        "delete from field_values where report_id = 1",
    )  # fmt: skip
    result, store = recovered(folder)
    assert store.load(1).report.rows(Project.key) == (1, 2, 3)
    assert store.next_row(1) == 4
    assert result.lost[0] == "报告“编号 1”的名称和县级方案没有读出，先用通用方案"
    store.close()


def test_values_without_rows_are_enough_to_count_on_from(folder, report_of):
    damaged(
        folder, report_of, "delete from reports where id = 1",
        "delete from report_rows where report_id = 1",
    )  # fmt: skip
    _, store = recovered(folder)
    assert store.next_row(1) == 4
    assert store.load(1).report.rows(Project.key) == (1, 2, 3)
    store.close()


def test_where_nothing_can_be_read_that_is_told(folder):
    (folder / "reports.db").write_bytes(b"\0" * 9_000)
    result, store = recovered(folder)
    assert (result.reports, result.values) == (0, 0)
    assert result.lost[-1] == "没有读出任何报告，请恢复备份"
    assert store.summaries() == ()
    store.close()


def test_with_the_page_of_totals_gone_nothing_is_said_to_be_missing_that_is_there(
    folder, report_of
):
    path = damaged(folder, report_of)
    zeroed(path, "report_totals")
    result, store = recovered(folder)
    assert result.lost == ()
    assert result.values == 7
    store.close()


def test_with_values_and_totals_gone_each_report_is_said_to_be_in_doubt(folder, report_of):
    path = damaged(folder, report_of)
    zeroed(path, "report_totals", "field_values")
    result, store = recovered(folder)
    assert "“编号 1”可能有缺，对照上报的文件核对一遍" in result.lost
    assert "“编号 2”可能有缺，对照上报的文件核对一遍" in result.lost
    store.close()


def test_with_the_places_of_rows_gone_the_values_stay_and_the_doubt_is_told(folder, report_of):
    path = damaged(folder, report_of)
    zeroed(path, "report_totals", "report_rows")
    result, store = recovered(folder)
    assert "“平口镇 2023”可能有缺，对照上报的文件核对一遍" in result.lost
    report = store.load(1).report
    assert [report[Project.name.at(row)] for row in report.rows(Project.key)] == ["甲", "乙", "丙"]
    store.close()


def test_a_row_whose_place_was_lost_stands_behind_all_others(folder, report_of):
    damaged(folder, report_of, "update report_rows set position = 9 where row = 1")
    _, store = recovered(folder)
    assert store.load(1).report.rows(Project.key) == (2, 3, 1)
    store.close()


def test_a_value_of_a_list_that_this_version_does_not_know_stays_in_the_file(folder, report_of):
    columns = CHECKED_COLUMNS["field_values"]
    damaged(
        folder, report_of,
        "insert into field_values (report_id, section, row, field, value)"
        " values (2, 'of_later', 5, 'name', 'x')",
        f"update field_values set crc = row_crc({columns})", totals=False,
    )  # fmt: skip
    result, store = recovered(folder)
    assert result.lost == ()
    assert result.values == 8
    assert store.load(2).report.rows("of_later") == ()
    store.close()


# -- history ----------------------------------------------------------------------------------


def labels(store):
    return [row["label"] for row in store.file.rows("select label from history order by id")]


def test_a_step_whose_words_are_none_costs_those_before_it(folder, report_of):
    path = damaged(folder, report_of)
    data = path.read_bytes()
    where = data.index("改成2".encode())
    path.write_bytes(data[:where] + b"\xff" + data[where + 1 :])
    result, store = recovered(folder)
    assert labels(store) == ["改成3"]
    assert result.lost == ("以前的撤销记录没有全部保住，填的内容不受影响",)
    store.close()


def test_a_history_whose_page_is_gone_is_told_and_costs_no_value(folder, report_of):
    path = damaged(folder, report_of)
    zeroed(path, "history")
    result, store = recovered(folder)
    assert labels(store) in ([], ["改成1", "改成2", "改成3"])
    assert result.lost == ("以前的撤销记录没有全部保住，填的内容不受影响",)
    assert store.load(1).report[Basic.wages.this.at()] == 3
    store.close()


def test_a_step_whose_text_is_no_change_is_left_out(folder, report_of):
    columns = CHECKED_COLUMNS["history"]
    damaged(
        folder, report_of, "update history set change = '[]' where label = '改成1'",
        f"update history set crc = row_crc({columns})",
    )  # fmt: skip
    _, store = recovered(folder)
    assert labels(store) == ["改成2", "改成3"]
    store.close()


def test_an_empty_history_in_a_file_without_its_first_page_is_no_loss(folder, report_of):
    path = folder / "reports.db"
    store = ReportStore(path)
    store.create(Record(report_of(unit__name="平口镇"), ""))
    store.close()
    data = path.read_bytes()
    path.write_bytes(bytes(PAGE) + data[PAGE:])
    result, store = recovered(folder)
    assert store.load(1).report[Unit.name.at()] == "平口镇"
    assert not [line for line in result.lost if "撤销" in line]
    store.close()


# -- rows that are none -----------------------------------------------------------------------


def loose(path, rows):
    """A file with tables of the same names that take anything, and rows of values in them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.create_function("row_crc", -1, rescue_module.row_crc)
        for table, names in NAMES.items():
            listed = ", ".join("id integer primary key" if n == "id" else n for n in names)
            db.execute(f"create table {table} ({listed}, crc)")
        for row in rows:
            marks = ", ".join("?" * 6)
            db.execute(f"insert into field_values values ({marks}, row_crc({marks}))", [*row, *row])


def test_a_row_with_values_of_other_kinds_is_no_row_though_its_checksum_is_right(folder):
    path = folder / "reports.db"
    good = (1, "unit", 0, "name", "平口镇", None)
    loose(
        path,
        [
            good, (1, "unit", "0", "year", "2023", None), (1, "unit", 0, "county", None, None),
            (1, 5, 0, "leader", "x", None), (1, "unit", 0, "staff", 7, None),
        ],
    )  # fmt: skip
    rescued = rescue(path, folder / "new.db")
    store = ReportStore(folder / "new.db")
    assert {(p.field, e.value) for p, e in store.load(1).report.entries.items()} == {
        ("name", "平口镇")
    }
    assert rescued.values == 1
    assert sum("没有读出" in line for line in rescued.lost) >= 4
    store.close()


def test_a_file_of_before_there_were_checksums_gives_its_values(folder):
    path = folder / "reports.db"
    loose(path, [(1, "unit", 0, "name", "平口镇", None)])
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for table in NAMES:
            db.execute(f"alter table {table} drop column crc")
    rescued = rescue(path, folder / "new.db")
    store = ReportStore(folder / "new.db")
    assert store.load(1).report[Unit.name.at()] == "平口镇"
    assert (rescued.reports, rescued.values) == (1, 1)
    assert not any("可能有缺" in line for line in rescued.lost)
    store.close()


def test_a_row_whose_words_are_none_is_passed_over_and_those_behind_it_are_read(folder):
    path = folder / "reports.db"
    loose(path, [(1, "unit", 0, "county", "安化县", None), (1, "unit", 0, "name", "平口镇", None)])
    data = path.read_bytes()
    path.write_bytes(data.replace("安化县".encode(), b"\xff\xfe" + "化县".encode()[1:]))
    rescued = rescue(path, folder / "new.db")
    store = ReportStore(folder / "new.db")
    assert [e.value for e in store.load(1).report.entries.values()] == ["平口镇"]
    assert rescued.values == 1
    store.close()


def stray_pages(tmp_path, name, values):
    """The page with these rows of values, as it lies about when no tree leads to it any more."""
    path = tmp_path / name
    loose(path, [(1, "unit", 0, field, value, None) for field, value in values.items()])
    root = rootpage(path, "field_values")
    return path.read_bytes()[(root - 1) * PAGE : root * PAGE]


def test_of_two_stray_rows_that_disagree_neither_counts(tmp_path):
    raw = bytes(PAGE)  # the first one, where a file has its header
    raw += stray_pages(tmp_path, "a.db", {"name": "平口镇", "county": "安化县", "year": "2022"})
    raw += stray_pages(tmp_path, "b.db", {"name": "平口镇", "county": "桃江县", "year": "2023"})
    scans = {table: rescue_module._Scan({}, [], broken=True) for table in NAMES}
    sound = dict.fromkeys(NAMES["field_values"], "x")
    scans["field_values"].rows[1, "unit", 0, "year"] = sound
    rescue_module._add_stray_rows(scans, raw)
    found = scans["field_values"]
    assert {key[3]: row["value"] for key, row in found.rows.items()} == {
        "name": "平口镇", "year": "x",
    }  # fmt: skip
    assert [row["field"] for row in found.bad] == ["county"]


def test_stray_rows_of_a_table_that_was_read_to_its_end_are_older_and_do_not_count(tmp_path):
    raw = bytes(PAGE) + stray_pages(tmp_path, "a.db", {"name": "平口镇"})
    scans = {table: rescue_module._Scan({}, []) for table in NAMES}
    rescue_module._add_stray_rows(scans, raw)
    assert scans["field_values"].rows == {}


# -- where a scan ends ------------------------------------------------------------------------


class Pages:
    """Stands for a connection: rows by number, numbers that cannot be read, and a count of tries."""

    def __init__(self, rows, unreadable=(), circle=False):
        self.rows, self.unreadable, self.circle, self.asked = sorted(rows), unreadable, circle, 0

    def execute(self, sql, values):
        self.asked += 1
        found = self._from(values[0])
        return closing_first(found) if "limit 1" in sql else found

    def _from(self, last):
        for number in self.rows:
            if number <= last:
                continue
            broken = [each for each in self.unreadable if last < each < number]
            if broken or number in self.unreadable:
                raise sqlite3.DatabaseError(number)
            yield (number, b"x")
            if self.circle:
                yield (self.rows[0], b"x")


class closing_first:  # noqa: N801 - stands for a cursor
    def __init__(self, found):
        self.found = found

    def fetchone(self):
        return next(self.found, None)


def numbers(pages, most=1_000):
    scan = rescue_module._Scan({}, [])
    return [row[0] for row in rescue_module._rows_of(pages, "history", most, scan)], scan.broken


def test_sound_rows_are_all_read_in_one_go():
    pages = Pages([1, 2, 5, 9])
    assert numbers(pages) == ([1, 2, 5, 9], False)
    assert pages.asked == 1


def test_behind_what_cannot_be_read_the_reading_goes_on():
    assert numbers(Pages([1, 2, 3, 6, 7], unreadable=[3, 4])) == ([1, 2, 6, 7], True)


def test_rows_that_come_again_end_the_reading_and_none_is_read_twice():
    found, broken = numbers(Pages([4, 5, 6], circle=True))
    assert (found, broken) == ([4, 5, 6], True)


def test_a_row_numbered_as_one_before_what_cannot_be_read_is_not_the_next():
    """Damaged pages may bring a smaller number than is asked for."""

    class Disordered:
        def execute(self, _, values):
            if values[0] == 5:
                raise sqlite3.DatabaseError(values[0])
            return closing_first(iter([(6, b"x") if values[0] == 6 else (9, b"x")]))

    assert rescue_module._next_readable(Disordered(), "select", 5, 10) == ((9, b"x"), 2)


def test_a_file_in_which_nothing_can_be_read_is_given_up_after_so_many_tries():
    pages = Pages([500], unreadable=range(500))
    assert numbers(pages, most=20) == ([], True)
    assert pages.asked <= 22


def test_no_more_rows_are_read_than_a_file_can_hold():
    pages = Pages(range(1, 100))
    assert numbers(pages, most=10) == (list(range(1, 10)), True)
    assert pages.asked == 1  # of the last try nothing is left to look further with


# -- set aside --------------------------------------------------------------------------------


class Stopped(datetime):
    """A clock that stands."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2024, 3, 15, 9, 30, tzinfo=tz)


def test_files_set_aside_in_the_same_second_have_names_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(rescue_module, "datetime", Stopped)
    names = []
    for at in range(3):
        (tmp_path / "reports.db").write_bytes(b"%d" % at)
        (tmp_path / "reports.db-journal").write_bytes(b"%d" % at)
        target = set_aside(tmp_path / "reports.db")
        names.append(target.name)
        assert target.read_bytes() == b"%d" % at
        assert target.with_name(f"{target.name}-journal").read_bytes() == b"%d" % at
    assert names == [f"reports-damaged-20240315-093000{more}.db" for more in ("", "-2", "-3")]
    assert not (tmp_path / "reports.db").exists()


def test_until_the_new_file_is_there_the_damaged_one_stays_where_it_was(
    folder, report_of, monkeypatch
):
    path = damaged(folder, report_of)
    before = path.read_bytes()
    there = []

    def seen(*args, **kwargs):
        target = set_aside(*args, **kwargs)
        there.append(path.read_bytes())
        return target

    monkeypatch.setattr(rescue_module, "set_aside", seen)
    result = recover(folder)
    assert there == [before]
    assert result.set_aside.read_bytes() == before
    assert not result.set_aside.with_suffix(".txt").exists()  # nothing was lost
    assert {each.name for each in folder.iterdir()} == {"reports.db", result.set_aside.name}


def test_what_lay_beside_the_damaged_file_is_read_with_it(folder, report_of):
    path = damaged(folder, report_of)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.create_function("row_crc", -1, rescue_module.row_crc)
    db.execute("update reports set name = '在日志里' where id = 1")
    db.execute(f"update reports set crc = row_crc({CHECKED_COLUMNS['reports']})")
    left = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert len(left["reports.db-wal"]) > PAGE
    db.close()
    for name, content in left.items():
        if not name.endswith("-shm"):
            (folder / name).write_bytes(content)
    result, store = recovered(folder)
    assert {each.name for each in store.summaries()} == {"在日志里", ""}
    assert result.set_aside.with_name(f"{result.set_aside.name}-wal").exists()
    assert not (folder / "reports.db-wal").exists()
    store.close()


# -- leaf pages by themselves -----------------------------------------------------------------


def small_table(path, many):
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma page_size = 4096")
        db.execute("create table t (x integer)")
        db.executemany("insert into t values (?)", [(at % 100 + 2,) for at in range(many)])
        db.commit()
    return path.read_bytes()


def test_every_row_of_every_leaf_page_is_read_the_first_and_the_last_page_included(tmp_path):
    raw = small_table(tmp_path / "t.db", 3_000)
    rows = [(key, values) for key, values in rescue_module._leaf_records(raw) if len(values) == 1]
    assert sorted(rows) == [(at + 1, (at % 100 + 2,)) for at in range(3_000)]
    schema = [values for _, values in rescue_module._leaf_records(raw[:PAGE])]
    assert schema == [(b"table", b"t", b"t", 2, b"CREATE TABLE t (x integer)")]


def test_a_page_that_claims_more_rows_than_it_can_hold_gives_those_it_has(tmp_path):
    raw = bytearray(small_table(tmp_path / "t.db", 300))
    raw[PAGE + 3 : PAGE + 5] = b"\xff\xff"
    found = list(rescue_module._leaf_records(bytes(raw)))
    assert {(at + 1, (at % 100 + 2,)) for at in range(300)} <= set(found)
    assert len(found) < 2 * PAGE


def test_a_file_cut_off_within_a_page_gives_the_pages_before(tmp_path):
    raw = small_table(tmp_path / "t.db", 300)
    assert len(raw) == 2 * PAGE
    assert len(list(rescue_module._leaf_records(raw[:-1]))) == 1


@pytest.mark.parametrize(
    ("kind", "part", "value"),
    [
        (0, b"", None), (7, b"\x3f\xf0\0\0\0\0\0\0", None), (8, b"", 0), (9, b"", 1),
        (1, b"\xff", -1), (4, b"\x7f\xff\xff\xff", 2**31 - 1), (12, b"", b""), (15, b"a", b"a"),
    ],
)  # fmt: skip
def test_a_value_is_read_by_its_kind(kind, part, value):
    assert rescue_module._value(kind, part) == value


@pytest.mark.parametrize(("kind", "value"), [(12, b""), (13, b""), (8, 0), (0, None)])
def test_a_record_of_one_value_without_bytes_is_read(kind, value):
    assert rescue_module._record(bytes([2, 7, 2, kind]), 0) == (7, (value,))


def test_a_chain_of_pages_that_leaves_the_file_is_no_record():
    before = bytes(2 * PAGE)
    for following, is_chain in ((0, False), (1, False), (2, True), (9, False), (2**32 - 1, False)):
        raw = before + b"x" * 908 + following.to_bytes(4, "big")  # of 5,000 bytes 908 stand here
        if is_chain:
            assert rescue_module._payload(raw, len(before), 5_000) == b"x" * 908 + bytes(4_092)
        else:
            with pytest.raises(ValueError, match=r"\d"):
                rescue_module._payload(raw, len(before), 5_000)
