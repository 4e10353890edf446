"""What a county collected, in one file: clocks judged, the year told, all counted."""

import pytest

from pingkou_gui.store.collection import AHEAD, BEHIND, Collection

NOW = "2024-03-15T00:00:00"


@pytest.fixture
def held(tmp_path):
    with Collection(tmp_path / "汇总.db", [("total", "合计", "万元")]) as held:
        yield held


def add(held, unit, *, created="2024-03-01T00:00:00", year=2023):
    report = {
        "file": f"{unit}.jxbg", "kind": "package", "unit": unit, "unit_key": unit, "county_at": 0,
        "position": unit, "year": year, "county": "", "created": created, "day": created[:10],
        "program": "", "scheme": "", "rank": 0, "draft": 0, "sent_despite": "", "grade": "",
        "open_must": 0, "open_missing": 0, "open_reminders": 0, "fingerprint": unit,
    }  # fmt: skip
    held.add(report, ["1.00"], [], [])


def wrong(held):
    return {row["unit"]: row["clock"] for row in held.of_wrong_clocks()}


def test_a_moment_that_has_not_come_is_judged_where_not_most_are_such(held):
    add(held, "甲", created="2030-01-05T00:00:00")
    add(held, "乙")
    assert held.judge_clocks(NOW)  # half of them are not most of them
    assert wrong(held) == {"甲": AHEAD}


def test_where_most_moments_have_not_come_this_clock_is_the_wrong_one(held):
    for unit in "甲乙":
        add(held, unit, created="2030-01-05T00:00:00")
    add(held, "丙")
    assert not held.judge_clocks(NOW)
    assert wrong(held) == {}


def test_a_moment_before_the_year_of_the_report_is_from_a_clock_set_back(held):
    add(held, "甲", created="1970-01-05T00:00:00")
    add(held, "乙", created="1970-01-05T00:00:00", year=None)
    assert held.judge_clocks(NOW)
    assert wrong(held) == {"甲": BEHIND}


def test_without_reports_there_is_no_year_and_nothing_to_judge(held):
    assert held.usual_year() is None
    assert held.judge_clocks(NOW)
    assert held.counts() == {"unreadable": 0}


def test_the_usual_year_is_that_of_most_and_of_two_alike_the_later(held):
    add(held, "甲", year=2022)
    add(held, "乙", year=2023)
    add(held, "丙", year=None)
    assert held.usual_year() == 2023
    add(held, "丁", year=2022)
    assert held.usual_year() == 2022


def test_a_unit_that_is_not_on_the_list_is_told_where_there_is_a_list(held):
    add(held, "甲")
    add(held, "乙")
    held.settle(2023, [""])
    assert [row["unit"] for row in held.not_among([frozenset({"甲"})])] == ["乙"]
    assert list(held.not_among([frozenset()])) == []
    assert list(held.not_among([])) == []


def test_reports_are_counted_by_what_became_of_them(held):
    add(held, "甲")
    add(held, "乙", year=2022)
    held.add_unreadable("坏.jxbg", "读不出来", "重新打包")
    held.settle(2023, [""])
    assert held.counts() == {"采用": 1, "别的年度": 1, "unreadable": 1}
    assert [figures for _, figures in held.taken()] == [("1.00",)]
