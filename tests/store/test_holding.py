"""One window to a data folder, and nothing in the way after a crash."""

import os
import subprocess
import sys

from pingkou_gui.store.holding import LOCK, hold

HOLD = """
import os, pathlib, sys, time
from pingkou_gui.store.holding import hold
held = hold(pathlib.Path(sys.argv[1]))
print(held is not None, flush=True)
time.sleep(60)
"""


def other(folder):
    """Start another process that takes the folder."""
    words = [sys.executable, "-c", HOLD, str(folder)]
    path = os.pathsep.join(sys.path)
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    return process, process.stdout.readline().strip()


def test_a_folder_is_held_by_one_process_and_free_again_when_it_was_killed(tmp_path):
    process, took = other(tmp_path)
    try:
        assert took == "True"
        assert hold(tmp_path) is None
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    held = hold(tmp_path)
    assert held is not None
    held.release()


def test_a_folder_that_was_let_go_can_be_taken_again(tmp_path):
    first = hold(tmp_path / "新")
    assert hold(tmp_path / "新") is None
    first.release()
    second = hold(tmp_path / "新")
    assert second is not None
    second.release()


def test_holding_writes_nothing_that_waits_for_the_disk(tmp_path):
    held = hold(tmp_path)
    assert {path.name: path.stat().st_size for path in tmp_path.iterdir()} == {LOCK: 0}
    held.release()


def test_where_no_lock_can_be_had_the_first_write_tells(tmp_path):
    (tmp_path / "文件").write_bytes(b"")
    assert hold(tmp_path / "文件") is not None
