"""The vocabulary: names of quantities, budgets and chapters in texts."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pingkou_gui.paths import asset

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

BASIC_GROUP = frozenset(
    {
        "basic_spending", "personnel_spending", "operating_spending", "wages", "goods_and_services",
        "transfers_to_individuals", "capital_outlay", "debt_interest", "three_public", "overseas_travel",
        "official_vehicles", "vehicle_purchase", "vehicle_running", "official_reception", "meetings",
        "training", "office_costs", "organ_running_costs", "procurement",
    }
)  # fmt: skip
"""Quantities that are the same whether the sentence is on all fiscal money or on the
general public budget: a township's basic spending is paid from that budget alone."""

_STEM = 4
"""The least characters before a tail that may be replaced by another without a change of meaning."""
_TAIL = re.compile("(?:费用|经费|费|支出|开支|资金)$")
_ANY_TAIL = "(?:费用|经费|费|支出|开支)?(?:支出)?"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity with its name.

    Attributes:
        key: its canonical key.
        label: what a clerk calls it.
        unit: `money` or `people`.
        scope: the budget in the name itself, or empty.
    """

    key: str
    label: str
    unit: str
    scope: str


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """The words by which a chapter of the outline is recognised."""

    key: str
    level: int
    scope: str
    pattern: re.Pattern[str]
    title: str = ""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All names, with patterns to find them.

    Attributes:
        quantities: whole names as they are declared.
        short: names of parts that hold only where their whole was just named.
        scopes: words of the budgets, with the budget's code.
        parts: the keys of a quantity's parts, by its key.
        complete: the keys whose known parts are all parts.
    """

    quantities: dict[str, Quantity]
    short: dict[str, Quantity]
    scopes: dict[str, str]
    chapters: tuple[ChapterWords, ...]
    labels: dict[str, str]
    parts: dict[str, frozenset[str]]
    complete: frozenset[str]
    _known: dict[str, Quantity | None] = field(default_factory=dict, compare=False)

    def chapter(self, title: str) -> ChapterWords | None:
        """Return the chapter whose words stand in `title`, or None."""
        return next((words for words in self.chapters if words.pattern.search(title)), None)

    def name(self, key: str, scope: str = "") -> str:
        """Return what a clerk calls the quantity `key` of the budget `scope`."""
        return self.labels.get(f"{scope}.{key}") or self.labels.get(key, key)

    @cached_property
    def names(self) -> str:
        """A pattern for whole names with their variants, the longest first."""
        variants = sorted(((len(n), _variants(n)) for n in self.quantities), reverse=True)
        return _by_first_letter(dict.fromkeys(pattern for _, pattern in variants))

    @cached_property
    def _name(self) -> re.Pattern[str]:
        """The compiled pattern of `names`."""
        return re.compile(self.names)

    def starts_with_name(self, text: str, at: int) -> bool:
        """Whether a whole name begins at a position of a text."""
        return self._name.match(text, at) is not None

    @cached_property
    def short_names(self) -> str:
        """A pattern for the short names of parts, the longest first."""
        return any_of(tuple(self.short))

    def pattern_of(self, keys: Collection[str]) -> str:
        """Return a pattern for the whole names of some quantities with their variants."""
        named = (name for name, quantity in self.quantities.items() if quantity.key in keys)
        variants = (_variants(name) for name in sorted(named, key=len, reverse=True))
        return _by_first_letter(dict.fromkeys(variants))

    def short_pattern_of(self, keys: Collection[str]) -> str:
        """Return a pattern for the short names of some quantities, the longest first."""
        return any_of([name for name, quantity in self.short.items() if quantity.key in keys])

    @cached_property
    def _variant(self) -> re.Pattern[str]:
        """A pattern of a group for every name with its variants, in the order of `_by_length`."""
        first = "".join(sorted({re.escape(name[0]) for name in self.quantities}))
        names = "|".join(f"({_variants(name)})" for name, _ in self._by_length)
        return re.compile(f"(?=[{first}])(?:{names})")

    @cached_property
    def _by_length(self) -> tuple[tuple[str, Quantity], ...]:
        """The names, the longest first."""
        return tuple(sorted(self.quantities.items(), key=lambda pair: -len(pair[0])))

    def quantity(self, name: str) -> Quantity | None:
        """Return the quantity that goes by a whole name, or None."""
        if name in self.quantities:
            return self.quantities[name]
        if name not in self._known:
            match = self._variant.fullmatch(name)
            group = match.lastindex if match is not None else None
            self._known[name] = self._by_length[group - 1][1] if group else None
        return self._known[name]

    def is_part(self, key: str, whole: str) -> bool:
        """Return whether `key` is a part of `whole`, or a part of one of its parts."""
        direct = self.parts.get(whole, frozenset())
        return key in direct or any(self.is_part(key, part) for part in direct if part != whole)


def _variants(name: str) -> str:
    """Return a pattern for a name with other connectives, brackets and tails."""
    tail = _TAIL.search(name)
    stem = name[: tail.start()] if tail else name
    body = re.escape(stem).replace("（境）", "（?境?）?")
    body = re.sub("[及和与、]", "[及和与、]{1,2}", body).replace("的", "的?")
    body = body.replace("公务用车", "公(?:务用车|务车辆?|车)")
    if stem.removesuffix("的").endswith(("预算", "拨款", "基金", "经营")):
        return body + re.escape(tail.group() if tail else "")
    if len(stem) >= _STEM and (tail or stem.startswith(("公务", "工资", "商品", "对个人"))):
        return body + _ANY_TAIL
    if tail is None or tail.group() == "支出":
        return body + (tail.group() if tail else "")
    return f"{body}{tail.group()}(?:支出)?"


def vocabulary_from(
    quantities: Iterable[dict[str, Any]],
    scopes: Iterable[dict[str, Any]],
    chapters: tuple[ChapterWords, ...] = (),
) -> Vocabulary:
    """Return a vocabulary of declared quantities.

    Args:
        quantities: rows with `key`, `label`, `names` and, where they apply, `short`, `parts`,
            `whole`, `unit` and `scope`; a row without `names` adds parts to one with them.
        scopes: rows with `code` and `words`.
        chapters: how chapters are known by their words.
    """
    names: dict[str, Quantity] = {}
    short: dict[str, Quantity] = {}
    labels: dict[str, str] = {}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    complete: set[str] = set()
    for row in quantities:
        parts[row["key"]] |= set(row.get("parts", ()))
        if "names" not in row:
            continue
        scope = row.get("scope", "")
        entry = Quantity(row["key"], row["label"], row.get("unit", "money"), scope)
        names |= dict.fromkeys(row["names"], entry)
        short |= dict.fromkeys(row.get("short", ()), entry)
        labels[f"{scope}.{entry.key}" if scope else entry.key] = entry.label
        if row.get("whole"):
            complete.add(entry.key)
    words = {word: row["code"] for row in scopes for word in row["words"]}
    frozen = {key: frozenset(found) for key, found in parts.items() if found}
    return Vocabulary(names, short, words, chapters, labels, frozen, frozenset(complete))


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary shipped in `resources/lexicon`, read once.

    The amount rows of the form stand in a file of their own, written from their declarations.
    """
    book = tomllib.loads(asset("lexicon/quantities.toml").read_text("utf-8"))
    form = tomllib.loads(asset("lexicon/form_quantities.toml").read_text("utf-8"))
    return vocabulary_from(form["quantity"] + book["quantity"], book["scope"], _chapters())


def _chapters() -> tuple[ChapterWords, ...]:
    """Return the chapters of the shipped lexicon."""
    rows = tomllib.loads(asset("lexicon/chapters.toml").read_text("utf-8"))["chapter"]
    return tuple(
        ChapterWords(
            r["key"], r["level"], r.get("scope", ""), re.compile(r["pattern"]), r.get("title", "")
        )
        for r in rows
    )


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """Return an alternation of literal words, the longest first."""
    return _by_first_letter(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _by_first_letter(patterns: Iterable[str]) -> str:
    """Return an alternation of patterns, grouped by their first character so that it is fast.

    Of several that fit, the first given one matches.
    """
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for pattern in patterns:
        size = 2 if pattern.startswith("\\") else 1
        tails[pattern[:size]].append(pattern[size:])
    if not tails:
        return "(?!)"
    groups = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return f"(?=[{''.join(tails)}])(?:{groups})"
