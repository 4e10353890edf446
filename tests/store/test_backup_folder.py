"""The folder of backups by the file: names, order, leftovers, exactly what is kept, the keeper."""

import os
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from stored_reports import type_in

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft
from pingkou_gui.store import backups, database
from pingkou_gui.store.backups import (
    EVERY,
    FOLDER,
    KEPT_WHOLE,
    Backup,
    BackupKeeper,
    Reason,
    differences,
    kept_backups,
    list_backups,
    make_backup,
    open_backup,
    open_reports,
    restore_all,
    restore_report,
)
from pingkou_gui.store.database import DamagedDatabaseError
from pingkou_gui.store.reports import ReportStore

NOON = datetime(2024, 3, 15, 12).astimezone()


# -- names ------------------------------------------------------------------------------------


def test_a_backup_is_known_by_the_name_of_its_file_and_other_files_are_none(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir()
    ours = folder / "000012-20240315-093000-auto.db"
    for name in (
        ours.name, "000013-20240315-093000-later.db", "000014-20249915-093000-auto.db", "读我.txt",
        "000015-20240315-093000-auto.db.part", "15-20240315-093000-auto.db",
    ):  # fmt: skip
        (folder / name).write_bytes(b"123")
    moment = datetime(2024, 3, 15, 9, 30).astimezone()
    assert list_backups(tmp_path) == (Backup(ours, 12, moment, Reason.AUTO, 3),)


def test_backups_are_numbered_in_the_order_of_making_from_one_on(filled):
    for reason in (Reason.AUTO, Reason.MANUAL, Reason.CLOSE):
        make_backup(filled.path, reason)
    found = list_backups(filled.path.parent)
    assert [(each.number, each.reason) for each in found] == [
        (3, Reason.CLOSE),
        (2, Reason.MANUAL),
        (1, Reason.AUTO),
    ]


def test_a_new_folder_has_no_backup_and_opening_it_makes_none(tmp_path):
    open_reports(tmp_path / "新").close()
    assert list_backups(tmp_path / "新") == ()
    assert [path.name for path in (tmp_path / "新").iterdir()] == ["reports.db"]


@pytest.mark.parametrize(("age", "stays"), [(7200, False), (60, True), (-7200, False)])
def test_half_files_of_a_run_that_was_cut_off_are_removed_and_one_at_work_is_left(
    filled, age, stays
):
    folder = filled.path.parent / FOLDER
    folder.mkdir()
    part = folder / "000001-20240315-093000-auto.db.part"
    part.write_bytes(b"half")
    moment = time.time() - age
    os.utime(part, (moment, moment))
    make_backup(filled.path, Reason.AUTO)
    assert part.exists() == stays


# -- thinning ---------------------------------------------------------------------------------


def backup(number, made_at, reason=Reason.AUTO, size=1000):
    return Backup(Path(f"{number}.db"), number, made_at, reason, size)


def a_year_of_days():
    """A backup at noon of each of 400 days, the last one yesterday but one, the oldest first."""
    return [backup(1_000 + at, NOON - timedelta(days=402 - at)) for at in range(400)]


def test_of_days_weeks_and_months_exactly_the_last_ones_stay():
    kept = sorted(f"{each.made_at:%y%m%d}" for each in kept_backups(a_year_of_days(), NOON))
    days = [f"2403{day:02}" for day in range(1, 13)]
    sundays = ["240114", "240121", "240128", "240204", "240211", "240218", "240225"]
    months = ["230731", "230831", "230930", "231031", "231130", "231231", "240131", "240229"]
    assert kept == sorted([*days, *sundays, *months])


def test_two_days_are_whole_up_to_their_very_end():
    just, past = NOON - KEPT_WHOLE + timedelta(seconds=1), NOON - KEPT_WHOLE
    newer = [backup(9, NOON), backup(8, NOON - timedelta(hours=1))]
    later_that_day = backup(7, just + timedelta(hours=2))
    for moment, stays in ((just, True), (past, False)):
        old = backup(6, moment)
        assert (old in kept_backups([old, later_that_day, *newer], NOON)) == stays


def test_room_that_is_just_used_up_costs_no_backup(monkeypatch):
    found = [backup(at, NOON - timedelta(minutes=10) * (9 - at), size=10) for at in range(10)]
    monkeypatch.setattr(backups, "ROOM", 100)
    assert kept_backups(found, NOON) == set(found)
    monkeypatch.setattr(backups, "ROOM", 99)
    assert len(kept_backups(found, NOON)) == 3


@pytest.mark.parametrize("reason", Reason)
def test_however_old_the_last_two_before_something_that_changes_much_stay(reason):
    day = NOON - timedelta(days=500)
    old = [backup(at, day - timedelta(hours=5 - at), reason) for at in range(5)]
    kept = kept_backups([*old, backup(99, day), *a_year_of_days()], NOON)
    safe = reason in (Reason.UPGRADE, Reason.RESTORE, Reason.IMPORT)
    assert [each for each in old if each in kept] == (old[-2:] if safe else [])


def test_of_no_backups_none_are_kept():
    assert kept_backups([], NOON) == set()


# -- comparing --------------------------------------------------------------------------------


def compared(made, store):
    with_backup = open_backup(made.path)
    found = {each.report_id: each for each in differences(with_backup, store)}
    with_backup.close()
    return found


def test_values_and_lists_that_differ_are_counted_together(filled):
    made = make_backup(filled.path, Reason.AUTO)
    draft = Draft(filled.load(1).report)
    draft.type_in(Unit.name, "大福镇")
    draft.type_in(Project.name, "路灯", draft.add(Project))
    filled.save(1, draft.change, "改")
    assert compared(made, filled)[1].changed == 3


def test_what_is_the_same_and_what_cannot_be_read_is_told(filled, report_of):
    second = filled.create(Record(report_of(unit__name="大福镇"), ""))
    made = make_backup(filled.path, Reason.AUTO)
    type_in(filled, "柘溪镇", second)
    filled.file.connection.execute(
        "update field_values set value = '坏' where report_id = ?", [second]
    )
    found = compared(made, filled)
    assert (found[1].words, found[second].words) == ("与现在相同", "有一边读不出来")


def test_held_against_nothing_every_report_is_one_that_is_not_there_now(filled):
    made = make_backup(filled.path, Reason.AUTO)
    found = compared(made, None)
    assert [(each.words, each.title) for each in found.values()] == [("现在没有这份报告", "平口镇")]


def test_a_backup_without_a_name_of_ours_can_be_restored_from(filled, tmp_path):
    copy = make_backup(filled.path, Reason.AUTO).path.replace(tmp_path / "拷来的.db")
    type_in(filled, "大福镇")
    added = restore_report(filled, copy, 1)
    assert filled.load(added).report[Unit.name.at()] == "平口镇"
    assert [each.name for each in filled.summaries() if each.id == added] == ["备份"]


def test_a_backup_that_is_not_there_is_told(filled):
    with pytest.raises(StorageError, match="没有找到备份"):
        open_backup(filled.path.parent / FOLDER / "没有.db")


def test_reports_in_memory_are_restored_without_a_backup_of_them(filled, report_of):
    made = make_backup(filled.path, Reason.AUTO)
    memory = ReportStore(None)
    memory.create(Record(report_of(unit__name="大福镇"), ""))
    assert restore_all(memory, made.path) is None
    assert [each.unit for each in memory.summaries()] == ["平口镇"]
    memory.close()


# -- the keeper -------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    moment = [1_000.0]
    monkeypatch.setattr(backups.time, "monotonic", lambda: moment[0])
    return moment


def test_a_backup_is_due_ten_minutes_after_the_last_one_and_not_before(filled, clock):
    keeper = BackupKeeper(filled)
    assert keeper.is_due
    assert keeper.make_now(Reason.AUTO)
    assert not keeper.is_due  # nothing changed since
    type_in(filled, "大福镇")
    clock[0] += EVERY.total_seconds() - 1
    assert not keeper.is_due
    clock[0] += 1
    assert keeper.is_due


def test_nothing_is_due_where_nothing_changed_or_nothing_can_be_written(
    filled, monkeypatch, report_of
):
    filled.close()
    again = ReportStore(filled.path)
    assert not BackupKeeper(again).is_due
    again.close()
    monkeypatch.setattr(database, "_is_writable", lambda _: False)
    reading = ReportStore(filled.path)
    reading.changes_made = 1
    assert not BackupKeeper(reading).is_due
    reading.close()
    memory = ReportStore(None)
    memory.create(Record(report_of(unit__name="平口镇"), ""))
    keeper = BackupKeeper(memory)
    assert not keeper.is_due
    keeper.check()
    assert not keeper.is_busy
    memory.close()


def test_while_one_backup_is_made_no_second_one_is_begun(filled, monkeypatch):
    begun, go_on = [], threading.Event()

    def slowly(*_, **__):
        begun.append(1)
        go_on.wait()

    monkeypatch.setattr(backups, "make_backup", slowly)
    monkeypatch.setattr(backups, "EVERY", timedelta(0))
    keeper = BackupKeeper(filled)
    keeper.tick()
    assert keeper.is_busy
    keeper.tick()
    keeper.check()
    go_on.set()
    keeper.wait()
    assert not keeper.is_busy
    assert begun == [1]


def test_a_restored_state_is_backed_up_again(filled):
    keeper = BackupKeeper(filled)
    keeper.make_now(Reason.AUTO)
    restore_all(filled, list_backups(filled.path.parent)[0].path)
    keeper.make_now(Reason.CLOSE)
    assert [each.reason for each in list_backups(filled.path.parent)] == [
        Reason.CLOSE,
        Reason.RESTORE,
        Reason.AUTO,
    ]


def test_a_second_place_that_is_gone_is_remembered_until_it_is_back(filled, tmp_path):
    stick = tmp_path / "U盘"
    keeper = BackupKeeper(filled, second=lambda: stick)
    assert not keeper.make_now(Reason.CLOSE)
    assert "U盘" in keeper.trouble.happened
    stick.mkdir()
    type_in(filled, "大福镇")
    assert keeper.make_now(Reason.CLOSE)
    assert keeper.trouble is None
    assert len(list(stick.iterdir())) == 1


def test_a_look_in_the_background_names_the_reports_that_are_damaged(filled, report_of):
    second = filled.create(Record(report_of(unit__name="大福镇"), ""))
    told = []
    keeper = BackupKeeper(filled, damaged=told.append)
    keeper.check()
    keeper.wait()
    assert told == []
    filled.file.connection.execute(
        "update field_values set value = '坏' where report_id = ?", [second]
    )
    keeper.check()
    keeper.wait()
    assert [type(error) for error in told] == [DamagedDatabaseError]
    assert {each.id: each.damaged for each in filled.summaries()} == {1: False, second: True}


def test_a_look_at_a_file_that_is_gone_says_nothing(filled):
    told = []
    keeper = BackupKeeper(filled, damaged=told.append)
    filled.path.unlink()
    keeper.check()
    keeper.wait()
    assert told == []
