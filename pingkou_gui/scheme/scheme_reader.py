"""Reading a scheme file: every part checked, every problem named with its line."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.errors import KnownError, StorageError, file_reader
from pingkou_gui.form.pages.scoring import bare_name
from pingkou_gui.paths import SCHEME_FILE, asset
from pingkou_gui.scheme.scheme import (
    COMMON_FIGURES,
    FORMAT,
    PARTS,
    PARTS_NEEDED,
    PHRASES,
    THRESHOLDS,
    Band,
    CommonIndicator,
    Grade,
    IndicatorLevel,
    OutlinePart,
    PageHabits,
    Regulation,
    Scheme,
    SchemeError,
    SchemeProblem,
    is_own,
    nearest,
)
from pingkou_gui.scheme.scheme_source import (
    TEXT_MOST,
    LineIndex,
    check_shape,
    check_slots,
    decoded,
    read_attachments,
    read_cover,
    read_titles,
    taken,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path as Path_

    from pingkou_gui.scheme.scheme_source import Path


# Thresholds, phrases, regulations and page habits of a scheme.


MARGIN_LEAST, MARGIN_MOST = 10, 60
"""mm; GB/T 9704-2012 has 37, 35, 28 and 26."""
_FONT_MOST = 40


def read_thresholds(file: TomlTable) -> dict[str, Decimal]:
    """Return all thresholds, those that the file leaves out as they usually are."""
    table = file.table("thresholds", required=False)
    found = {t.key: table.number(t.key, t.least, t.most, default=t.default) for t in THRESHOLDS}
    table.close()
    return found


def read_phrases(file: TomlTable) -> dict[str, tuple[str, ...]]:
    """Return the county's phrases by the kind of field they are offered in.

    Empty kinds are left out.
    """
    table = file.table("phrases", required=False)
    found = {key: table.texts(key) for key in PHRASES}
    table.close()
    return {key: phrases for key, phrases in found.items() if phrases}


def read_regulations(file: TomlTable) -> tuple[Regulation, ...]:
    """Return the regulations that may be cited."""
    found = []
    for table in file.tables("regulation", required=False):
        regulation = Regulation(
            table.text("name"), table.text("number", required=False), table.texts("wrong")
        )
        if any(wrong in regulation.name for wrong in regulation.wrong):
            table.fault("wrong", f"错误写法也出现在正确名称“{regulation.name}”里", "删去这个写法")
        if re.search("[《》]", regulation.name):
            table.fault("name", "文件名称带了书名号", "删去《》")
        found.append(regulation)
    return tuple(found)


def read_page(file: TomlTable) -> PageHabits:
    """Return the page habits; what the file leaves out is as GB/T 9704-2012 has it."""
    table, usual = file.table("page", required=False), PageHabits()
    found: dict[str, Any] = {"margins": _read_margins(table, usual.margins)}
    for habit in fields(PageHabits):
        default = getattr(usual, habit.name)
        if isinstance(default, bool):
            found[habit.name] = table.flag(habit.name, default=default)
        elif isinstance(default, str):
            font = table.text(habit.name, required=False, most=_FONT_MOST)
            found[habit.name] = font or default
    table.close()
    return PageHabits(**found)


def _read_margins(
    table: TomlTable, usual: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Return top, bottom, left and right margin in mm; the usual ones where not all are given."""
    value = table.data.get("margins")
    table.seen.add("margins")
    if value is None:
        return usual
    if not isinstance(value, list) or len(value) != 4:
        table.fault(
            "margins", "margins 应是四个数", "写成 margins = [37, 35, 28, 26]，上、下、左、右"
        )
        return usual
    top, bottom, left, right = (
        float(table.checked("margins", item, MARGIN_LEAST, MARGIN_MOST)) for item in value
    )
    return top, bottom, left, right


# The outline: a flat list with levels in the file, a tree of parts in the program.


DEEPEST = 4
"""GB/T 9704-2012, 7.3.3 has four levels of headings."""
_GUIDANCE_MOST = 1000
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]+[）)、.．]|[（(][0-9０-９]+[）)]|[0-9０-９]+[、.．]"
)


@dataclass(slots=True)
class _OutlineHeading:
    level: int
    key: str
    title: str
    guidance: str
    text: str = ""
    shown: bool = True
    below: list[_OutlineHeading] = field(default_factory=list)

    def part(self) -> OutlinePart:
        return OutlinePart(
            self.key,
            self.title,
            self.guidance,
            tuple(heading.part() for heading in self.below),
            self.text,
            self.shown,
        )


def read_outline(file: TomlTable) -> tuple[OutlinePart, ...]:
    """Return the outline of a scheme file."""
    top: list[_OutlineHeading] = []
    path: list[_OutlineHeading] = []
    keys: set[str] = set()
    titles: set[str] = set()
    for table in file.tables("outline"):
        heading = _read_heading(table)
        _check_key(table, heading.key, keys)
        if heading.level > len(path) + 1:
            table.fault(
                "level", f"标题从第{len(path)}级跳到第{heading.level}级", "改成低一级的级别"
            )
        path = path[: heading.level - 1]
        (path[-1].below if path else top).append(heading)
        path.append(heading)
        _check_own(table, heading, titles)
    if keys:
        _check_needed(file, keys)
    return tuple(heading.part() for heading in top)


def _read_heading(table: TomlTable) -> _OutlineHeading:
    """Return a heading of the outline; a title that brings its own number is a fault."""
    heading = _OutlineHeading(
        max(int(table.number("level", 1, DEEPEST)), 1),
        table.text("key", example='"overview"'),
        table.text("title", example='"部门概况"'),
        table.text("guidance", required=False, most=_GUIDANCE_MOST),
        table.text("text", required=False, most=TEXT_MOST),
        table.flag("heading", default=True),
    )
    check_slots(table, "title", heading.title, "标题")
    check_slots(table, "text", heading.text, "文字")
    if _NUMBERED.match(heading.title):
        table.fault("title", f"标题“{heading.title[:20]}”带了编号", "删去编号，编号由程序加")
    return heading


def _check_own(table: TomlTable, heading: _OutlineHeading, titles: set[str]) -> None:
    """Only a section of the county's own has a text of its own; its title is chosen by."""
    if is_own(heading.key):
        if heading.title in titles:
            table.fault("title", f"自设的两节都叫“{heading.title[:20]}”", "改一个名称")
        titles.add(heading.title)
    elif heading.text:
        table.fault("text", "这一节的文字由程序写", "删去 text，或把 key 改成 own. 开头的名称")
    elif not heading.shown and heading.level == 1:
        table.fault("heading", "这一章要有标题", "删去 heading = false")


def _check_key(table: TomlTable, key: str, keys: set[str]) -> None:
    """Note a fault where the key of a heading is unknown or was there before."""
    if not key:
        return
    if key in keys:
        table.fault("key", f"{key} 写了两次", "删去一个")
    elif key not in PARTS and not is_own(key):
        near = nearest(key, PARTS)
        table.fault(
            "key",
            f"程序不认识提纲项 {key[:40]}",
            f"是不是 {near}" if near else "改成默认方案里有的 key，自设的写成 own.organising 这样",
        )
    keys.add(key)


def _check_needed(file: TomlTable, keys: set[str]) -> None:
    for key in PARTS_NEEDED:
        if key not in keys:
            file.fault("outline", f"提纲里缺少 {key}", f'补上一个 [[outline]]，key = "{key}"')


def flat(outline: tuple[OutlinePart, ...], level: int = 1) -> Iterator[tuple[int, OutlinePart]]:
    """Yield every part with its level, as the file lists them."""
    for part in outline:
        yield level, part
        yield from flat(part.parts, level + 1)


# A table of a scheme file, read key by key; what is wrong is collected, not raised.


WORDS_MOST = 300
"""Characters of a name or a title."""
LIST_MOST = 3000
"""Entries of a list; a county has some hundred units."""
FAULTS_MOST = 200


def toml_text(number: Decimal) -> str:
    """Return a number without trailing zeros."""
    return f"{number.normalize():f}" if number else "0"


@dataclass(slots=True)
class ProblemCollector:
    """The faults found so far, and the lines to tell where they are."""

    lines: LineIndex
    found: list[SchemeProblem] = field(default_factory=list)

    def add(self, path: Path, what: str, remedy: str) -> None:
        """Note a fault at the line of `path`; nobody reads more than some hundred."""
        if len(self.found) >= FAULTS_MOST:
            return
        self.found.append(SchemeProblem(self.lines.of(path), what, remedy))


@dataclass(slots=True)
class TomlTable:
    """One table; a wrong value gives a fault and a harmless value in its place."""

    data: dict[str, Any]
    path: Path
    faults: ProblemCollector
    seen: set[str] = field(default_factory=set)

    def fault(self, key: str, what: str, remedy: str) -> None:
        """Note a fault at a key."""
        self.faults.add((*self.path, key) if key else self.path, what, remedy)

    def _value(self, key: str, example: str, *, required: bool) -> Any:
        self.seen.add(key)
        value = self.data.get(key)
        if value is None and required:
            where = f"“{self.path[0]}”里" if self.path else ""
            self.fault(key, f"{where}缺少 {key}", f"补上一行 {key} = {example}")
        return value

    def text(
        self, key: str, *, required: bool = True, example: str = '"文字"', most: int = WORDS_MOST
    ) -> str:
        """Return words without blanks around them; empty where they may be left out."""
        value = self._value(key, example, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, f"{key} 应是文字", f"加上英文引号，例如 {key} = {example}")
            return ""
        return self._fitting(key, value.strip(), most, required=required)

    def _fitting(self, key: str, words: str, most: int, *, required: bool) -> str:
        if required and not words:
            self.fault(key, f"{key} 是空的", "写上文字")
        if len(words) > most:
            self.fault(key, f"{key} 有 {len(words)} 个字", f"缩短到 {most} 字以内")
        if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in words):
            self.fault(key, f"{key} 里有换行或看不见的字符", "删去后重新输入")
        return words[:most]

    def number(
        self,
        key: str,
        least: int,
        most: int,
        *,
        default: Decimal | None = None,
    ) -> Decimal:
        """Return a number within its range; `default` where it is not there."""
        value = self._value(key, str(max(least, 1)), required=default is None)
        if value is None:
            return default or Decimal(0)
        return self.checked(key, value, least, most)

    def checked(self, key: str, value: Any, least: int, most: int) -> Decimal:
        """Return `value` as a number, with a fault where it is none or out of range."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(key, f"{key} 应是数字", f"写成不带引号的数字，例如 {key} = 10")
            return Decimal(least)
        if not isinstance(value, int) and not value.is_finite():
            self.fault(key, f"{key} 不是一个数", f"写成数字，例如 {key} = 10")
            return Decimal(least)
        if not least <= value <= most:
            self.fault(key, f"{key} 超出范围", f"应在 {least} 到 {most} 之间")
            return Decimal(least)
        number = Decimal(value)
        if number != number.quantize(Decimal("0.01")):
            self.fault(key, f"{key} 的小数太长", "最多写两位小数")
        return number

    def flag(self, key: str, *, default: bool) -> bool:
        """Return yes or no."""
        value = self._value(key, "true", required=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, f"{key} 只能写 true 或 false", f"改成 {key} = true 或 {key} = false")
            return default
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of words, each once."""
        value = self._value(key, '["一", "二"]', required=required)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, f"{key} 应是一列文字", f'写成 {key} = ["一", "二"]')
            return ()
        if len(value) > LIST_MOST:
            self.fault(key, f"{key} 有 {len(value)} 项", f"减少到 {LIST_MOST} 项以内")
            return ()
        words = [self._fitting(key, item.strip(), WORDS_MOST, required=True) for item in value]
        twice = next((word for word, times in Counter(words).items() if times > 1), None)
        if twice is not None:
            self.fault(key, f"{key} 里“{twice}”写了两次", "删去一个")
        return tuple(dict.fromkeys(words))

    def table(self, key: str, *, required: bool = True) -> TomlTable:
        """Return the table below, an empty one where it is not there."""
        value = self._value(key, "…", required=False)
        if value is None and required:
            self.fault(key, f"缺少 [{key}] 一节", f"补上 [{key}] 和它下面的内容")
        elif value is not None and not isinstance(value, dict):
            self.fault(key, f"{key} 应是一节", f"写成单独一行 [{key}]，下面写内容")
        return TomlTable(value if isinstance(value, dict) else {}, (*self.path, key), self.faults)

    def tables(self, key: str, *, required: bool = True) -> Iterator[TomlTable]:
        """Yield the tables of a list, closing each after it was read."""
        value = self._value(key, "…", required=False)
        if value is None or value == []:
            if required:
                self.fault(key, f"一个 [[{key}]] 也没有", f"至少写一个 [[{key}]]")
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, f"{key} 应是几个小节", f"每个写成单独一行 [[{key}]]，下面写内容")
            return
        if len(value) > LIST_MOST:
            self.fault(key, f"[[{key}]] 有 {len(value)} 个", f"减少到 {LIST_MOST} 个以内")
        for index, item in enumerate(value[:LIST_MOST]):
            table = TomlTable(item, (*self.path, key, index), self.faults)
            yield table
            table.close()

    def close(self) -> None:
        """Note a fault for every key that nobody asked for."""
        unknown = sorted(self.data.keys() - self.seen)
        for key in unknown[:FAULTS_MOST]:
            near = nearest(key, self.seen)
            remedy = f"是不是 {near}？改成它，或删去这一行" if near else "删去这一行"
            self.fault(key, f"没有 {key[:40]} 这一项", remedy)


# The scoring of a scheme: levels and points, grades, bands, the common indicators.


HUNDRED = Decimal(100)
_STEP_MOST = 100_000
_RULE_MOST = 500


def read_levels(file: TomlTable, execution: Decimal) -> tuple[IndicatorLevel, ...]:
    """Return the first-level indicators; with 预算执行 they come to 100 points."""
    before = len(file.faults.found)
    levels = tuple(
        IndicatorLevel(table.text("name"), table.number("points", 0, 100), table.texts("names"))
        for table in file.tables("level")
    )
    total = sum((level.points for level in levels), execution)
    if levels and total != HUNDRED and len(file.faults.found) == before:
        parts = " + ".join(toml_text(points) for points in (execution, *(v.points for v in levels)))
        file.fault(
            "level", f"分值合计是 {parts} = {toml_text(total)}，不是 100", "调整各级的 points"
        )
    bare = [bare_name(level.name) for level in levels]
    for name in dict.fromkeys(name for name in bare if bare.count(name) > 1):
        file.fault("level", f"一级指标“{name}”写了两次", "删去一个或改名")
    return levels


def read_grades(file: TomlTable) -> tuple[Grade, ...]:
    """Return the grades from the best to the worst, the last one from 0."""
    grades = []
    above: Decimal | None = None
    for table in file.tables("grade"):
        grade = Grade(table.text("name", most=10), table.number("least", 0, 100))
        if above is not None and grade.least >= above:
            table.fault(
                "least",
                f"等级“{grade.name}”的起点没有比上一等低",
                f"写成小于 {toml_text(above)} 的数",
            )
        above = grade.least
        grades.append(grade)
    if above:
        file.fault("grade", f"{toml_text(above)} 分以下没有等级", "最后一个等级写 least = 0")
    return tuple(grades)


def read_bands(file: TomlTable) -> tuple[Band, ...]:
    """Return the bands for qualitative indicators, from 100 per cent down to 0 without gaps."""
    bands = []
    above = HUNDRED
    for table in file.tables("band"):
        band = Band(table.text("name"), table.number("least", 0, 100), table.number("most", 0, 100))
        if band.most != above:
            table.fault(
                "most",
                f"档次“{band.name}”不从 {toml_text(above)} 起",
                f"写成 most = {toml_text(above)}",
            )
        if band.least >= band.most:
            table.fault("least", f"档次“{band.name}”的下限不低于上限", "把 least 写得小于 most")
        above = band.least
        bands.append(band)
    if bands and above:
        file.fault("band", f"百分之 {toml_text(above)} 以下没有档次", "最后一档写 least = 0")
    return tuple(bands)


def read_common(file: TomlTable) -> tuple[CommonIndicator, ...]:
    """Return the common indicators; where there are any they come to 100 points."""
    common = tuple(_common_indicator(table) for table in file.tables("common", required=False))
    total = sum((item.points for item in common), Decimal(0))
    if common and total != HUNDRED:
        file.fault(
            "common", f"共性指标的分值合计是 {toml_text(total)}，不是 100", "调整各项的 points"
        )
    return common


def _common_indicator(table: TomlTable) -> CommonIndicator:
    """Return a common indicator; a figure without a rule or half a deduction is a fault."""
    points = table.number("points", 0, 100)
    item = CommonIndicator(
        table.text("level1"),
        table.text("level2"),
        table.text("name"),
        points,
        table.text("figure", required=False),
        table.text("rule", required=False, most=_RULE_MOST),
        _steps(table, points),
        _maybe(table, "limit", -1000, 1000),
        at_least=table.flag("at_least", default=False),
        each=_maybe(table, "each", 0, 1000),
        deduct=_maybe(table, "deduct", 0, 100),
        none_is_full=table.flag("none_is_full", default=False),
    )
    if item.figure and item.figure not in COMMON_FIGURES:
        table.fault(
            "figure",
            f"程序没有 {item.figure[:40]} 这个数",
            f"改成 {'、'.join(COMMON_FIGURES)} 之一",
        )
    if item.figure and item.limit is None and not item.steps:
        table.fault("figure", f"{item.name}没有写怎样计分", "补上 limit = 100，或写 steps")
    if (item.each is None) != (item.deduct is None) or item.each == 0:
        table.fault("each", f"{item.name}的扣分没有写全", "each 和 deduct 都要写，each 大于 0")
    return item


def _maybe(table: TomlTable, key: str, least: int, most: int) -> Decimal | None:
    if key not in table.data:
        table.seen.add(key)
        return None
    return table.number(key, least, most)


def _steps(table: TomlTable, points: Decimal) -> tuple[tuple[Decimal | None, Decimal], ...]:
    """Return the steps; `to` rises, and only the last one may be without it."""
    read: Callable[[TomlTable], Decimal | None] = lambda step: _maybe(  # noqa: E731 - one line
        step, "to", -_STEP_MOST, _STEP_MOST
    )
    steps = tuple(
        (read(step), step.number("points", 0, 100))
        for step in table.tables("steps", required=False)
    )
    bounds = [to for to, _ in steps]
    known = [to for to in bounds if to is not None]
    if None in bounds[:-1] or known != sorted(set(known)):
        table.fault("steps", "各档的 to 没有从小到大写", "按从小到大排，只有最后一档可以不写 to")
    if any(given > points for _, given in steps):
        table.fault("steps", "有一档的得分高于分值", f"写成不大于 {toml_text(points)} 的数")
    return steps


# Reading a scheme file, with every fault told at once; and the default scheme.


DEFAULT = "schemes/hunan.toml"
_LINE = re.compile(r"line (\d+)")
_TWICE = re.compile("overwrite|declare|Duplicate|mutate|redefine")
_OPEN = re.compile(r"""Unclosed|Unterminated|Illegal character '\\n'|Expected (?:"'"|'\])""")


def read_scheme(text: str, name: str = "") -> Scheme:
    """Return the scheme in TOML text; `name` is the file's name for the messages.

    Raises:
        SchemeError: The text is no scheme; `problems` has every fault with its line.
    """
    check_shape(text, name)
    faults = ProblemCollector(LineIndex(text))
    file = TomlTable(_parsed(text, name), (), faults)
    _check_format(file, name)
    scheme = _scheme_of_file(file, text)
    file.close()
    if faults.found:
        raise SchemeError(name, faults.found)
    return scheme


@file_reader
def read_scheme_file(path: Path_) -> Scheme:
    """Return the scheme in a file.

    Raises:
        SchemeError: It cannot be opened, is too large, is not text in UTF-8 or is no scheme.
    """
    return read_scheme(decoded(taken(path), path.name), path.name)


@cache
def shipped_scheme(name: str) -> Scheme:
    """Return a scheme that comes with the program, by its place in the resources.

    Raises:
        SchemeError, UnusableFileError: The program was not installed whole.
    """
    return read_scheme_file(asset(name))


def default_scheme() -> Scheme:
    """Return the scheme that a report has where none was chosen."""
    return shipped_scheme(DEFAULT)


@lru_cache(maxsize=8)
def scheme_of(text: str) -> Scheme:
    """Return the scheme that a report keeps; the default where it keeps none.

    Raises:
        SchemeError: The text is no scheme.
    """
    return read_scheme(text) if text.strip() else default_scheme()


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SchemeError(name, [_syntax(text, str(error))]) from None
    except (RecursionError, InvalidOperation, ValueError):
        problem = SchemeProblem(0, "内容不成样子", "用程序里的方案编辑重新做一份")
        raise SchemeError(name, [problem]) from None


def _syntax(text: str, message: str) -> SchemeProblem:
    found = _LINE.search(message)
    line = int(found[1]) if found else len(text.rstrip().splitlines())
    if _TWICE.search(message):
        return SchemeProblem(line, "同一项写了两次", "删去一个")
    if "invalid value" in message.lower():
        return SchemeProblem(line, "等号后面的写法读不懂", "文字加英文引号，数字不加")
    if _OPEN.search(message):
        return SchemeProblem(line, "括号或引号没有写完", "补上另一半，都用英文符号")
    return SchemeProblem(line, "写法读不懂", "每行写成 名称 = 内容，符号用英文的")


def _check_format(file: TomlTable, name: str) -> None:
    found = file.number("format", 1, 1000)
    if found > FORMAT:
        newer = SchemeProblem(
            file.faults.lines.of(("format",)), "由更新版本的程序做成", "用新版本的程序打开"
        )
        raise SchemeError(name, [newer])


def _scheme_of_file(file: TomlTable, text: str) -> Scheme:
    """Return the scheme of a file; faults are noted in `file`, and reading goes on."""
    scoring = file.table("scoring", required=False)
    execution = scoring.number("execution", 0, 100, default=Decimal(10))
    scoring.close()
    levels = read_levels(file, execution)
    phrases = read_phrases(file)
    phrases["indicator_level1"] = tuple(level.name for level in levels)
    phrases["indicator_level2"] = tuple(name for level in levels for name in level.names)
    outline = read_outline(file)
    phrases["own_parts"] = tuple(
        part.title for top in outline for part in top.walk() if is_own(part.key)
    )
    note, apart = read_attachments(file)
    return Scheme(
        name=file.text("name", example='"某某县方案"'),
        version=file.text("version", example='"2024.1"', most=20),
        county=file.text("county", required=False, most=40),
        outline=outline,
        levels=levels,
        grades=read_grades(file),
        bands=read_bands(file),
        titles=MappingProxyType(read_titles(file)),
        thresholds=MappingProxyType(read_thresholds(file)),
        phrases=MappingProxyType(phrases),
        regulations=read_regulations(file),
        common=read_common(file),
        use_common=_use_common(file),
        execution=execution,
        units=file.texts("units"),
        deadline=_deadline(file),
        page=read_page(file),
        note=note,
        project_attachments=apart,
        cover=read_cover(file),
        text=text,
    )


def _use_common(file: TomlTable) -> bool:
    wanted = file.flag("use_common", default=False)
    if wanted and not file.data.get("common"):
        file.fault("use_common", "没有写共性指标，不能按它计分", "改成 false，或补上 [[common]]")
    return wanted


def _deadline(file: TomlTable) -> str:
    value = file.data.get("deadline")
    if isinstance(value, date):
        file.seen.add("deadline")
        return f"{value:%Y-%m-%d}"
    text = file.text("deadline", required=False)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        file.fault("deadline", f"deadline 写的“{text}”不是日期", '写成 deadline = "2024-03-31"')
        return ""


# The county's scheme in the data folder: what new reports are made with.


FILE = f"county{SCHEME_FILE.extension}"


def current_scheme(folder: Path_) -> Scheme:
    """Return the scheme that was last imported, the default where none was.

    Raises:
        SchemeError, UnusableFileError: The one that was imported cannot be read any more.
    """
    path = folder / FILE
    return read_scheme_file(path) if path.is_file() else default_scheme()


def set_scheme_aside(folder: Path_) -> Path_:
    """Give the kept scheme, which cannot be read, a dated name; return where it lies now.

    Where it cannot be moved it stays, and is told of again next time.
    """
    path = folder / FILE
    moment = datetime.now().astimezone()
    aside = path.with_name(f"{path.stem}-damaged-{moment:%Y%m%d-%H%M%S}{path.suffix}")
    try:
        path.replace(aside)
    except OSError:
        return path
    return aside


SHIPPED = ("schemes/hunan.toml", "schemes/hunan-cost-first.toml", "schemes/guangdong.toml")
"""The schemes that come with the program, the default first."""
_KEPT = f"county-*{SCHEME_FILE.extension}"


def known_schemes(folder: Path_) -> tuple[Scheme, ...]:
    """Return the schemes that new reports can be made by: kept ones, then those shipped.

    One that is damaged is left out; of the same text and name one counts.
    """
    kept = [path for path in (folder / FILE, *sorted(folder.glob(_KEPT))) if path.is_file()]
    found: dict[str, Scheme] = {}
    for read in (
        *(partial(read_scheme_file, path) for path in kept),
        *(partial(shipped_scheme, name) for name in SHIPPED),
    ):
        with suppress(KnownError):
            scheme = read()
            found.setdefault(scheme.text, scheme)
    return tuple(found.values())


def keep_current(folder: Path_, scheme: Scheme) -> None:
    """Make new reports with this scheme from now on; the county's one before it is kept beside.

    Raises:
        StorageError: The data folder cannot be written.
    """
    temporary = folder / f"{FILE}.tmp"
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(scheme.text)
            file.flush()
            os.fsync(file.fileno())
        _keep_former(folder, scheme)
        temporary.replace(folder / FILE)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise StorageError(
            "没能存下县级方案", "核对数据文件夹的磁盘空间和写的权限，再试"
        ) from error


def _keep_former(folder: Path_, scheme: Scheme) -> None:
    """Lay the scheme that goes out of use beside, unless it comes with the program."""
    former = folder / FILE
    if not former.is_file():
        return
    text = former.read_bytes()
    mark = hashlib.sha256(text).hexdigest()[:12]
    shipped = any(asset(name).read_bytes() == text for name in SHIPPED)
    if text != scheme.text.encode() and not shipped:
        (folder / f"county-{mark}{SCHEME_FILE.extension}").write_bytes(text)
