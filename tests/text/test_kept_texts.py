"""All that is read in the kept passages and told of them, compared whole.

After a change that was meant, write them anew and look at the difference before committing it:
python tests/text/test_kept_texts.py
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kept_texts import FOLDER, cases, cases_of, outcome, written

CASES = cases()


@pytest.mark.parametrize("title", CASES)
def test_a_passage_gives_what_it_gave_before(title):
    assert outcome(CASES[title].text) == CASES[title].gave


def write():
    for path in sorted(FOLDER.glob("*.txt")):
        kept = list(cases_of(path.read_text(encoding="utf-8")))
        for case in kept:
            case.gave = outcome(case.text)
        path.write_text("\n".join(map(written, kept)), encoding="utf-8")


if __name__ == "__main__":
    write()
