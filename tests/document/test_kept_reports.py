"""All that becomes of the kept reports, compared whole: their words, their pages, how they stand.

After a change that was meant, write them anew and look at the difference before committing it:
python tests/document/test_kept_reports.py
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kept_reports import FOLDER, kept

KEPT = kept()


def lines(name):
    return "\n".join(line.rstrip() for line in KEPT[name]()) + "\n"


@pytest.mark.parametrize("name", KEPT)
def test_a_report_becomes_what_it_became_when_it_was_looked_at(name):
    assert lines(name).split("\n") == (FOLDER / f"{name}.txt").read_text("utf-8").split("\n")


if __name__ == "__main__":
    for name in KEPT:
        (FOLDER / f"{name}.txt").write_text(lines(name), encoding="utf-8")
