"""All that the importers make of the kept inputs, compared whole.

After a change that was meant, write them anew and look at the difference before committing it:
python tests/importers/test_kept_inputs.py
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kept_inputs import FOLDER, _cases, cases, read, written

CASES = cases()


@pytest.mark.parametrize("title", CASES)
def test_an_input_gives_what_it_gave_when_it_was_looked_at(title, tmp_path, monkeypatch):
    assert read(CASES[title], tmp_path, monkeypatch.setattr) == CASES[title].gave


def write(folder):
    for path in sorted(FOLDER.glob("*.txt")):
        head, _, _ = path.read_text(encoding="utf-8").partition("=== ")
        text = head
        for case in _cases(path.read_text(encoding="utf-8")):
            with pytest.MonkeyPatch.context() as patch:
                case.gave = read(case, folder, patch.setattr)
            text += written(case) + "\n"
        path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
