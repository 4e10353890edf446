"""What has to be retyped in a copy of last year's Word file to get this year's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pingkou_gui.document.compose import compose
from pingkou_gui.document.tree import plain_text
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clerks_day.days_reports import TwoYears

    from pingkou_gui.report.json_format import Record

_TOKEN = re.compile(r"\d[\d,.]*%?|[一-鿿]|\s|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Retyped:
    """How many places differ; each wants a place to be found and selected, and words typed."""

    places: int

    @property
    def actions(self) -> int:
        """A click that selects, and a value typed; nothing is reckoned for sums and rates."""
        return 2 * self.places


def places_to_retype(years: TwoYears) -> Retyped:
    """Return how many places of last year's printed report have to be typed over.

    Years that differ count once for all: they can be replaced at once. Places side by side, with
    less than two letters between them, count as one.
    """
    old, new = (_lines(record) for record in (years.first, years.second))
    return Retyped(1 + sum(_places(a, b) for a, b in _pairs(old, new)))


def _lines(record: Record) -> list[str]:
    facts = Facts(record.report, scheme_of(record.scheme))
    text = plain_text(compose(facts, draft=False))
    year = 2023 if "2023年度" in text.split("\n", 1)[0] else 2024
    for back in (0, 1):
        text = text.replace(str(year - back), f"〔年{back}〕")
    return [cell for line in text.splitlines() for cell in line.split("\t") if cell.strip()]


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines and cells that have to become others, those that stay left out."""
    match = SequenceMatcher(None, old, new, autojunk=False)
    for what, i, j, k, m in match.get_opcodes():
        if what == "equal":
            continue
        for at in range(max(j - i, m - k)):
            yield (old[i + at] if i + at < j else "", new[k + at] if k + at < m else "")


def _places(old: str, new: str) -> int:
    one, other = (_TOKEN.findall(text) for text in (old, new))
    places, last = 0, -9
    for what, i, j, _, _ in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if i - last >= 2:
            places += 1
        last = j
    return places
