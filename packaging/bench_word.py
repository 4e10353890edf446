"""What writing the sample report as Word costs, against docxtpl writing the same content.

`PYTHONPATH=. python packaging/bench_word.py [RUNS]`, in an environment that has docxtpl as well,
prints the medians of processor time and their ratio. Ours begins at the report and ends with the
file verified: sentences, tables, markup, the file opened again and checked item by item, its pages
laid out. docxtpl begins at finished words and ends with the file saved, unchecked; its template is
the leanest there is, each form of a paragraph, a table and a row once, in a loop.
"""

import argparse
import re
import statistics
import tempfile
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docxtpl
from bench_read import WRITTEN, seconds

from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import write_word
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json, to_json
from pingkou_gui.scheme.scheme_reader import scheme_of

WORDS = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)(</w:t>)")
UNIT = re.compile(r"(<w:tbl>.*?</w:tbl>|<w:p>.*?</w:p>)", re.DOTALL)
ROW = re.compile(r"(<w:tr>.*?</w:tr>)", re.DOTALL)


def export(target: Path) -> None:
    """Write the sample report and verify the file."""
    record = from_json(asset("sample/pingkou-2023.json").read_text(encoding="utf-8"))
    scheme = scheme_of(record.scheme)
    document = compose(Facts(record.report, scheme), draft=True, payload=to_json(record))
    verification = write_word(document, scheme.page, target, written=WRITTEN)
    if not verification.holds:
        raise SystemExit(str(verification))


def as_template(written: Path, template: Path) -> dict[str, Any]:
    """Make a template of a Word file; what it returns fills it again."""
    maker = TemplateMaker()
    with ZipFile(written) as source, ZipFile(template, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = maker.template(part.decode("utf-8")).encode("utf-8")
            target.writestr(name, part)
    return maker.words


class TemplateMaker:
    """Makes the leanest template there is: each form of a paragraph, table and row once."""

    def __init__(self) -> None:
        """Begin without words."""
        self.words: dict[str, Any] = {}
        self._rows: dict[str, int] = {}

    def template(self, body: str) -> str:
        """Return the body of a Word file as a template."""
        head, *pieces, end = UNIT.split(body)
        if any(pieces[1::2]):
            raise ValueError("markup between paragraphs and tables")
        items = [self._item(piece) for piece in pieces[::2]]
        forms = {form: number for number, form in enumerate(dict.fromkeys(i[0] for i in items))}
        self.words["items"] = [(forms[form], words, rows) for form, words, rows in items]
        row = f"{{% macro row(form, words) %}}{_chain(self._rows)}{{% endmacro %}}"
        each = f"{{% for form, words, rows in items %}}{_chain(forms)}{{% endfor %}}"
        return head + row + each + end

    def _item(self, piece: str) -> tuple[str, list[str], list[tuple[int, list[str]]]]:
        if not piece.startswith("<w:tbl>"):
            return *_variables(piece), []
        rows = [_variables(row) for row in ROW.findall(piece)]
        chosen = [(self._rows.setdefault(form, len(self._rows)), words) for form, words in rows]
        before, *_, after = ROW.split(piece)
        return (
            f"{before}{{% for one in rows %}}{{{{ row(*one) }}}}{{% endfor %}}{after}",
            [],
            chosen,
        )


def _chain(forms: dict[str, int]) -> str:
    """Return the forms so that one of them is chosen by its number."""
    parts = (f"{{% elif form == {number} %}}{form}" for form, number in forms.items())
    return "".join(parts).replace("{% elif", "{% if", 1) + "{% endif %}"


def _variables(piece: str) -> tuple[str, list[str]]:
    """Return markup with variables for its words, and the words."""
    texts: list[str] = []

    def variable(found: re.Match[str]) -> str:
        texts.append(unescape(found[2]))
        return f"{found[1]}{{{{ words[{len(texts) - 1}] }}}}{found[3]}"

    return WORDS.sub(variable, piece), texts


def fill_template(template: Path, words: dict[str, Any], target: Path) -> None:
    """Write the same content with docxtpl."""
    document = docxtpl.DocxTemplate(template)
    document.render(words, autoescape=True)
    document.save(target)


def compare(runs: int) -> tuple[float, float]:
    """Return the median seconds of the export and of docxtpl, called in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report, filled = folder / "report.docx", folder / "filled.docx"
        export(report)
        words = as_template(report, folder / "template.docx")
        ours, theirs = [], []
        for _ in range(runs):
            report.unlink()
            ours.append(seconds(lambda: export(report)))
            theirs.append(seconds(lambda: fill_template(folder / "template.docx", words, filled)))
    return statistics.median(ours), statistics.median(theirs)


def main() -> None:
    """Print the medians of both and their ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", nargs="?", type=int, default=15, help="runs of each")
    mine, other = compare(parser.parse_args().runs)
    print(f"export with verification {mine * 1000:.0f} ms, docxtpl {other * 1000:.0f} ms", end=", ")
    print(f"ratio {mine / other:.2f}")


if __name__ == "__main__":
    main()
