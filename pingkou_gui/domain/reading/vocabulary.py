"""The names under which reports print quantities, budgets and chapters."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from pingkou_gui.paths import asset

BASIC_GROUP = frozenset(
    {
        "basic_spending", "personnel_spending", "operating_spending", "wages", "goods_and_services",
        "transfers_to_individuals", "capital_outlay", "debt_interest", "three_public", "overseas_travel",
        "official_vehicles", "vehicle_purchase", "vehicle_running", "official_reception", "meetings",
        "training", "office_costs", "organ_running_costs", "procurement",
    }
)  # fmt: skip
"""Quantities that are the same whether the sentence speaks of all fiscal money or of the
general public budget: a township's basic spending is paid from that budget alone."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as it is named: canonical key, label, unit and the budget it speaks of."""

    key: str
    label: str
    unit: str
    scope: str


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """How a chapter of the outline is known by its words."""

    key: str
    level: int
    scope: str
    pattern: re.Pattern[str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names, ready to be looked for."""

    quantities: dict[str, Quantity]
    scopes: dict[str, str]
    chapters: tuple[ChapterWords, ...]
    labels: dict[str, str]

    def chapter(self, title: str) -> ChapterWords | None:
        """Return the chapter whose words stand in `title`, or None."""
        return next((words for words in self.chapters if words.pattern.search(title)), None)

    def name(self, key: str, scope: str = "") -> str:
        """Return what a clerk calls the quantity `key` of the budget `scope`."""
        return self.labels.get(f"{scope}.{key}") or self.labels.get(key, key)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary shipped in `resources/lexicon`, read once."""
    book = tomllib.loads(asset("lexicon/quantities.toml").read_text("utf-8"))
    quantities: dict[str, Quantity] = {}
    labels: dict[str, str] = {}
    for row in book["quantity"]:
        scope = row.get("scope", "")
        entry = Quantity(row["key"], row["label"], row.get("unit", "money"), scope)
        quantities |= dict.fromkeys(row["names"], entry)
        labels[f"{scope}.{entry.key}" if scope else entry.key] = entry.label
    scopes = {word: row["code"] for row in book["scope"] for word in row["words"]}
    return Vocabulary(quantities, scopes, _chapters(), labels)


def _chapters() -> tuple[ChapterWords, ...]:
    rows = tomllib.loads(asset("lexicon/chapters.toml").read_text("utf-8"))["chapter"]
    return tuple(
        ChapterWords(
            r["key"], r["level"], r.get("scope", ""), re.compile(r["pattern"]), r.get("title", "")
        )
        for r in rows
    )


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """Return an alternation of literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
