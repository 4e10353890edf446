"""The open database put back where its file vanished, or kept beside the file that replaced it."""

import shutil

import pytest
from stored_reports import type_in

from pingkou_gui.errors import StorageError
from pingkou_gui.report.json_format import Record
from pingkou_gui.store import backups
from pingkou_gui.store.backups import keep_both, put_back
from pingkou_gui.store.database import DamagedDatabaseError
from pingkou_gui.store.reports import ReportStore


def units(store):
    return {each.id: each.unit for each in store.summaries()}


def names(folder):
    return {path.name for path in folder.iterdir()}


def other_computer(store, tmp_path):
    """A copy of the open file in which another computer goes on; it replaces the open one."""
    copy = tmp_path / "other.db"
    shutil.copyfile(store.path, copy)
    return ReportStore(copy)


def replaced_by(other, store):
    other.close()
    other.path.replace(store.path)


# -- put back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("whole_folder", [True, False])
def test_what_vanished_is_put_back_with_its_history(tmp_path, report_of, whole_folder):
    folder = tmp_path / "数据"
    store = ReportStore(folder / "reports.db")
    store.create(Record(report_of(unit__name="平口镇"), ""))
    type_in(store, "大福镇")
    shutil.rmtree(folder) if whole_folder else store.path.unlink()
    again = put_back(store)
    assert units(again) == {1: "大福镇"}
    again.undo(1, again.last_step(1))  # and is written to
    assert units(again) == {1: "平口镇"}
    assert names(folder) == {"reports.db"}
    again.close()


def test_a_half_file_of_an_attempt_before_is_in_nobodys_way(filled):
    filled.path.unlink()
    part = filled.path.with_name(f"reports.db{backups._PART}")
    part.write_bytes(b"x" * 100_000)
    again = put_back(filled)
    assert units(again) == {1: "平口镇"}
    assert names(again.path.parent) == {"reports.db"}
    again.close()


def test_a_file_that_came_back_meanwhile_is_not_replaced(filled):
    filled.path.unlink()
    filled.path.write_bytes(b"another's")
    with pytest.raises(StorageError, match="又在那里了"):
        put_back(filled)
    assert filled.path.read_bytes() == b"another's"
    assert names(filled.path.parent) == {"reports.db"}
    assert units(filled) == {1: "平口镇"}  # still open


def test_what_is_damaged_is_not_put_back(filled):
    filled.file.connection.execute("update field_values set value = '平口乡'")
    filled.path.unlink()
    with pytest.raises(DamagedDatabaseError):
        put_back(filled)
    assert names(filled.path.parent) == set()


def test_reports_without_a_file_need_no_place():
    store = ReportStore(None)
    assert put_back(store) is store
    assert keep_both(store, 7, None) == (store, 7)
    store.close()


# -- both kept --------------------------------------------------------------------------------


def test_what_only_the_open_file_held_comes_beside_the_reports_of_the_new_one(filled, tmp_path):
    other = other_computer(filled, tmp_path)
    type_in(other, "柘溪镇")
    type_in(filled, "大福镇")
    type_in(filled, "东坪镇")
    replaced_by(other, filled)
    both, in_hand = keep_both(filled, 1, filled.load(1))
    assert units(both) == {1: "柘溪镇", 2: "东坪镇"}
    assert in_hand == 2
    assert both.summaries()[0].name.startswith("本机 ")
    both.undo(2, both.last_step(2))
    assert units(both)[2] == "大福镇"
    both.close()


def test_a_report_that_is_the_same_in_both_is_there_once(filled, tmp_path, report_of):
    other = other_computer(filled, tmp_path)
    other.create(Record(report_of(unit__name="新镇"), ""))
    replaced_by(other, filled)
    both, in_hand = keep_both(filled, 1, filled.load(1))
    assert units(both) == {1: "平口镇", 2: "新镇"}
    assert in_hand == 1
    both.close()


def test_a_report_that_only_the_open_file_had_is_added_and_stays_in_hand(
    filled, tmp_path, report_of
):
    other = other_computer(filled, tmp_path)
    mine = filled.create(Record(report_of(unit__name="我的"), ""))
    replaced_by(other, filled)
    both, in_hand = keep_both(filled, mine, None)
    assert units(both) == {1: "平口镇", in_hand: "我的"}
    both.close()


def test_of_two_reports_the_one_in_hand_is_found_again(filled, tmp_path, report_of):
    other = other_computer(filled, tmp_path)
    second = filled.create(Record(report_of(unit__name="乙镇"), ""))
    filled.create(Record(report_of(unit__name="丙镇"), ""))
    replaced_by(other, filled)
    both, in_hand = keep_both(filled, second, filled.load(second))
    assert units(both)[in_hand] == "乙镇"
    assert sorted(units(both).values()) == ["丙镇", "乙镇", "平口镇"]
    both.close()


@pytest.mark.parametrize("same", [True, False])
def test_of_a_file_changed_in_place_only_the_report_in_hand_is_left(
    filled, tmp_path, report_of, same
):
    record = filled.load(1)
    if not same:
        record = Record(report_of(unit__name="大福镇"), "方案")
    other = other_computer(filled, tmp_path)
    other.create(Record(report_of(unit__name="新镇"), ""))
    other.close()
    filled.path.write_bytes(other.path.read_bytes())
    both, in_hand = keep_both(filled, 1, record)
    found = units(both)
    assert found[1] == "平口镇"
    assert found[in_hand] == ("平口镇" if same else "大福镇")
    assert len(found) == (2 if same else 3)
    both.close()


def test_with_no_report_in_hand_none_is_added(filled, tmp_path):
    other = other_computer(filled, tmp_path)
    replaced_by(other, filled)
    both, in_hand = keep_both(filled, 0, None)
    assert (units(both), in_hand) == ({1: "平口镇"}, None)
    both.close()


def test_where_the_new_file_cannot_be_used_the_open_one_stays_open(filled):
    filled.path.unlink()
    filled.path.write_bytes(b"broken" * 1000)
    with pytest.raises(StorageError):
        keep_both(filled, 1, filled.load(1))
    assert units(filled) == {1: "平口镇"}
