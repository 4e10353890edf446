"""Pasted rows brought into a report: planned first, made as one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.form import FORM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.domain.draft import Draft
    from pingkou_gui.domain.report import Change
    from pingkou_gui.importers.clipboard import PastedRows
    from pingkou_gui.session import Session
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.place import Lane
    from pingkou_gui.ui.rows.acts import Finish

Cells = tuple[tuple["Field[Any]", str], ...]
FILLED_DOWN = frozenset({"level1", "level2"})
"""Names of fields whose cells are usually merged: a blank means the same as above."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a paste would do."""

    change: Change
    added: int
    overwritten: int
    """Values that stand there and would become others."""
    first: int
    """The first row that gets something."""
    pasted: PastedRows

    @property
    def plain(self) -> bool:
        """Whether it can be done without a look at it first."""
        return self.pasted.plain and not self.overwritten


def plan_paste(  # noqa: PLR0913 - what is pasted, and where
    session: Session,
    lane: Lane,
    pasted: PastedRows,
    at: int | None,
    finish: Finish | None = None,
    *,
    insert: bool = False,
) -> Plan:
    """Return what pasting would do.

    Args:
        session: The open report.
        lane: The list that is pasted into.
        pasted: The rows proposed.
        at: The position of the first row that is written over; None adds rows at the end.
        finish: Sets what follows from what was pasted in a row.
        insert: Put new rows in at `at`, and write over none.
    """
    draft = session.draft()
    if insert and at is not None:
        section = FORM.sections[lane.section]
        targets = [draft.add(section, lane.parent, at + n) for n in range(len(pasted.rows))]
    else:
        targets = list(_targets(session, draft, lane, len(pasted.rows), at))
    overwritten = 0
    above: dict[str, str] = {}
    known = set(session.report.rows(*lane))
    for row, cells in zip(targets, pasted.rows, strict=True):
        told = tuple(_told(cells, above))
        overwritten += sum(
            _differs(session, field, text, row) for field, text in told if row in known
        )
        for field, text in told:
            draft.type_in(field, text, row)
            draft.drop_number(field, row)
        if finish is not None:
            finish(draft, row)
    added = sum(row not in known for row in targets)
    return Plan(draft.change, added, overwritten, targets[0] if targets else 0, pasted)


def _told(cells: Cells, above: dict[str, str]) -> Iterator[tuple[Field[Any], str]]:
    """Return what a row says, the cells that were merged with those above included."""
    for field, cell in cells:
        text = cell or above.get(field.name, "")
        if field.name in FILLED_DOWN and text:
            if field.name == "level1" and cell and above.get("level1") != cell:
                above.pop("level2", None)
            above[field.name] = text
        if text:
            yield field, text


def _differs(session: Session, field: Field[Any], text: str, row: int) -> bool:
    before = session.report.entry(field.at(row))
    return before is not None and before.value != field.bare(field.read(text).value)


def _targets(
    session: Session, draft: Draft, lane: Lane, count: int, at: int | None
) -> Sequence[int]:
    section = FORM.sections[lane.section]
    rows = session.report.rows(*lane)
    if at is None:
        at = len(rows)
        while at and _blank(session, rows[at - 1], lane.section):
            at -= 1
    there = list(rows[at : at + count])
    return there + [draft.add(section, lane.parent) for _ in range(count - len(there))]


def _blank(session: Session, row: int, section: str) -> bool:
    fields = FORM.sections[section].fields
    return all(session.report.entry(field.at(row)) is None for field in fields)
