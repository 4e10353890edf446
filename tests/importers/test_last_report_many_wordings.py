"""Clean reports of four styles; `many_wordings.py` tries any number of them."""

import pytest
from last_report_many_wordings import differences, taken_wrongly


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_read_otherwise_than_it_is_printed(seed):
    read, _, wrong = differences(seed)
    assert wrong == []
    assert read > 20


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    "class_", ["DIGIT_DROP", "UNIT", "SUM", "PCT", "CONTRADICTION", "DIRECTION", "STALE_YEAR"]
)
def test_a_planted_slip_is_never_taken_unseen(class_, seed):
    assert taken_wrongly(class_, seed) == []
