"""Killed at any moment, damaged in any way: nothing acknowledged is lost, nothing wrong is shown.

The short form runs with every test; `-m long` does 1,000 kills and 200 damages.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing, suppress

import pytest

from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import from_json, to_json
from pingkou_gui.report.report import Draft
from pingkou_gui.store.backups import (
    FOLDER,
    Reason,
    install_backup,
    list_backups,
    make_backup,
    open_backup,
    open_reports,
    restore_all,
)
from pingkou_gui.store.database import find_damage
from pingkou_gui.store.rescue import recover, set_aside

PAGE = 4096
WAGES = Basic.wages.this
fork_only = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill processes fast")


def sample():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


# -- kills ------------------------------------------------------------------------------------


def work(folder, told, seed):
    """Type, import, export, back up and restore for ever; say each value before and after."""
    dice = random.Random(seed)
    store = open_reports(folder)
    rid = store.summaries()[0].id
    number = int(store.load(rid).report[WAGES.at()] or 0)
    while True:
        kind = dice.choice(["type"] * 6 + ["import", "export", "backup", "restore", "undo"])
        if kind == "backup":
            make_backup(store.path, Reason.AUTO)
        elif kind == "export":
            report = to_json(store.load(rid)).encode()
            write_safely(folder.parent / "报告.json", report)
        elif kind == "restore":
            known = list_backups(folder)
            if not known:
                continue
            made = dice.choice(known)
            with closing(open_backup(made.path)) as backup:
                there = backup.load(rid).report[WAGES.at()]
            os.write(told, f"w {int(there)}\n".encode())
            restore_all(store, made.path)
            os.write(told, f"v {int(there)}\n".encode())
            number = max(number, int(there))
        else:
            number += 1
            report = store.load(rid).report
            draft = Draft(report, first_free_row=store.next_row(rid))
            draft.type_in(WAGES, str(number))
            if kind == "import":
                row = draft.add(Project)
                draft.type_in(Project.name, "路" * dice.randrange(1, 3000), row)
            os.write(told, f"w {number}\n".encode())
            store.save(rid, draft.change, "改")
            if kind == "undo":
                store.undo(rid, store.last_step(rid))
                store.redo(rid, store.next_step(rid))
            os.write(told, f"v {number}\n".encode())


def killed_after(folder, seconds, seed):
    """Let a process work and kill it; return what it said."""
    ear, told = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        os.close(ear)
        with suppress(BaseException):
            work(folder, told, seed)
        os._exit(1)
    os.close(told)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(ear, encoding="utf-8") as file:
        words = file.read()
    assert os.WIFSIGNALED(status), "the work ended by itself"
    return [line.split(" ") for line in words.splitlines() if " " in line]


def kills(folder, many, seed):
    """Kill many times; hold what is there against what was said."""
    data, dice = folder / "数据", random.Random(seed)
    store = open_reports(data)
    rid = store.create(sample())
    store.close()
    expected = {str(int(sample().report[WAGES.at()]))}
    acknowledged = 0
    for at in range(many):
        said = killed_after(data, dice.uniform(0.01, 0.3), seed * 100_000 + at)
        acknowledged += sum(word == "v" for word, _ in said)
        for word, number in said:  # after a kill what was begun may have come to be, or not
            expected = {number} if word == "v" else {*expected, number}
        store = open_reports(data)
        assert find_damage(store.file.connection) == ()
        found = str(int(store.load(rid).report[WAGES.at()]))
        assert found in expected, (at, found, expected)
        expected = {found}
        store.close()
        if (folder / "报告.json").exists():
            assert from_json((folder / "报告.json").read_text("utf-8"))
        for each in list_backups(data):
            open_backup(each.path).close()
        if at % 50 == 49:
            shutil.rmtree(data / FOLDER, ignore_errors=True)
    return acknowledged


@fork_only
@pytest.mark.filterwarnings("ignore:This process")
def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path):
    assert kills(tmp_path, 12, 1)


@fork_only
@pytest.mark.long
@pytest.mark.filterwarnings("ignore:This process")
def test_nothing_acknowledged_is_lost_by_a_thousand_kills(tmp_path, capsys):
    acknowledged = kills(tmp_path, 1_000, 2)
    with capsys.disabled():
        sys.stdout.write(f"1,000 kills, {acknowledged} acknowledged edits, none lost\n")


# -- damages ----------------------------------------------------------------------------------


def grown(folder):
    """A data folder with three reports, a history and a backup; what it holds by report."""
    store = open_reports(folder)
    for number in range(3):
        rid = store.create(sample())
        draft = Draft(store.load(rid).report)
        draft.type_in(Unit.name, f"第{number}镇")
        store.save(rid, draft.change, "改")
    held = contents(store)
    store.close()
    make_backup(folder / "reports.db", Reason.AUTO)
    return held


def contents(store):
    return {s.id: values(to_json(store.load(s.id))) for s in store.summaries()}


def values(text):
    return {tuple(entry[:3]): entry[3] for entry in json.loads(text)["entries"]}


def flip(data, dice):
    for _ in range(dice.choice([1, 4, 16])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def truncate(data, dice):
    del data[dice.randrange(len(data)) :]


def zero_page(data, dice):
    at = dice.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def scramble(data, dice):
    at = dice.randrange(len(data))
    data[at : at + 9_000] = dice.randbytes(len(data[at : at + 9_000]))


def grow(data, dice):
    data += dice.randbytes(dice.randrange(1, 9_000))


def empty(data, _):
    data.clear()


BYTES = (flip, flip, truncate, zero_page, scramble, grow, empty)


def foreign_journal(folder, dice):
    """A journal that another database left."""
    other = folder / "other.db"
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("create table t (x)")
        db.execute("insert into t values (zeroblob(9000))")
        db.execute("begin immediate")
        db.execute("update t set x = zeroblob(20000)")
        db.execute("pragma cache_size = 1")
        journal = folder / "other.db-journal"
        content = journal.read_bytes() if journal.exists() else dice.randbytes(9_000)
    (folder / "reports.db-journal").write_bytes(content)
    other.unlink()


def foreign_log(folder, dice):
    (folder / "reports.db-wal").write_bytes(dice.randbytes(20_000))


def lost_file(folder, _):
    (folder / "reports.db").unlink()


def replaced_file(folder, _):
    (folder / "reports.db").write_bytes((folder.parent / "before.db").read_bytes())


BESIDE = (foreign_journal, foreign_log, lost_file, replaced_file)


def damage(folder, seed):
    dice = random.Random(seed)
    way = (BYTES + BESIDE)[seed % (len(BYTES) + len(BESIDE))]
    if way in BESIDE:
        way(folder, dice)
        return way.__name__
    path = folder / "reports.db"
    data = bytearray(path.read_bytes())
    way(data, dice)
    path.write_bytes(data)
    return way.__name__


def opened(folder, held):
    """Return whether the data open and hold just what they held; nothing wrong may be shown."""
    try:
        store = open_reports(folder)
    except KnownError:
        return False
    try:
        return contents(store) == held
    except KnownError:
        return False
    finally:
        store.close()


def damages(base, seeds):
    """Damage copies of a data folder; return how many were harmless, rescued and restored."""
    whole = base / "whole"
    held = grown(whole)
    shutil.copyfile(whole / "reports.db", base / "before.db")
    counts = {"harmless": 0, "rescued whole": 0, "rescued in part": 0, "restored": 0}
    for seed in seeds:
        folder = base / f"d{seed}"
        shutil.copytree(whole, folder)
        way = damage(folder, seed)
        if opened(folder, held):
            counts["harmless"] += 1
        else:
            counts[mended(folder, held, way)] += 1
        shutil.rmtree(folder)
    return counts


def mended(folder, held, way):
    path = folder / "reports.db"
    there_before = path.exists()
    if there_before:
        done = recover(folder)
        store = open_reports(folder)
        found = contents(store)
        assert find_damage(store.file.connection) == (), way
        store.close()
        for rid, there in found.items():
            assert there.items() <= held[rid].items(), way
        if found == held:
            return "rescued whole"
        assert done.lost, way  # whatever is missing is told
        set_aside(path)
    install_backup(folder, list_backups(folder)[0].path)
    assert opened(folder, held), way
    return "rescued in part" if there_before else "restored"


def test_every_damage_is_harmless_or_found_and_recovered(tmp_path):
    counts = damages(tmp_path, [*range(22), 1_167])
    assert sum(counts.values()) == 23


@pytest.mark.long
def test_two_hundred_damages_are_harmless_or_found_and_recovered(tmp_path, capsys):
    counts = damages(tmp_path, range(1_000, 1_200))
    with capsys.disabled():
        sys.stdout.write(f"200 damages: {counts}\n")
    assert sum(counts.values()) == 200
