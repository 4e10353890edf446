"""What a county scheme says, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui.scheme.page import PageHabits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_POINTS = r"\s*[（(]\s*\d+(?:\.\d+)?\s*分?\s*[）)]\s*$"
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|\s+")


def bare_name(words: str) -> str:
    """Return the name of an indicator level without 指标, blanks and points in brackets."""
    return _ASIDE.sub("", words).removesuffix("指标")


def without_points(words: str) -> str:
    """Return the name of an indicator level without its points: 产出指标 of 产出指标（50分）."""
    return re.sub(_POINTS, "", words)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the report with the guidance under it and the headings below it.

    `key` is what the program writes there (`general_budget.three_public`); the order, the words
    and the presence of parts are the county's. Guidance stands beside fields, never in print.
    """

    key: str
    title: str
    guidance: str = ""
    parts: tuple[Part, ...] = ()

    def walk(self) -> Iterator[Part]:
        """Return this part and all below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Level:
    """A first-level indicator with its points and the second-level ones below it."""

    name: str
    points: Decimal
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the score from which it is given, inclusive."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A band for qualitative indicators: from `least` to `most` per cent of the points."""

    name: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class CommonIndicator:
    """An indicator of the common list (财预〔2013〕53号), scored from a figure where it can be."""

    level1: str
    level2: str
    name: str
    points: Decimal
    figure: str = ""
    """The key of the figure that scores it; empty where the clerk has to judge."""
    rule: str = ""
    """How points follow from the figure, in words of the list."""
    steps: tuple[tuple[Decimal | None, Decimal], ...] = ()
    """(up to and including, points); None for all the rest."""
    limit: Decimal | None = None
    """What is asked of the figure, in its unit; None with `steps` or without a figure."""
    at_least: bool = False
    """Whether the figure should reach the limit; else it should not exceed it."""
    each: Decimal | None = None
    """For every whole `each` on the wrong side of the limit `deduct` points are taken off; None
    gives points in proportion."""
    deduct: Decimal | None = None
    none_is_full: bool = False
    """Whether a unit without such spending or building gets the full points."""


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation that may be cited: right name, number, and wrong forms that were seen."""

    name: str
    number: str = ""
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A county's scheme; `text` is the file it was read from, kept with every report."""

    name: str
    version: str
    county: str
    outline: tuple[Part, ...]
    levels: tuple[Level, ...]
    grades: tuple[Grade, ...]
    bands: tuple[Band, ...]
    titles: Mapping[str, str]
    """The titles of the report and of the attachments, with {year}, {unit}, {project}."""
    thresholds: Mapping[str, Decimal]
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    regulations: tuple[Regulation, ...] = ()
    common: tuple[CommonIndicator, ...] = ()
    use_common: bool = False
    execution: Decimal = Decimal(10)
    """The points of 预算执行率; with those of all levels they come to 100."""
    units: tuple[str, ...] = ()
    """The units that hand in a report to this county; empty where it gives no list."""
    deadline: str = ""
    page: PageHabits = field(default_factory=PageHabits)
    text: str = field(default="", repr=False)

    def part(self, key: str) -> Part | None:
        """Return the part with that key, None where this county has no such part."""
        found = (part for top in self.outline for part in top.walk() if part.key == key)
        return next(found, None)

    def title(self, key: str, **words: object) -> str:
        """Return a title (`report`, `attachment1` …) with `year`, `unit` or `project` put in.

        A project whose own name ends in 项目 does not get the word twice.
        """
        title = self.titles[key]
        for name, word in words.items():
            slot, text = f"{{{name}}}", str(word)
            if text.endswith("项目"):
                title = title.replace(f"{slot}项目", slot)
            title = title.replace(slot, text)
        return title

    def level(self, words: str) -> Level | None:
        """Return the first-level indicator meant by `产出`, `产出指标` or `产出指标（50分）`."""
        wanted = bare_name(words)
        return next((level for level in self.levels if bare_name(level.name) == wanted), None)

    def threshold(self, key: str) -> Decimal:
        """Return a threshold; a scheme that was read has them all."""
        return self.thresholds[key]

    def grade(self, score: Decimal) -> str:
        """Return the grade of a score between 0 and 100."""
        found = (grade.name for grade in self.grades if score >= grade.least)
        return next(found, self.grades[-1].name)
