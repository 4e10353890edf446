"""All that is read in the kept passages and told of them, compared whole.

After a change that was meant, write them anew and look at the difference before committing it:
python tests/text/test_kept_texts.py
"""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kept_texts import FOLDER, cases, cases_of, outcome, written

CASES = cases()
FIGURE = re.compile(r"\d+(?:\.\d+)?(?=万|元|亿|%|个|人|辆|批|次|分|项)")


@pytest.mark.parametrize("title", CASES)
def test_a_passage_gives_what_it_gave_before(title):
    assert outcome(CASES[title].text) == CASES[title].gave


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("title", list(CASES)[::4])
def test_a_passage_is_read_to_its_end_whichever_of_its_figures_is_nothing(title, turn):
    text = CASES[title].text
    kept = {m.start() for at, m in enumerate(FIGURE.finditer(text)) if at % 2 == turn}
    nothing = FIGURE.sub(lambda m: m[0] if m.start() in kept else re.sub("\\d", "0", m[0]), text)
    assert outcome(nothing)


def write():
    for path in sorted(FOLDER.glob("*.txt")):
        kept = list(cases_of(path.read_text(encoding="utf-8")))
        for case in kept:
            case.gave = outcome(case.text)
        path.write_text("\n".join(map(written, kept)), encoding="utf-8")


if __name__ == "__main__":
    write()
