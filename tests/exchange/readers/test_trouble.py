"""A second reader that does not start, dies, hangs or answers nonsense: nothing is lost by it."""

import sys

import pytest

from pingkou_gui.exchange.readers import second
from pingkou_gui.exchange.readers.helper import ENDS_THE_READER

WITH_READ = """
import os, sys, time
from pingkou_gui.exchange.readers import serving
plain, count = serving.read, 0
def read(path, shown, ways):
    global count
    count += 1
    {}
    return plain(path, shown, ways)
serving.read = read
serving.serve(sys.stdin.buffer, sys.stdout.buffer)
"""
READY = "print('\"ready\"', flush=True)\n"
NONSENSE = {
    "at once": "print('Traceback', flush=True); import time; time.sleep(60)",
    "bytes": READY + "import sys; sys.stdout.buffer.write(b'\\xff\\n'); sys.stdin.read()",
    "unasked": READY + "print('[1, null]', flush=True); input()",
    "of another file": READY + 'input(); print(\'[7, ["a", "b"]]\', flush=True); input()',
    "no answer": READY + "input(); print('[1, [1, 2, 3, 4, 5]]', flush=True); input()",
    "nested": READY + "input(); print('[' * 100_000, flush=True); input()",
}


def test_dying_midway_loses_nothing(alone, outcome_of, slow_here, second_reader, started):
    second_reader(WITH_READ.format("count > 3 and os._exit(1)"))
    assert outcome_of(1) == alone
    assert len(started) > 1


def test_killed_from_outside_loses_nothing(alone, outcome_of, slow_here, second_reader, started):
    second_reader(WITH_READ.format("count == 3 and os.kill(os.getpid(), 9)"))
    assert outcome_of(1) == alone


@pytest.mark.parametrize("words", [["/no/such/program"], [sys.executable, "-c", "pass"], [""]])
def test_without_a_second_reader_this_process_reads_all(
    alone, outcome_of, slow_here, monkeypatch, words
):
    monkeypatch.setattr(second, "own_words", lambda: words)
    assert outcome_of(1) == alone


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_is_not_believed(alone, outcome_of, slow_here, second_reader, started, kind):
    second_reader(NONSENSE[kind])
    assert outcome_of(1) == alone
    assert len(started) == 1


@pytest.mark.parametrize("act", ["os._exit(1)", "time.sleep(99)"])
def test_a_file_that_ends_its_reader_costs_only_its_own_listing(
    alone, outcome_of, slow_here, second_reader, impatient, started, act
):
    second_reader(WITH_READ.format(f"shown == '045.jxbg' and {act}"))
    found = outcome_of(1)[2]
    told = f"{ENDS_THE_READER.happened}。{ENDS_THE_READER.remedy}"
    assert found.unreadable == sorted([*alone[2].unreadable, ("045.jxbg", told)])
    assert sum(found.counts.values()) == 60
    assert "045.jxbg" not in slow_here
    assert all(process.poll() is not None for process in started)


def test_what_goes_wrong_with_us_is_met_where_the_file_is_read_next(
    alone, outcome_of, slow_here, second_reader
):
    second_reader(WITH_READ.format("1 / (count % 2)"))
    assert outcome_of(1) == alone


def test_a_reader_that_dies_at_every_file_condemns_none(
    alone, outcome_of, slow_here, second_reader
):
    second_reader(WITH_READ.format("os._exit(1)"))
    assert outcome_of(1) == alone
