"""What rows and gaps are called where they are spoken of, and where another report has the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import Place, RowList, gives_no_reason, says_nothing

if TYPE_CHECKING:
    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Value
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.progress import Gap
    from pingkou_gui.report.report import Report

_CALLED = {
    key: next((f for f in section.fields if f.name in ("name", "title", "text")), section.fields[0])
    for key, section in FORM.sections.items()
    if section.fields
}
"""The field that a row of each section is called by."""


def naming_field(section: type[Section]) -> Field[Any]:
    """Return the field that a row of a section is called by."""
    return _CALLED[section.key]


def row_label(facts: Facts, section: str, row: int) -> str:
    """Return what a row of a list is called: its first words, else its number in the list."""
    kind = FORM.sections[section]
    first = _CALLED[section]
    words = first.show(facts.report[first.at(row)]).split("\n")[0]
    if words:
        return words if len(words) <= 16 else words[:15] + "…"
    if facts.report.row_list_of(section, row) is None:
        return f"新{kind.noun}"
    return f"第 {facts.report.position(row) + 1} {kind.counter}{kind.noun}"


def asked(facts: Facts, gap: Gap) -> str:
    """Return the sentence that asks for what is missing, with the row it is missing in."""
    if isinstance(gap.place, RowList):
        return gap.label
    place, whose = gap.place, ""
    if isinstance(place, Place) and place.row and not gap.all_of:
        whose = f"{row_label(facts, place.section, place.row)}："
    return f"{whose}{gap.verb}{gap.label}"


# The same place in another report: rows are known again by what they are called.


def same_place(place: Place, here: Report, there: Report) -> Place | None:
    """Return where another report holds what a place holds here, None where it has no such row.

    Rows are the same where they are called the same; their numbers say nothing.
    """
    section = FORM.sections.get(place.section)
    if section is None or not section.repeated():
        return place
    name = naming_field(section)
    called = _even(here[name.at(place.row)])
    if not called:
        return None
    for row_list, rows in there.row_lists.items():
        if row_list.section == place.section:
            for row in rows:
                if _even(there[name.at(row)]) == called and _same_parent(place, here, there, row):
                    return place._replace(row=row)
    return None


def _same_parent(place: Place, here: Report, there: Report, row: int) -> bool:
    """Return whether two rows stand under rows of the same name, or under none."""
    parent = FORM.sections[place.section].parent
    if parent is None:
        return True
    name = naming_field(parent)
    one, other = here.row_list_of(place.section, place.row), there.row_list_of(place.section, row)
    if one is None or other is None:
        return False
    return _even(here[name.at(one.parent)]) == _even(there[name.at(other.parent)])


def _even(value: Value | None) -> str:
    return re.sub(r"\s+", "", value) if isinstance(value, str) else ""


def words_worth_taking(field: Field[Any], value: object) -> str:
    """Return what last year's report says in a field, empty where it would be refused this year.

    无 is no reason: where one is asked for, last year's 无 answers nothing.
    """
    if not isinstance(value, str):
        return ""
    refused = "原因" in field.label and (says_nothing(value) or gives_no_reason(value))
    return "" if refused else value
