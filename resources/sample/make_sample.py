"""Make pingkou-2023.json from pingkou-2023.toml, typing every text as a clerk would.

Run it again after changing the form or the texts: python resources/sample/make_sample.py
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import SINGLE, Unread
from pingkou_gui.report.json_format import Record, to_json
from pingkou_gui.report.report import Draft, Report

if TYPE_CHECKING:
    from pingkou_gui.form.field import Section

HERE = Path(__file__).parent
TYPED = HERE / "pingkou-2023.toml"
SAMPLE = HERE / "pingkou-2023.json"


def sample() -> Report:
    """Return the sample report.

    Raises:
        ValueError: A text is no value of its field, or there is no such field.
    """
    draft = Draft(Report())
    for key, content in tomllib.loads(TYPED.read_text(encoding="utf-8")).items():
        fill(draft, FORM.sections[key], content)
    return Report().apply(draft.change)


def fill(draft: Draft, section: type[Section], content: Any, parent: int = SINGLE) -> None:
    """Type the texts of a section: one table of them, or a list with a table for each row."""
    if isinstance(content, list):
        for texts in content:
            type_texts(draft, section, texts, draft.add(section, parent))
    else:
        type_texts(draft, section, content, SINGLE)


def type_texts(draft: Draft, section: type[Section], texts: dict[str, Any], row: int) -> None:
    """Type the texts of one row, those of rows below it included."""
    for name, text in texts.items():
        if isinstance(text, list):
            fill(draft, FORM.sections[name], text, row)
            continue
        field = next((field for field in section.fields if field.name == name), None)
        if field is None:
            raise ValueError(f"{section.key}.{name}")
        draft.type_in(field, text, row)
        entry = draft.entry(field.at(row))
        if entry is None or isinstance(entry.value, Unread):
            raise ValueError(f"{field.key}: {text}")


if __name__ == "__main__":
    SAMPLE.write_text(to_json(Record(sample(), "")) + "\n", encoding="utf-8")
    print(SAMPLE.name, SAMPLE.stat().st_size)
