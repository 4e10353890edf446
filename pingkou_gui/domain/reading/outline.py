"""Where every paragraph stands: chapter, section, the budget spoken of, a short path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.chapters import Heading, chinese_numeral

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a paragraph stands.

    Attributes:
        chapter: key of its chapter, or empty.
        section: key of its section, or empty.
        scope: the budget its chapter speaks of, or `total`.
        path: for people: 二（一）.
    """

    chapter: str = ""
    section: str = ""
    scope: str = "total"
    path: str = ""


def standings(count: int, headings: Sequence[Heading], *, fiscal: bool) -> tuple[Standing, ...]:
    """Return the standing of each of `count` paragraphs.

    `fiscal` says that the report as a whole speaks of fiscal money, so that what stands
    outside the chapters of the four budgets is fiscal money too.
    """
    at = {heading.paragraph: heading for heading in headings}
    top: Heading | None = None
    section: Heading | None = None
    result: list[Standing] = []
    for index in range(count):
        here = at.get(index)
        if here is not None and here.level == 1:
            top, section = here, None
        elif here is not None and here.level == 2:
            section = here
        result.append(_standing(top, section, fiscal=fiscal))
    return tuple(result)


def _standing(top: Heading | None, section: Heading | None, *, fiscal: bool) -> Standing:
    default = "fiscal" if fiscal else "total"
    scope = (top.scope if top else "") or (section.scope if section else "") or default
    path = _numeral(top) + (
        f"（{chinese_numeral(section.number)}）" if section and section.number else ""
    )
    return Standing(top.key if top else "", section.key if section else "", scope, path)


def _numeral(heading: Heading | None) -> str:
    if heading is None:
        return ""
    return chinese_numeral(heading.number) if heading.number else heading.title
