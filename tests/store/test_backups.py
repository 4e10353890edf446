"""Backups: verified before they count, thinned, listed, compared, restored, undone."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored_reports import type_in

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.json_format import Record
from pingkou_gui.store import backups
from pingkou_gui.store.backups import (
    Backup,
    BackupKeeper,
    LostDatabaseError,
    Reason,
    backup_with_more,
    differences,
    install_backup,
    kept_backups,
    list_backups,
    make_backup,
    open_backup,
    open_reports,
    restore_all,
    restore_report,
    write_backup,
)
from pingkou_gui.store.database import DamagedDatabaseError

NOON = datetime(2024, 3, 15, 12).astimezone()


def unit(store, rid=1):
    return store.load(rid).report[Unit.name.at()]


def flip(path, old, new):
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def backup(number, made_at, reason=Reason.AUTO, size=1000):
    return Backup(Path(f"{number}.db"), number, made_at, reason, size)


def test_a_backup_holds_all_there_is_and_only_its_user_can_read_it(filled):
    made = make_backup(filled.path, Reason.MANUAL)
    copy = open_backup(made.path)
    assert unit(copy) == "平口镇"
    copy.close()
    assert list_backups(filled.path.parent) == (made,)
    assert made.path.stat().st_mode & 0o077 == 0
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_a_damaged_database_makes_no_backup_and_replaces_none(filled):
    good = make_backup(filled.path, Reason.AUTO)
    filled.close()
    flip(filled.path, "平口镇".encode(), "平口乡".encode())
    with pytest.raises(DamagedDatabaseError):
        make_backup(filled.path, Reason.AUTO)
    assert list_backups(filled.path.parent) == (good,)


def test_a_backup_that_cannot_be_written_leaves_nothing(filled, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_flush", full)
    with pytest.raises(StorageError):
        write_backup(filled.path, filled.path.with_name("copy.db"))
    assert {path.name for path in filled.path.parent.iterdir()} == {"reports.db"}


def test_a_second_place_gets_the_same_backup_and_its_absence_does_not_lose_the_first(
    filled, tmp_path
):
    stick = tmp_path / "U盘"
    stick.mkdir()
    made = make_backup(filled.path, Reason.AUTO, second=stick)
    assert (stick / made.path.name).read_bytes() == made.path.read_bytes()
    stick.rename(tmp_path / "拔掉了")
    with pytest.raises(StorageError, match="已经做好"):
        make_backup(filled.path, Reason.AUTO, second=stick)
    assert len(list_backups(filled.path.parent)) == 2


def test_restoring_all_can_itself_be_taken_back(filled):
    made = make_backup(filled.path, Reason.AUTO)
    type_in(filled, "大福镇")
    before = restore_all(filled, made.path)
    assert unit(filled) == "平口镇"
    type_in(filled, "柘溪镇")  # goes on being saved in the same file
    restore_all(filled, before.path)
    assert unit(filled) == "大福镇"


def test_one_report_comes_back_beside_the_others(filled):
    made = make_backup(filled.path, Reason.AUTO)
    type_in(filled, "大福镇")
    copy = restore_report(filled, made.path, 1)
    assert (unit(filled), unit(filled, copy)) == ("大福镇", "平口镇")
    assert [s.name for s in filled.summaries() if s.id == copy] == [
        f"备份 {made.made_at:%Y-%m-%d %H:%M}"
    ]


def test_a_damaged_backup_is_refused_and_changes_nothing(filled):
    made = make_backup(filled.path, Reason.AUTO)
    flip(made.path, "平口镇".encode(), "平口乡".encode())
    type_in(filled, "大福镇")
    with pytest.raises(DamagedDatabaseError):
        restore_all(filled, made.path)
    assert unit(filled) == "大福镇"


def test_what_differs_from_now_is_told_report_by_report(filled, report_of):
    gone = filled.create(Record(report_of(unit__name="旧"), ""))
    made = make_backup(filled.path, Reason.AUTO)
    filled.purge(gone)
    type_in(filled, "大福镇")
    new = filled.create(Record(report_of(unit__name="新"), ""))
    new = filled.create(Record(report_of(unit__name="新新"), "")) if new == gone else new
    copy = open_backup(made.path)
    words = {each.report_id: each.words for each in differences(copy, filled)}
    copy.close()
    assert words[1] == "有 1 处不同"
    assert words[new] == "备份以后新建的"


def test_the_last_backup_that_can_be_read_is_named_where_it_holds_more(filled):
    folder = filled.path.parent
    first, last = (make_backup(filled.path, Reason.AUTO) for _ in range(2))
    with closing(open_backup(first.path)) as held:
        many = held.count_values()
    assert many > 0
    assert backup_with_more(folder, many) is None
    assert backup_with_more(folder, many - 1) == (last, many)
    last.path.write_bytes(b"x" * 9_000)
    assert backup_with_more(folder, many - 1)[0].number == first.number


def test_a_missing_database_is_not_silently_begun_anew(filled):
    folder = filled.path.parent
    made = make_backup(filled.path, Reason.AUTO)
    filled.close()
    filled.path.unlink()
    with pytest.raises(LostDatabaseError):
        open_reports(folder)
    install_backup(folder, made.path)
    again = open_reports(folder)
    assert unit(again) == "平口镇"
    again.close()


def test_the_keeper_makes_one_backup_of_many_changes_and_none_without_any(filled, monkeypatch):
    keeper = BackupKeeper(filled)
    keeper.tick()
    keeper.wait()
    type_in(filled, "大福镇")
    keeper.tick()  # ten minutes have not gone by
    keeper.wait()
    assert len(list_backups(filled.path.parent)) == 1
    assert keeper.make_now(Reason.CLOSE)
    assert keeper.make_now(Reason.CLOSE)
    assert [each.reason for each in list_backups(filled.path.parent)] == [Reason.CLOSE, Reason.AUTO]


def test_the_keeper_tells_of_damage_and_makes_no_backup(filled):
    told = []
    keeper = BackupKeeper(filled, damaged=told.append)
    with sqlite3.connect(filled.path) as db:
        db.execute("update field_values set value = '乱' where field = 'name'")
    db.close()
    assert not keeper.make_now(Reason.AUTO)
    assert [type(error) for error in told] == [DamagedDatabaseError]
    assert list_backups(filled.path.parent) == ()


def test_the_keeper_makes_no_backup_of_a_file_that_took_the_place_of_the_open_one(filled):
    keeper = BackupKeeper(filled)
    type_in(filled, "大福镇")
    content = filled.path.read_bytes()
    filled.path.unlink()
    filled.path.write_bytes(content)
    keeper.make_now(Reason.CLOSE)
    assert list_backups(filled.path.parent) == ()


# -- thinning ---------------------------------------------------------------------------------


def test_of_a_year_there_stay_two_days_whole_then_days_weeks_and_months():
    found = [backup(at, NOON - timedelta(hours=6) * (2000 - at)) for at in range(2001)]
    kept = sorted(NOON - each.made_at for each in kept_backups(found, NOON))
    assert sum(age < timedelta(days=2) for age in kept) == 8
    assert 8 + 10 <= len(kept) <= 8 + 12 + 10 + 9
    assert kept[-1] > timedelta(days=210)


def test_a_clock_that_ran_ahead_once_removes_nothing_of_the_days_before():
    found = [backup(at, NOON - timedelta(days=12 - at)) for at in range(12)]
    ahead = backup(12, NOON + timedelta(days=4000))
    assert kept_backups([*found, ahead], NOON) >= {ahead, *found[1:]}


def test_where_two_days_take_too_much_room_one_an_hour_is_kept():
    found = [backup(at, NOON - timedelta(minutes=10) * (100 - at), size=10**7) for at in range(101)]
    assert 17 <= len(kept_backups(found, NOON)) <= 19


@given(
    st.lists(
        st.tuples(st.integers(0, 400 * 24 * 60), st.sampled_from(Reason)), min_size=1, max_size=80
    )
)
def test_the_last_one_made_always_stays_and_thinning_again_removes_nothing(made):
    found = [backup(at, NOON - timedelta(minutes=age), why) for at, (age, why) in enumerate(made)]
    kept = kept_backups(found, NOON)
    assert found[-1] in kept
    assert kept_backups(kept, NOON) == kept
