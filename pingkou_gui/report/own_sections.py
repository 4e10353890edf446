"""The sections that a county has added: each has a row, and so a box of its own to be written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.pages.problems import OwnText
from pingkou_gui.report.report import Draft, Report

if TYPE_CHECKING:
    from pingkou_gui.form.values import Value
    from pingkou_gui.scheme.scheme import OutlinePart, Scheme


def section_named(scheme: Scheme, title: Value | None) -> OutlinePart | None:
    """Return the county's own section of that title, blanks aside; None where it has none."""
    if not isinstance(title, str):
        return None
    bare = "".join(title.split())
    return next((part for part in scheme.own_parts if "".join(part.title.split()) == bare), None)


def add_own_rows(draft: Draft, report: Report, scheme: Scheme) -> int:
    """Add a row for every section of the county's own that has none; return how many."""
    rows = draft.rows(OwnText.key)
    named = [section_named(scheme, report[OwnText.part.at(row)]) for row in rows]
    lacking = [part for part in scheme.own_parts if part not in named]
    for part in lacking:
        draft.type_in(OwnText.part, part.title, draft.add(OwnText))
    return len(lacking)


def begun(scheme: Scheme) -> Report:
    """Return a new report by a scheme: empty but for the rows of the county's own sections."""
    draft = Draft(Report())
    add_own_rows(draft, Report(), scheme)
    return Report().apply(draft.change)
