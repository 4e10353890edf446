"""Write the files that a released version leaves behind as test data: `tests/data/VERSION/`.

    PYTHONPATH=. python packaging/release_data.py VERSION [FOLDER]

Their contents are those of the version before, read and written again by this one, so that
whatever was strange in a report of an older version stays in those of all later ones. What lies
there is never written anew: what a version wrote stays what it wrote.
"""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pingkou_gui.county.package import look_over, send
from pingkou_gui.document.publish import publish
from pingkou_gui.report.json_format import from_json, to_json
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import read_scheme_file
from pingkou_gui.store.reports import ReportStore

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
REPORTS = ("sample", "rich")
SCHEME, DATABASE = "scheme-edited.toml", "database.sqlite"
REASON = "按期报送，差额核实中"
README = """# Files written by version {version}

Every later version must read them, whole and unchanged; `tests/test_files_of_releases.py` tries it.
They are never written anew: what {version} wrote stays what it wrote.

`packaging/release_data.py` made them with the program's own functions from the files of {before}, whose
README says what they hold: reports as JSON, packages, Word files, a scheme, and a data file.
"""


def by_number(folder: Path) -> tuple[int, ...]:
    """Return a version as numbers: 0.10 comes after 0.9."""
    return tuple(int(part) for part in folder.name.split("."))


def write_release_data(version: str, data: Path = DATA) -> Path:
    """Write the files of a version below `data` and return their folder.

    Raises:
        FileExistsError: They were written before.
    """
    before = max((folder for folder in data.iterdir() if folder.is_dir()), key=by_number)
    folder, moment = data / version, datetime.now(UTC)
    folder.mkdir()
    for name in REPORTS:
        record = from_json((before / f"report-{name}.json").read_text("utf-8"))
        (folder / f"report-{name}.json").write_text(to_json(record), "utf-8", newline="\n")
        send(look_over(record), folder / f"package-{name}.jxbg", moment, despite=REASON)
        publish(record, folder / f"word-{name}.docx", moment)
    edited = built(draft_of(read_scheme_file(before / SCHEME)))
    (folder / SCHEME).write_text(edited.text, "utf-8", newline="\n")
    shutil.copyfile(before / DATABASE, folder / DATABASE)
    ReportStore(folder / DATABASE).close()  # opening it brings it to the form of this version
    for left in folder.glob(f"{DATABASE}-*"):
        left.unlink()
    words = README.format(version=version, before=before.name)
    (folder / "README.md").write_text(words, "utf-8", newline="\n")
    return folder


if __name__ == "__main__":
    print(write_release_data(sys.argv[1], *map(Path, sys.argv[2:3])))
