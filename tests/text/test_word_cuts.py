"""Running text cut into words by how often each is written."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.text.word_counts import LONGEST, WordCounts, word_counts, words_of_reports

COUNTS = WordCounts({"财政": 50, "财": 1, "政": 1, "所": 20, "财政所": 20, "政所": 8})


def words(run, counts=COUNTS):
    return [run[start:end] for start, end in counts.cut(run).words]


@pytest.mark.parametrize(
    ("run", "cut"),
    [
        ("财政", ["财政"]), ("财政所", ["财政所"]), ("政所", ["政所"]), ("政财", ["政", "财"]),
        ("财政财政所", ["财政", "财政所"]), ("乡财政", ["乡", "财政"]), ("乡镇", ["乡", "镇"]), ("", []),
    ],
)  # fmt: skip
def test_a_run_is_cut_into_its_likeliest_words(run, cut):
    assert words(run) == cut


def test_the_cost_is_the_sum_over_the_words():
    assert COUNTS.cut("财政").cost == pytest.approx(math.log(100 / 50))
    assert COUNTS.cut("政财").cost == pytest.approx(2 * math.log(100))
    assert COUNTS.cut("乡").cost == pytest.approx(math.log(100) + 2)
    assert COUNTS.cut("").cost == 0


def test_two_words_are_taken_where_they_are_likelier_than_one():
    assert words("甲乙", WordCounts({"甲": 50, "乙": 49, "甲乙": 1})) == ["甲", "乙"]
    assert words("甲乙", WordCounts({"甲": 10, "乙": 10, "甲乙": 6})) == ["甲乙"]


def test_no_word_is_longer_than_four_letters():
    assert words("一二三四", WordCounts({"一二三四": 9, "一": 1})) == ["一二三四"]
    assert words("一二三四五", WordCounts({"一二三四五": 9, "一": 1})) == list("一二三四五")


@given(st.text(alphabet="财政所乡", max_size=12))
def test_the_words_of_a_run_are_the_run(run):
    assert "".join(words(run)) == run
    assert all(1 <= end - start <= LONGEST for start, end in COUNTS.cut(run).words)


def test_what_only_offices_write_counts_like_common_words():
    assert words("绩效自评", word_counts()) in (["绩效自评"], ["绩效", "自评"])
    assert all(word_counts().counts.get(word, 0) > 0 for word in ("绩效", "支出"))
    assert words_of_reports()
