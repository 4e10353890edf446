"""Write the golden texts anew, after a change of wording that was meant.

Look at the difference before committing it: python tests/golden/write.py
"""

from dataclasses import replace
from pathlib import Path

from pingkou_gui.document.compose import compose
from pingkou_gui.document.tree import plain_text
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import default_scheme

HERE = Path(__file__).parent


def body_text(report):
    """Return the text of a report without its attachments."""
    document = compose(Facts(report, default_scheme()), draft=True)
    return plain_text(replace(document, attachments=()))


def golden():
    """Return the golden texts by their names."""
    sample = from_json(asset("sample/pingkou-2023.json").read_text(encoding="utf-8"))
    return {"sample.txt": body_text(sample.report), "empty.txt": body_text(Report())}


if __name__ == "__main__":
    for name, text in golden().items():
        (HERE / name).write_text(text, encoding="utf-8")
