"""What the field bar says of the field in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.explain import explain, origin
from pingkou_gui.domain.figures.quantity import QUANTITIES
from pingkou_gui.domain.naming import row_label
from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import SINGLE
from pingkou_gui.spec.values import TYPED, Unread
from pingkou_gui.ui.editors.figure_words import figure_text

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.field import Field
    from pingkou_gui.ui.kit import Act

COLUMN_TITLES = {"": "本年决算", "_last": "上年决算", "_budget": "本年预算", "_reason": "变动原因"}
_AMOUNTS_OF = {
    field.key: line
    for section in FORM.sections.values()
    for line in section.lines
    if isinstance(line, Amounts)
    for field in line.fields
}


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The name of a field, what belongs there, and the one act on offer."""

    name: str
    what: str
    offer: Act | None = None


def amounts_label(line: Amounts) -> str:
    """Return the label of an amount row with its economic class: 302 商品和服务支出."""
    return f"{line.code} {line.label}".strip()


def title_of(facts: Facts, field: Field[Any], row: int = SINGLE) -> str:
    """Return the name of a field in full: 302 商品和服务支出 · 本年决算."""
    line = _AMOUNTS_OF.get(field.key)
    if line is not None:
        return f"{amounts_label(line)} · {COLUMN_TITLES[field.name.removeprefix(line.name)]}"
    if FORM.sections[field.section].repeated():
        return f"{row_label(facts, field.section, row)} · {field.head}"
    return field.label


def words_of(
    facts: Facts, field: Field[Any], row: int = SINGLE, note: str = "", offer: Act | None = None
) -> FieldWords:
    """Return what is said of a field; `note` says how the last thing typed was understood."""
    entry = facts.report.entry(field.at(row))
    found = entry.source if entry else None
    why = entry.value.why if entry and isinstance(entry.value, Unread) else ""
    parts = (
        note,
        why,
        field.unit,
        field.help,
        _last_year(facts, field),
        origin(found) if found and found != TYPED and not note else "",
        f"见{field.source}" if field.source and not (found and found.file) else "",
    )
    return FieldWords(title_of(facts, field, row), "；".join(part for part in parts if part), offer)


def words_of_figure(facts: Facts, figure: Figure, row: int = SINGLE, note: str = "") -> FieldWords:
    """Return what is said of a derived number: its formula with the numbers, and its rule."""
    facts[figure, row]  # explained by what it read
    known = explain(facts, figure.at(row))
    unit = figure.unit if figure.unit != "%" else ""
    parts = (note, known.numbers, unit, figure.source)
    return FieldWords(figure.label, "；".join(part for part in parts if part))


def _last_year(facts: Facts, field: Field[Any]) -> str:
    line = _AMOUNTS_OF.get(field.key)
    if line is None or field.name == f"{line.name}_last":
        return ""
    shown = figure_text(facts, QUANTITIES[line.key].last)
    return f"上年 {shown}" if shown else ""
