"""A scheme being made: everything as typed, checked by writing and reading it.

What the reader of scheme files refuses cannot be saved, and the sentences that say why are
the reader's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui.scheme.known import PHRASES, THRESHOLDS, TITLES
from pingkou_gui.scheme.model import Band, Grade, Level, Part, Scheme
from pingkou_gui.scheme.outline import flat
from pingkou_gui.scheme.page import PageHabits
from pingkou_gui.scheme.problem import Problem, SchemeError
from pingkou_gui.scheme.reader import read_scheme
from pingkou_gui.scheme.table import said
from pingkou_gui.scheme.writer import write_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.scheme.model import CommonIndicator, Regulation

MARGINS = ("top", "bottom", "left", "right")


@dataclass(slots=True)
class Heading:
    """A heading of the outline as it stands in the list."""

    level: int
    key: str
    title: str
    guidance: str = ""


@dataclass(slots=True)
class SchemeDraft:
    """The editor's state; numbers are text as typed, lists are lists of lines."""

    name: str = ""
    version: str = ""
    county: str = ""
    deadline: str = ""
    execution: str = "10"
    use_common: bool = False
    titles: dict[str, str] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    levels: list[list[str]] = field(default_factory=list)
    """Rows of name, points, second-level names separated by 、."""
    grades: list[list[str]] = field(default_factory=list)
    """Rows of name, from how many points."""
    bands: list[list[str]] = field(default_factory=list)
    """Rows of name, most per cent, least per cent."""
    thresholds: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    margins: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    regulations: tuple[Regulation, ...] = ()
    common: tuple[CommonIndicator, ...] = ()


def draft_of(scheme: Scheme) -> SchemeDraft:
    """Return a scheme as a draft to work on."""
    page = scheme.page
    habits = {habit.name: getattr(page, habit.name) for habit in fields(PageHabits)}
    return SchemeDraft(
        scheme.name,
        scheme.version,
        scheme.county,
        scheme.deadline,
        said(scheme.execution),
        scheme.use_common,
        dict(scheme.titles),
        [Heading(level, p.key, p.title, p.guidance) for level, p in flat(scheme.outline)],
        [[v.name, said(v.points), "、".join(v.names)] for v in scheme.levels],
        [[grade.name, said(grade.least)] for grade in scheme.grades],
        [[band.name, said(band.most), said(band.least)] for band in scheme.bands],
        {key: said(limit) for key, limit in scheme.thresholds.items()},
        {key: list(scheme.phrases.get(key, ())) for key in PHRASES},
        list(scheme.units),
        {m: said(Decimal(str(v))) for m, v in zip(MARGINS, page.margins, strict=True)},
        {name: value for name, value in habits.items() if isinstance(value, str)},
        {name: value for name, value in habits.items() if isinstance(value, bool)},
        scheme.regulations,
        scheme.common,
    )


def built(draft: SchemeDraft) -> Scheme:
    """Return the scheme that a draft makes, with the text that is saved.

    Raises:
        SchemeError: It would be none; `problems` has every fault.
    """
    return read_scheme(scheme_text(draft))


def problems_of(draft: SchemeDraft) -> tuple[Problem, ...]:
    """Return what keeps a draft from being a scheme, empty where nothing does."""
    try:
        built(draft)
    except SchemeError as error:
        return error.problems
    return ()


def scheme_text(draft: SchemeDraft) -> str:
    """Return the draft as TOML text.

    Raises:
        SchemeError: A number cannot be read, or a heading stands two levels below the last.
    """
    problems: list[Problem] = []
    scheme = _scheme(draft, _Numbers(problems))
    if problems:
        raise SchemeError("", problems)
    return write_scheme(scheme)


class _Numbers:
    """Reads typed numbers and keeps what could not be read."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def read(self, text: str, what: str) -> Decimal:
        """Return the number, 0 with a problem where there is none."""
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > Decimal(1_000_000):
            told = f"“{text.strip()[:12]}”不是数字" if text.strip() else "没有填"
            self.problems.append(Problem(0, f"{what}{told}", "写成数字，例如 10"))
            return Decimal(0)
        return number


def _scheme(draft: SchemeDraft, numbers: _Numbers) -> Scheme:
    limits = {t.key: numbers.read(draft.thresholds.get(t.key, ""), t.label) for t in THRESHOLDS}
    return Scheme(
        draft.name.strip(),
        draft.version.strip(),
        draft.county.strip(),
        _outline(draft.headings, numbers.problems),
        tuple(_level(row, numbers) for row in draft.levels),
        tuple(
            Grade(n.strip(), numbers.read(least, f"等级“{n}”的起点")) for n, least in draft.grades
        ),
        tuple(_band(row, numbers) for row in draft.bands),
        MappingProxyType({key: draft.titles.get(key, "") for key in TITLES}),
        MappingProxyType(limits),
        MappingProxyType({key: _lines(lines) for key, lines in draft.phrases.items()}),
        draft.regulations,
        draft.common,
        draft.use_common,
        numbers.read(draft.execution, "预算执行的分值"),
        _lines(draft.units),
        draft.deadline.strip(),
        _page(draft, numbers),
    )


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _level(row: list[str], numbers: _Numbers) -> Level:
    name, points, names = row
    inner = names.replace("，", "、").replace(",", "、").replace(";", "、").replace("；", "、")
    return Level(name.strip(), numbers.read(points, f"“{name}”的分值"), _lines(inner.split("、")))


def _band(row: list[str], numbers: _Numbers) -> Band:
    name, most, least = row
    return Band(
        name.strip(),
        numbers.read(least, f"档次“{name}”的下限"),
        numbers.read(most, f"档次“{name}”的上限"),
    )


def _page(draft: SchemeDraft, numbers: _Numbers) -> PageHabits:
    labels = dict(zip(MARGINS, ("上", "下", "左", "右"), strict=True))
    top, bottom, left, right = (
        float(numbers.read(draft.margins.get(m, ""), f"{labels[m]}边距")) for m in MARGINS
    )
    fonts = {name: font.strip() for name, font in draft.fonts.items() if font.strip()}
    return PageHabits((top, bottom, left, right), **fonts, **draft.flags)  # type: ignore[arg-type]  # by their names


def _outline(headings: list[Heading], problems: list[Problem]) -> tuple[Part, ...]:
    last = 0
    for heading in headings:
        if heading.level > last + 1:
            problems.append(
                Problem(
                    0,
                    f"“{heading.title[:20]}”从第{last}级跳到第{heading.level}级",
                    "把它升一级，或在它前面补上上一级的标题",
                )
            )
        last = heading.level
    if problems:
        return ()
    return tuple(_parts(headings, 1))


def _parts(headings: list[Heading], level: int) -> list[Part]:
    """Return the headings of a level with those below each."""
    starts = [at for at, heading in enumerate(headings) if heading.level == level]
    ends = [*starts, len(headings)][1:]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        head, below = headings[start], headings[start + 1 : end]
        title, guidance = head.title.strip(), head.guidance.strip()
        parts.append(Part(head.key, title, guidance, tuple(_parts(below, level + 1))))
    return parts
