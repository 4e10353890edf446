"""What can be read of a damaged database is brought into a new one; what was lost is told."""

import random
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import Record, from_json, to_json
from pingkou_gui.report.report import Draft
from pingkou_gui.store import rescue as rescue_module
from pingkou_gui.store.backups import open_reports
from pingkou_gui.store.database import find_damage
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.store.rescue import recover, rescue

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A database with three reports and a history; its bytes and what it holds."""
    path = tmp_path_factory.mktemp("whole") / "reports.db"
    store = ReportStore(path)
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    for _ in range(3):
        rid = store.create(record)
        draft = Draft(store.load(rid).report)
        draft.type_in(Basic.wages.this, "123.45")
        store.save(rid, draft.change, "改")
    held = {s.id: to_json(store.load(s.id)) for s in store.summaries()}
    store.close()
    return path.read_bytes(), held


def values(held):
    import json

    return {
        rid: {tuple(e[:3]): e[3] for e in json.loads(text)["entries"]} for rid, text in held.items()
    }


def recovered(folder):
    result = recover(folder)
    store = open_reports(folder)
    assert find_damage(store.file.connection) == ()
    held = {s.id: to_json(store.load(s.id)) for s in store.summaries()}
    store.close()
    return result, held


def test_a_sound_database_comes_out_as_it_went_in(tmp_path, whole):
    content, held = whole
    (tmp_path / "reports.db").write_bytes(content)
    result, found = recovered(tmp_path)
    assert found == held
    assert result.lost == ()
    assert result.set_aside.read_bytes() == content


def test_a_damaged_index_loses_nothing(tmp_path, whole):
    content, held = whole
    path = tmp_path / "reports.db"
    path.write_bytes(content)
    with sqlite3.connect(path) as db:
        name = "sqlite_autoindex_field_values_1"
        root = db.execute("select rootpage from sqlite_master where name = ?", [name]).fetchone()[0]
    db.close()
    path.write_bytes(content[: (root - 1) * PAGE] + bytes(PAGE) + content[root * PAGE :])
    result, found = recovered(tmp_path)
    assert found == held
    assert result.lost == ()


def test_a_first_page_that_is_gone_loses_no_value(tmp_path, whole):
    content, held = whole
    (tmp_path / "reports.db").write_bytes(bytes(PAGE) + content[PAGE:])
    _, found = recovered(tmp_path)
    assert values(found) == values(held)


def test_values_are_found_though_the_page_that_leads_to_theirs_is_gone(tmp_path, whole):
    """One table is broken and the others are not; what lies on its leaf pages says whose it is."""
    content, held = whole
    path = tmp_path / "reports.db"
    path.write_bytes(content)
    with sqlite3.connect(path) as db:
        sql = "select rootpage from sqlite_master where name = 'field_values'"
        root = db.execute(sql).fetchone()[0]
    db.close()
    path.write_bytes(content[: (root - 1) * PAGE] + bytes(PAGE) + content[root * PAGE :])
    result, found = recovered(tmp_path)
    assert found == held
    assert result.lost == ()


def test_a_changed_value_is_left_out_and_named(tmp_path, whole):
    content, held = whole
    path = tmp_path / "reports.db"
    path.write_bytes(content)
    with sqlite3.connect(path) as db:
        db.execute(
            "update field_values set value = '923.45' where report_id = 2 and section = ? and"
            " field = ?",
            [Basic.key, Basic.wages.this.name],
        )
        db.execute("update report_totals set total = total where report_id = 2")
    db.close()
    result, found = recovered(tmp_path)
    place = (Basic.key, 0, Basic.wages.this.name)
    lost = [rid for rid in held if place not in values(found)[rid]]
    assert len(lost) == 1
    assert any(Basic.wages.this.label in line and "923.45" in line for line in result.lost)
    assert result.set_aside.with_suffix(".txt").is_file()


def test_a_row_whose_field_is_garbage_is_counted_and_its_garbage_is_not_shown(tmp_path, whole):
    path = tmp_path / "reports.db"
    path.write_bytes(whole[0])
    with sqlite3.connect(path) as db:
        place = [Basic.key, Basic.wages.this.name]
        db.execute(
            "update field_values set field = ?, value = ? where report_id = 2 and section = ? and"
            " field = ?",
            ["\x01\x02", "\x03\x04", *place],
        )
        db.execute(
            "update field_values set value = ? where report_id = 3 and section = ? and field = ?",
            ["\x05", *place],
        )
    db.close()
    result, _ = recovered(tmp_path)
    assert all(line.isprintable() for line in result.lost)
    assert any("有 1 处没有读出" in line for line in result.lost)
    assert any(line.endswith(f"的“{Basic.wages.this.label}”没有读出") for line in result.lost)


def test_a_truncated_file_says_how_much_is_missing(tmp_path, whole):
    content, held = whole
    (tmp_path / "reports.db").write_bytes(content[: len(content) * 3 // 4])
    result, found = recovered(tmp_path)
    assert result.lost
    for rid, before in values(held).items():
        after = values(found).get(rid, {})
        assert after.items() <= before.items()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_damaged_nothing_wrong_comes_out(tmp_path, whole, seed):
    content, held = whole
    dice, data = random.Random(seed), bytearray(content)
    at = dice.randrange(len(data))
    kind = seed % 3
    if kind == 0:
        for _ in range(16):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif kind == 1:
        data[at : at + PAGE] = bytes(len(data[at : at + PAGE]))
    else:
        data[at : at + 20_000] = dice.randbytes(len(data[at : at + 20_000]))
    (tmp_path / "reports.db").write_bytes(data)
    _, found = recovered(tmp_path)
    for rid, after in values(found).items():
        assert after.items() <= values(held).get(rid, {}).items()


def test_rows_whose_places_were_lost_stand_at_the_end(tmp_path, report_of):
    path = tmp_path / "reports.db"
    store = ReportStore(path)
    store.create(Record(report_of(project=[{"name": "甲"}, {"name": "乙"}]), ""))
    store.file.connection.execute("update report_rows set position = 7 where row = 1")
    store.close()
    recover(tmp_path)
    again = ReportStore(path)
    report = again.load(1).report
    assert [report[Project.name.at(r)] for r in report.rows(Project.key)] == ["甲", "乙"] or [
        report[Project.name.at(r)] for r in report.rows(Project.key)
    ] == ["乙", "甲"]
    again.close()


def test_a_damaged_scheme_costs_the_scheme_and_not_the_report(tmp_path, report_of):
    path = tmp_path / "reports.db"
    store = ReportStore(path)
    store.create(Record(report_of(unit__name="平口镇"), "方案的文字"))
    store.file.connection.execute("update reports set scheme = '坏了'")
    store.close()
    result = recover(tmp_path)
    again = ReportStore(path)
    assert again.load(1).report[Unit.name.at()] == "平口镇"
    assert any("方案" in line for line in result.lost)
    again.close()


def test_the_damaged_file_itself_is_left_as_it_is(tmp_path, whole):
    damaged = tmp_path / "reports.db"
    damaged.write_bytes(whole[0][:50_000])
    rescue(damaged, tmp_path / "new.db")
    assert damaged.read_bytes() == whole[0][:50_000]
    assert {path.name for path in tmp_path.iterdir()} == {"reports.db", "new.db"}


def stepped(path, report_of):
    """A report with three steps of the history."""
    store = ReportStore(path)
    store.create(Record(report_of(unit__name="平口镇"), ""))
    for text in "123":
        draft = Draft(store.load(1).report)
        draft.type_in(Basic.wages.this, text)
        store.save(1, draft.change, f"改成{text}")
    return store


def steps_back(path):
    """What can be taken back one after the other."""
    store, found = ReportStore(path), []
    while step := store.last_step(1):
        found.append(step.label)
        store.undo(1, step)
    store.close()
    return found


def test_a_sound_history_is_kept_whole(tmp_path, report_of):
    stepped(tmp_path / "reports.db", report_of).close()
    assert recover(tmp_path).lost == ()
    assert steps_back(tmp_path / "reports.db") == ["改成3", "改成2", "改成1"]


@pytest.mark.parametrize(("steps", "kept"), [("2", ["改成3"]), ("12", ["改成3"]), ("13", [])])
def test_damaged_steps_cost_those_before_the_last_of_them_and_none_behind_it(
    tmp_path, report_of, steps, kept
):
    store = stepped(tmp_path / "reports.db", report_of)
    for step in steps:
        sql = "update history set label = '别的' where label = ?"
        store.file.connection.execute(sql, [f"改成{step}"])
    store.close()
    assert any("撤销" in line for line in recover(tmp_path).lost)
    assert steps_back(tmp_path / "reports.db") == kept


def test_steps_of_a_report_that_is_not_there_are_left_out(tmp_path, report_of):
    store = stepped(tmp_path / "reports.db", report_of)
    store.file.connection.execute("pragma foreign_keys = off")
    store.file.connection.execute("update history set report_id = 9")
    store.file.connection.execute(
        "update history set crc = row_crc(id, report_id, label, change, undone, made_at)"
    )
    store.close()
    recover(tmp_path)
    again = ReportStore(tmp_path / "reports.db")
    assert list(again.file.rows("select * from history")) == []
    again.close()


# -- the file format of SQLite ----------------------------------------------------------------


def test_records_of_every_length_are_read_as_sqlite_reads_them(tmp_path):
    lengths = [*range(0, 300, 37), *range(4_030, 4_080), *range(8_130, 8_160), 20_000, 100_000]
    numbers = [None, 0, 1, -1, 127, -128, 32_767, -32_768, 2**23 - 1, -(2**23), 2**31 - 1, -(2**31)]
    numbers += [2**47 - 1, -(2**47), 2**63 - 1, -(2**63)]
    rows = {}
    with closing(sqlite3.connect(tmp_path / "t.db")) as db:
        db.execute("pragma page_size = 4096")
        db.execute("create table t (word text, number integer, bits blob)")
        for at, length in enumerate(lengths):
            key = (1_000 + at, 2**40 + at, 2**60 + at)[at % 3]
            rows[key] = (
                "平" * (length // 3) + "x" * (length % 3),
                numbers[at % len(numbers)],
                b"\0\1",
            )
            db.execute(
                "insert into t (rowid, word, number, bits) values (?, ?, ?, ?)", [key, *rows[key]]
            )
        db.commit()
    raw = (tmp_path / "t.db").read_bytes()
    found = {key: values for key, values in rescue_module._leaf_records(raw) if key in rows}
    assert found == {key: (word.encode(), *rest) for key, (word, *rest) in rows.items()}


def varint(number):
    """A number of 64 bits as SQLite writes it."""
    if number >> 56:
        return bytes(
            [*(((number >> 8) >> 7 * at) & 0x7F | 0x80 for at in range(7, -1, -1)), number & 0xFF]
        )
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))


@given(st.integers(0, 2**64 - 1), st.binary(max_size=3))
def test_a_number_of_any_length_is_read_and_what_follows_it_begins_behind_it(number, before):
    written = varint(number)
    assert rescue_module._varint(before + written + b"\x05", len(before)) == (
        number,
        len(before) + len(written),
    )


@pytest.mark.parametrize("size", [0, 2**40])
def test_a_cell_of_an_impossible_length_is_no_record(size):
    with pytest.raises((ValueError, IndexError)):
        rescue_module._record(varint(size) + varint(1) + b"\x02\x09", 0)
