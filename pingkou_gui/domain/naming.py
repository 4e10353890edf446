"""What rows and gaps are called where they are spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import Lane, Place

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.progress import Gap

_CALLED = {
    key: next((f for f in section.fields if f.name in ("name", "title", "text")), section.fields[0])
    for key, section in FORM.sections.items()
    if section.fields
}
"""The field that a row of each section is called by."""


def row_label(facts: Facts, section: str, row: int) -> str:
    """Return what a row of a list is called: its first words, else its number in the list."""
    kind = FORM.sections[section]
    first = _CALLED[section]
    words = first.show(facts.report[first.at(row)]).split("\n")[0]
    if words:
        return words if len(words) <= 16 else words[:15] + "…"
    if facts.report.lane_of(section, row) is None:
        return f"新{kind.noun}"
    return f"第 {facts.report.position(row) + 1} {kind.counter}{kind.noun}"


def asked(facts: Facts, gap: Gap) -> str:
    """Return the sentence that asks for what is missing, with the row it is missing in."""
    if isinstance(gap.place, Lane):
        return gap.label
    place, whose = gap.place, ""
    if isinstance(place, Place) and place.row:
        whose = f"{row_label(facts, place.section, place.row)}："
    return f"{whose}{gap.verb}{gap.label}"
