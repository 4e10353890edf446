"""Running text cut into words by what each costs, alone and after the one before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.text.lexing.word_pairs import (
    LONGEST,
    UNKNOWN,
    WordPairs,
    word_pairs,
    words_of_reports,
)

WORDS = {"财政": 10, "财": 60, "政": 60, "所": 20, "财政所": 28, "政所": 30}
MODEL = WordPairs.of(WORDS)


def words(run, model=MODEL):
    return [run[start:end] for start, end in model.cut(run)]


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
    assert MODEL.whole("财政") == 10
    assert MODEL.whole("政财") == 120
    assert MODEL.whole("乡财政") == UNKNOWN + 10
    assert MODEL.whole("") == 0


def test_a_pair_costs_what_it_costs_together():
    paired = WordPairs.of(WORDS, {("政", "财"): 3, ("", "所"): 9, ("所", "财政"): 5})
    assert paired.whole("政财") == 63
    assert paired.whole("所财政") == 14
    assert paired.whole("所财") == 69
    assert words("财政所", WordPairs.of(WORDS, {("财政", "所"): 17})) == ["财政", "所"]


def test_both_paths_tell_what_stands_before_and_behind():
    there, back = WordPairs.of(WORDS, {("所", "财政"): 5}).paths("所财政")
    assert there.costs[1] == 20
    assert there.costs[3] == 25
    assert back.costs[0] == 5
    assert back.costs[1] == 0
    assert back.words[0] == there.words[1]


def test_a_word_of_our_own_costs_no_more_than_told():
    model = WordPairs.of({"甲": 90, "乙": 30})
    assert (model.whole("甲"), model.cut("甲乙")) == (90, ((0, 1), (1, 2)))
    model.likely("甲", 40)
    model.likely("乙", 40)
    model.likely("甲乙", 50)
    assert [model.whole(run) for run in ("甲", "乙", "甲乙", "乙甲乙")] == [40, 30, 50, 80]
    assert model.whole("甲乙甲") == 90  # what may follow it no pair tells
    assert model.cut("甲乙") == ((0, 2),)


@given(st.text(alphabet="财政所乡", max_size=12))
def test_the_words_of_a_run_are_the_run_and_no_way_to_cut_it_is_cheaper(run):
    assert "".join(words(run)) == run
    assert all(1 <= end - start <= LONGEST for start, end in MODEL.cut(run))
    assert MODEL.whole(run) == MODEL.paths(run)[0].costs[-1]


def test_the_language_knows_its_words_and_pairs():
    model = word_pairs()
    assert words("加强专项资金管理", model) == ["加强", "专项资金", "管理"]
    assert model.whole("进度较慢") + 50 < model.whole("进度较曼")
    assert model.whole("互相比较") + 50 < model.whole("互相比交")
    assert words("绩效自评", model) in (["绩效自评"], ["绩效", "自评"])
    assert words_of_reports()
