"""Answers go from one process to another and stay what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.county.collecting.columns import BY_KEY
from pingkou_gui.exchange.readers.answer import Read, Refused, answer_of, read
from pingkou_gui.exchange.readers.lines import line_of, values_in
from pingkou_gui.exchange.readers.ways import ways

TEXTS = st.text(st.characters(codec=None), max_size=9)  # half characters too
NUMBERS = st.integers(0, 9999)
ROWS = st.fixed_dictionaries(
    dict.fromkeys(("kind", "unit", "county", "created", "day", "program", "scheme"), TEXTS)
    | dict.fromkeys(("sent_despite", "grade", "fingerprint"), TEXTS)
    | dict.fromkeys(("rank", "draft", "open_must", "open_reminders"), NUMBERS)
    | {"year": st.none() | NUMBERS}
)
FIGURES = st.lists(st.none() | TEXTS, min_size=len(BY_KEY), max_size=len(BY_KEY))
FINDINGS = st.lists(st.lists(TEXTS, min_size=7, max_size=7), max_size=3)
ANSWERS = st.builds(Read, ROWS, TEXTS, FIGURES, FINDINGS, st.lists(TEXTS)) | st.builds(
    Refused, TEXTS, TEXTS
)
PLAIN = st.none() | st.booleans() | NUMBERS | TEXTS
ANYTHING = st.recursive(PLAIN, lambda s: st.lists(s) | st.dictionaries(TEXTS, s), max_leaves=9)


@given(ANSWERS)
def test_an_answer_arrives_as_it_was_sent(answer):
    assert answer_of(values_in(line_of(answer))) == answer


@given(ANSWERS)
def test_an_answer_is_one_line(answer):
    assert line_of(answer).count(b"\n") == 1


@given(ANYTHING)
def test_whatever_else_comes_is_refused_or_a_refusal(values):
    try:
        assert isinstance(answer_of(values), Refused)
    except ValueError:
        return


@given(ANSWERS.filter(lambda answer: isinstance(answer, Read)), st.data())
def test_a_report_with_a_part_of_another_kind_is_refused(answer, data):
    parts = list(answer)
    parts[data.draw(st.integers(0, 4))] = data.draw(st.just(5) | st.just([5]) | st.just({"a": 5}))
    with pytest.raises(ValueError, match=r"\d"):
        answer_of(parts)


def test_what_is_read_of_a_file_can_be_sent(pack, tmp_path):
    own = ways(thorough=False)
    for path in (pack("a.jxbg"), tmp_path / "没有.jxbg", tmp_path):
        answer = read(path, path.name, own)
        assert answer_of(values_in(line_of(answer))) == answer
