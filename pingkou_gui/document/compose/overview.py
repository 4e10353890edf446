"""Chapter one: the unit, its people, its work, its money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.document.compose.blocks import Writer, headed, item, paragraphs, says
from pingkou_gui.domain.wording import organisation as said
from pingkou_gui.domain.wording import spending
from pingkou_gui.domain.wording.budgets import side_projects
from pingkou_gui.domain.wording.reconciling import explained_gap
from pingkou_gui.spec.pages.overview import Duty, KeyWork

if TYPE_CHECKING:
    from pingkou_gui.document.compose.blocks import Blocks
    from pingkou_gui.document.numbering import Numbering
    from pingkou_gui.domain.facts import Facts


def _duties(f: Facts, numbers: Numbering) -> Blocks:
    listed = tuple(block for row in f.rows(Duty) for block in item(numbers, said.duty(f, row)))
    return listed or paragraphs(said.no_duties(f))


@dataclass(frozen=True, slots=True)
class _Work:
    """A piece of work with those of the second level below it."""

    row: int
    below: tuple[int, ...]


def _works(f: Facts) -> list[_Work]:
    """Return the work of the first level; a second-level row with none above it counts as first."""
    works: list[_Work] = []
    for row in f.rows(KeyWork):
        if works and f[KeyWork.level, row] == "2":
            works[-1] = _Work(works[-1].row, (*works[-1].below, row))
        else:
            works.append(_Work(row, ()))
    return works


def _key_work(f: Facts, numbers: Numbering) -> Blocks:
    listed = tuple(block for work in _works(f) for block in _work(f, numbers, work))
    return (*paragraphs(said.overall(f)), *(listed or paragraphs(said.no_key_work(f))))


def _work(f: Facts, numbers: Numbering, work: _Work) -> Blocks:
    inner = numbers.below()
    body = list(paragraphs(said.key_work(f, work.row)))
    for row in work.below:
        below = paragraphs(said.key_work(f, row))
        body += headed(inner, said.key_work_title(f, row), below)
    return headed(numbers, said.key_work_title(f, work.row), body)


def _spending(f: Facts, _numbers: Numbering) -> Blocks:
    parts = [spending.total, spending.basic, spending.projects, spending.budgets]
    if f.scheme.part("remarks") is None:
        parts.append(explained_gap)
    parts += [side_projects, spending.scope]
    return tuple(block for part in parts for block in paragraphs(part(f)))


OVERVIEW = (
    Writer("overview.organisation", says(said.organisation)),
    Writer("overview.staff", says(said.staff)),
    Writer("overview.duties", _duties),
    Writer("overview.key_work", _key_work),
    Writer("overview.spending", _spending),
)
