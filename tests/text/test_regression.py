"""The labelled trial in small: every class is found, a clean report raises no alarm.

The whole trial is run by hand: `python tests/text/regression.py`.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


import regression

EACH = 20


@pytest.mark.parametrize("class_", sorted(regression.SLIPS))
def test_planted_slips_of_every_class_are_found(class_):
    counted = regression.count_class(class_, EACH)
    assert counted.planted == EACH
    assert counted.found >= EACH * 0.98, counted.missed


def test_clean_reports_raise_no_alarm():
    alarms, _, said = regression.false_alarms(200)
    assert alarms <= 1, said
