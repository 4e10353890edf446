"""Two readers: what comes of it is what comes of one, in the same order, and nobody is left."""

import threading

import pytest

from pingkou_gui.errors import StorageError
from pingkou_gui.exchange.collecting import MANY, collect
from pingkou_gui.store.collection import Collection

NEVER = 10**9


def test_two_readers_make_what_one_makes(alone, outcome_of, slow_here, started):
    assert outcome_of(1) == alone
    assert len(started) == 1
    assert 0 < len(slow_here) < 60


def test_word_files_and_thorough_readings_are_shared_too(many, outcome_of, slow_here):
    assert outcome_of(1, thorough=True) == outcome_of(NEVER, thorough=True)


def test_the_list_of_units_and_the_scheme_hold_for_both(many, outcome_of, slow_here):
    asked = {"units": ("平口镇", "梅城镇"), "deadline": "2024-03-20", "scheme_sha256": "0" * 64}
    assert outcome_of(1, **asked) == outcome_of(NEVER, **asked)


@pytest.mark.parametrize(("many_are", "processes"), [(60, 1), (61, 0)])
def test_a_second_process_is_started_only_where_there_are_many(
    many, wanted, started, many_are, processes
):
    collect(wanted(), many=many_are)
    assert len(started) == processes


def test_what_a_county_usually_collects_stays_in_one_process():
    assert MANY > 200


def test_cancelling_leaves_no_process_and_no_thread(many, wanted, started, slow_here):
    before = threading.active_count()
    assert collect(wanted(), lambda read, _found: read < 25, many=1).cancelled
    assert [process.poll() is None for process in started] == [False]
    assert threading.active_count() == before
    assert [path.name for path in many.parent.iterdir()] == [many.name]


def test_what_goes_wrong_while_writing_leaves_no_process(
    many, wanted, started, slow_here, monkeypatch
):
    def full(*_):
        raise StorageError("磁盘已满", "腾出空间")

    monkeypatch.setattr(Collection, "add_unreadable", full)
    with pytest.raises(StorageError):
        collect(wanted(), many=1)
    assert [process.poll() is None for process in started] == [False]


def test_progress_counts_every_file_in_turn(many, wanted, slow_here):
    told = []
    collect(wanted(), lambda read, found: not told.append((read, found)), many=1)
    assert told[:-1] == sorted(told[:-1])
    assert told[0] == (0, 60)
    assert (50, 60) in told
