"""The scheme: what a county or a year decides (outline, points, thresholds, page), as values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.form import BY_HEADING
from pingkou_gui.form.pages.scoring import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


# The page habits of a county.


@dataclass(frozen=True, slots=True)
class PageHabits:
    """How the printed page looks; the defaults are GB/T 9704-2012 with the usual fonts.

    Margins are in mm, in the order top, bottom, left, right (GB/T 9704-2012, 5.2).
    """

    margins: tuple[float, float, float, float] = (37, 35, 28, 26)
    body_font: str = "仿宋_GB2312"
    title_font: str = "方正小标宋简体"
    heading_font: str = "黑体"
    subheading_font: str = "楷体_GB2312"
    table_font: str = "仿宋_GB2312"
    latin_font: str = "Times New Roman"
    number_font: str = "宋体"
    bold_third_level: bool = True
    sealed: bool = False
    """With a seal the date stands four characters in and the unit is centred over it."""
    rotate_landscape_numbers: bool = True
    """Off: the page number of a landscape page stands at its foot, read sideways."""


# What a county scheme says, as values.


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A heading of the report with the guidance under it and the headings below it.

    `key` is what the program writes there (`general_budget.three_public`); the order, the words
    and the presence of parts are the county's. Guidance stands beside fields, never in print.
    """

    key: str
    title: str
    guidance: str = ""
    parts: tuple[OutlinePart, ...] = ()
    text: str = ""
    """What a section of the county's own says where the clerk writes nothing; slots are filled."""
    heading: bool = True
    """Off: its text stands without a heading, as an opening does, or runs on below the one before.

    Only a chapter that the program writes must have one.
    """

    def walk(self) -> Iterator[OutlinePart]:
        """Return this part and all below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class IndicatorLevel:
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
    outline: tuple[OutlinePart, ...]
    levels: tuple[IndicatorLevel, ...]
    grades: tuple[Grade, ...]
    bands: tuple[Band, ...]
    titles: Mapping[str, str]
    """The titles of the report and of the attachments, with slots (`SLOTS`) in them."""
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
    note: str = ""
    """Words of the form itself in 说明 of 附件1, before what the clerk writes there."""
    project_attachments: bool = False
    """Whether every project has an attachment of its own; else 附件3 holds a sheet for each."""
    cover: tuple[str, ...] = ()
    """What stands below the title on a cover of its own, line by line; empty for no cover."""
    text: str = field(default="", repr=False)

    def part(self, key: str) -> OutlinePart | None:
        """Return the part with that key, None where this county has no such part."""
        found = (part for top in self.outline for part in top.walk() if part.key == key)
        return next(found, None)

    def title(self, key: str, **words: object) -> str:
        """Return a title (`report`, `attachment1` …) with `year`, `unit` or `project` put in."""
        return filled(self.titles[key], **words)

    @property
    def own_parts(self) -> tuple[OutlinePart, ...]:
        """The sections that the county has added to the outline."""
        return tuple(p for top in self.outline for p in top.walk() if is_own(p.key))

    def level(self, words: str) -> IndicatorLevel | None:
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


# The slots in titles, headings and texts, and the sections of a county's own.


SLOTS = {
    "year": "报告年度",
    "last_year": "上年度",
    "unit": "单位名称",
    "short_name": "正文自称",
    "county": "所在县",
    "date": "报告日期",
    "project": "项目名称",
}
"""What may stand in braces; {project} only in the title of 附件3."""
_OWN = re.compile(r"own\.[a-z][a-z0-9_]{0,40}")


def is_own(key: str) -> bool:
    """Return whether a key of the outline names a section of the county's own: own.opening."""
    return bool(_OWN.fullmatch(key))


def filled(text: str, **words: object) -> str:
    """Return a title or a text with its slots filled in.

    A project whose own name ends in 项目 does not get the word twice.
    """
    for name, word in words.items():
        slot, value = f"{{{name}}}", str(word)
        if value.endswith("项目"):
            text = text.replace(f"{slot}项目", slot)
        text = text.replace(slot, value)
    return text


# What a scheme may name: the parts of the report, thresholds, phrase lists, titles.


FORMAT = 1
"""The shape of the file; a program reads files up to its own."""

PARTS: tuple[str, ...] = (
    "overview",
    "overview.basics",
    "overview.organisation",
    "overview.staff",
    "overview.duties",
    "overview.key_work",
    "overview.spending",
    "general_budget",
    "general_budget.basic",
    "general_budget.three_public",
    *BY_HEADING,
    "general_budget.projects",
    "general_budget.projects.arrangement",
    "general_budget.projects.use",
    "general_budget.projects.management",
    "general_budget.projects.implementation",
    "government_funds",
    "state_capital",
    "social_insurance",
    "performance",
    "performance.economy",
    "performance.efficiency",
    "performance.effectiveness",
    "performance.sustainability",
    "performance.result",
    "problems",
    "measures",
    "application",
    "remarks",
)
"""What the program can write under a heading."""

PARTS_NEEDED: tuple[str, ...] = ("overview", "general_budget", "performance", "problems")
"""Chapters without which it is no report of a department's whole spending."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit of the checks: what it means, its unit, its range, and what holds without it."""

    key: str
    label: str
    unit: str
    default: Decimal
    least: int = 0
    most: int = 1000


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("change_needs_reason", "比上年增减超过多少要写原因", "%", Decimal(30)),
    Threshold(
        "public_change_needs_reason", "“三公”、会议费、培训费增减超过多少要写原因", "%", Decimal(0)
    ),
    Threshold("change_ignored", "增减不足多少不问原因", "万元", Decimal("0.5")),
    Threshold("far_above_target", "超过目标多少要说明", "%", Decimal(30)),
    Threshold("execution_low", "预算执行率低于多少要写原因", "%", Decimal(80), most=100),
    Threshold("execution_high", "预算执行率高于多少算超预算", "%", Decimal(100), least=100),
    Threshold("staff_control_high", "在职人员控制率高于多少算超编", "%", Decimal(100), least=50),
    Threshold("rounding", "合计与各项之和相差多少算四舍五入", "万元", Decimal("0.01"), most=1),
    Threshold("percent_rounding", "百分数相差多少算四舍五入", "%", Decimal("0.01"), most=1),
)

PHRASES: dict[str, str] = {
    "short_names": "正文自称",
    "change_reasons": "增减原因",
    "headcount_reasons": "人数变动原因",
    "basic_uses": "基本支出主要用途",
    "thrift_measures": "厉行节约措施",
    "deviation_reasons": "偏差原因及改进措施",
    "applications": "自评结果应用",
    "disclosures": "自评结果公开",
}
"""The lists of phrases, by the names that fields ask for them; those of the indicator levels
follow from the levels."""

TITLES: dict[str, tuple[str, ...]] = {
    "report": ("year", "unit"),
    "attachment1": (),
    "attachment2": (),
    "attachment3": ("project",),
}
"""The titles, each with the words in braces that must stand in it."""

COMMON_FIGURES: tuple[str, ...] = (
    "staff_control_rate",
    "three_public_budget_change_rate",
    "execution_rate",
    "building_area_rate",
    "building_investment_rate",
    "basic.operating:budget_rate",
    "three_public.total:budget_rate",
    "control.procurement:budget_rate",
)
"""The figures that a common indicator can be scored by, all in per cent."""


# What is wrong with a scheme file: where it stands, what it is, how to mend it.


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant."""
    return next(iter(get_close_matches(word, known)), None)


@dataclass(frozen=True, slots=True)
class SchemeProblem:
    """One fault; `line` counts from 1, 0 where the file as a whole is meant."""

    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one sentence with its place."""
        where = f"第{self.line}行：" if self.line else ""
        return f"{where}{self.what}。{self.remedy}。"


class SchemeError(UnusableFileError):
    """A scheme that cannot be used; `problems` has all its faults in the order of the lines."""

    def __init__(self, name: str, problems: Sequence[SchemeProblem]) -> None:
        """Tell the first fault in the message, all of them in `problems`."""
        self.name = name
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        first = self.problems[0]
        where = f"第{first.line}行：" if first.line else ""
        more = f"（共{len(self.problems)}处）" if len(self.problems) > 1 else ""
        file = f"方案文件 {name}" if name else "方案文件"
        super().__init__(f"{file} 不能用{more}，{where}{first.what}", first.remedy)
