"""Reads a text into an outline, statements, lists and table figures."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.cancellation import check_cancelled
from pingkou_gui.text.lexing.printed_numbers import PrintedNumber, numbers_in
from pingkou_gui.text.lines.gaps import is_lead
from pingkou_gui.text.lines.identity import Genre, genre_of, owner_pattern, report_year, unit_name
from pingkou_gui.text.lines.outline import Heading, Standing, headings, standings
from pingkou_gui.text.lines.source import CellNames, Normal, normalise
from pingkou_gui.text.lines.vocabulary import Quantity, Vocabulary, vocabulary
from pingkou_gui.text.reading.account_tables import AccountTable, account_tables
from pingkou_gui.text.reading.budget_stages import Chain, chains, rates_mended, settle_stages
from pingkou_gui.text.reading.drafts import Draft, LineSetting, ListDraft, Memory, Topic
from pingkou_gui.text.reading.grids import Grid, read_grids
from pingkou_gui.text.reading.parser import LineParser
from pingkou_gui.text.reading.plain_clauses import supplement
from pingkou_gui.text.reading.plain_known import Line
from pingkou_gui.text.reading.respective_numbers import settle_respective_numbers
from pingkou_gui.text.reading.score_tables import ScoreRow, score_rows
from pingkou_gui.text.reading.statements import BUDGET, INITIAL_BUDGET, OUTTURN, ItemList, Statement
from pingkou_gui.text.reading.tables import blocks_of, grid_figures, tabular, wholes_only
from pingkou_gui.text.reading.terms import Term, terms_of
from pingkou_gui.text.reading.wholes import (
    correct_table_units,
    infer_scopes,
    name_basic_and_project,
    name_list_parents,
    settle_budget_plans,
    settle_list_parents,
    widen_scopes,
)
from pingkou_gui.text.reading.zeros import state_zeros

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from pingkou_gui.text.lines.source import Paragraph, SourceText, Span
    from pingkou_gui.text.reading.tables import CellStatement, HeadedRows

OWN_INCOME = re.compile(
    "事业收入|经营收入|其他收入|上级补助收入|自有资金|单位资金|医疗收入|专户管理"
)
_OF_INITIAL = ("完成年初预算的", "完成年初预算数的", "完成年初预算")
_FIRST_WORDS = 10
_NOTHING = re.compile("(?:：|^)(无|本年无|不涉及|没有)。?$")
_NO_WORDS = re.compile("|[≥≤≧≦＞＜<>]?-?\\d+(?:\\.\\d+)?%?|[-—/〓]+")
"""A cell without words: blank, a figure, or a mark in its place."""
_LEAST_SAID = 10
"""The shortest text that can relate two numbers: 甲1个、乙2个，共4个."""
_BARE_NONE = re.compile("(?:没有|无|不涉及)(?:此项|该项|这项|相关)(?:支出|收支|预算|收入|业务)?")


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        source: the text itself.
        normals: each paragraph normalised, with the original positions.
        headings: numbered paragraphs and headings known by their words.
        standings: chapter, section, budget and path of each paragraph.
        statements: quantities with amounts and comparisons, in reading order.
        lists: 其中A、B、C among the statements.
        cells: figures of tables, by the words of their row and column.
        year: the year the text is about, or None.
        unit: the unit's name, or empty.
        genre: what kind of text it is.
        words: the vocabulary it was read with.
        grids: every table of the text, cell by cell.
        blocks: the rows of every table by the heads above them.
    """

    source: SourceText
    normals: tuple[Normal, ...]
    headings: tuple[Heading, ...]
    standings: tuple[Standing, ...]
    statements: tuple[Statement, ...]
    lists: tuple[ItemList, ...]
    cells: tuple[CellStatement, ...]
    year: int | None
    unit: str
    genre: Genre = Genre.UNKNOWN
    words: Vocabulary = field(default_factory=vocabulary)
    grids: tuple[Grid, ...] = ()
    blocks: tuple[tuple[HeadedRows, ...], ...] = ()

    @cached_property
    def written(self) -> tuple[Normal, ...]:
        """The paragraphs with words that somebody wrote: not blank, no bare figure, not preprinted."""
        pairs = zip(self.normals, self.source.paragraphs, strict=True)
        return tuple(n for n, p in pairs if not (p.preprinted or _NO_WORDS.fullmatch(n.text)))

    @cached_property
    def counting(self) -> tuple[Normal, ...]:
        """The written paragraphs with a number that are long enough to relate two of them."""
        found = (n for n in self.written if len(n.text) >= _LEAST_SAID)
        return tuple(normal for normal in found if normal.paragraph in self.numbers)

    @cached_property
    def running(self) -> tuple[Normal, ...]:
        """The paragraphs outside of tables, blank ones among them."""
        pairs = zip(self.normals, self.source.paragraphs, strict=True)
        return tuple(normal for normal, paragraph in pairs if not paragraph.is_cell)

    @cached_property
    def numbers(self) -> dict[int, list[PrintedNumber]]:
        """The numbers of each written paragraph that has any, by index of the paragraph."""
        found = ((normal.paragraph, numbers_in(normal)) for normal in self.written)
        return {paragraph: numbers for paragraph, numbers in found if numbers}

    @cached_property
    def terms(self) -> dict[int, list[Term]]:
        """The terms of each written paragraph of sentences, by index of the paragraph."""
        paragraphs = self.source.paragraphs
        found = ((self.normals[at], numbers) for at, numbers in self.numbers.items())
        return {
            normal.paragraph: terms_of(normal, numbers)
            for normal, numbers in found
            if not paragraphs[normal.paragraph].is_cell or "。" in normal.text
        }

    @cached_property
    def first_of(self) -> dict[str, int]:
        """The index of the first paragraph with each normalised text."""
        return {normal.text: normal.paragraph for normal in reversed(self.normals)}

    @cached_property
    def accounts(self) -> tuple[AccountTable, ...]:
        """The tables of a book of accounts with their numbers and labels."""
        return account_tables(self.source.copied, self.grids)

    @cached_property
    def text(self) -> str:
        """All normalised paragraphs, a line each."""
        return "\n".join(normal.text for normal in self.normals)

    @cached_property
    def amounts_printed(self) -> tuple[Decimal, ...]:
        """All amounts of the statements and table cells, in 万元, each once in rising order."""
        stated = (s.amount.value for s in self.statements if s.amount is not None)
        cells = (c.amount.value for c in self.cells if c.amount is not None)
        return tuple(sorted({*stated, *cells}))

    @cached_property
    def amounts_by_name(self) -> dict[str, frozenset[Decimal]]:
        """The amounts of the statements in 万元, by key, else by label."""
        found: defaultdict[str, set[Decimal]] = defaultdict(set)
        for statement in self.statements:
            if statement.amount is not None:
                found[statement.key or statement.label].add(statement.amount.value)
        return {name: frozenset(amounts) for name, amounts in found.items()}

    @cached_property
    def stage_chains(self) -> tuple[Chain[Statement], ...]:
        """The chains of budget stages, see `budget_stages`."""
        money = [s for s in self.statements if s.amount is not None and not s.unit_is_people]
        return tuple(chains(money, self.normals))

    @cached_property
    def rates_of_stages(self) -> frozenset[str]:
        """The printed rates that fit a chain whose one slip is corrected."""
        return rates_mended(self.stage_chains)

    @cached_property
    def tells_totals(self) -> bool:
        """Whether the scope of any paragraph is all money, not fiscal money alone."""
        return any(standing.scope == "total" for standing in self.standings)

    @cached_property
    def score_rows(self) -> tuple[tuple[ScoreRow, ...], ...]:
        """The rows with points, of each table that has any."""
        pairs = zip(self.grids, self.blocks, strict=True)
        tables = (tuple(score_rows(grid, blocks)) for grid, blocks in pairs)
        return tuple(rows for rows in tables if rows)

    def quote(self, span: Span) -> str:
        """Return the words at `span` as printed."""
        return self.source.paragraphs[span.paragraph].text[span.start : span.end]

    def where(self, paragraph: int) -> str:
        """Return the place of a paragraph for people: 二（一） 段38."""
        path = self.standings[paragraph].path
        return f"{path} {self.cell_names.place_of(self.source.paragraphs[paragraph])}".strip()

    @cached_property
    def cell_names(self) -> CellNames:
        """The names of its table cells."""
        return CellNames(self.source.paragraphs)

    def named(self, paragraph: int) -> str:
        """Return a place by its first words, else as `where` does: 二（一）“公用经费44.8万…”一段."""
        here, words = self.source.paragraphs[paragraph], self.normals[paragraph].text
        path = self.standings[paragraph].path
        if here.is_cell or not words:
            return self.where(paragraph)
        short = f"{words[:_FIRST_WORDS]}…" if len(words) > _FIRST_WORDS else words
        return f"{path}“{short}”一段"

    def whole_of(self, statement: Statement) -> Statement | None:
        """Return the parent of the list that a statement is an item of, or None."""
        parent = self.lists[statement.group].parent if statement.group >= 0 else -1
        return self.statements[parent] if parent >= 0 else None

    def names_initial_budget(self, statement: Statement) -> bool:
        """Whether an execution rate is of 年初预算, by its base or its words."""
        rate = statement.execution
        if statement.execution_base == INITIAL_BUDGET or rate is None:
            return rate is not None
        normal = self.normals[rate.span.paragraph]
        return normal.text.endswith(_OF_INITIAL, 0, normal.place(rate.span.start))

    def chapter_text(self, key: str) -> str:
        """Return the normalised text of the chapter `key`, empty without it."""
        pairs = zip(self.normals, self.standings, strict=True)
        return "\n".join(normal.text for normal, standing in pairs if standing.chapter == key)


def read(source: SourceText, words: Vocabulary | None = None) -> Reading:
    """Return outline, statements and lists of any text of a finance clerk.

    Args:
        source: paragraphs and cells in reading order.
        words: the names of quantities, budgets and chapters; the shipped ones by default.
    """
    known = words if words is not None else vocabulary()
    normals = _normalised(source.paragraphs)
    found = headings(source.paragraphs, normals)
    whole = "\n".join(normal.text for normal in normals)
    genre = genre_of(normals)
    year = report_year(normals)
    places = standings(normals, found, fiscal=not OWN_INCOME.search(whole))
    unit = unit_name(source, normals)
    grids = read_grids(source, normals)
    usual = _unit_of_all(source, normals) or _unit_counted_in(whole)
    blocks = tuple(tuple(blocks_of(grid)) for grid in grids)
    cells = wholes_only(
        figure
        for grid, rows in zip(grids, blocks, strict=True)
        for figure in grid_figures(grid, rows, year, usual)
    )
    outline = _Outline(source, normals, found, places, year, unit, genre)
    statements, lists = _Lines(outline, known).read(
        tabular(grids, cells), {(cell.key, cell.column_key) for cell in cells if cell.key}
    )
    cells = correct_table_units(cells, statements)
    return Reading(
        source, normals, found, places, infer_scopes(statements, cells, year), lists,
        cells, year, unit, genre, known, grids, blocks,
    )  # fmt: skip


def _normalised(paragraphs: Sequence[Paragraph]) -> tuple[Normal, ...]:
    """Return the normalised paragraphs; equal texts are normalised once."""
    known = {text: normalise(text) for text in {paragraph.text for paragraph in paragraphs}}
    found = ((at, known[paragraph.text]) for at, paragraph in enumerate(paragraphs))
    return tuple(Normal(one.text, one.origin, at) for at, one in found)


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of a text before its lines are read."""

    source: SourceText
    normals: tuple[Normal, ...]
    headings: tuple[Heading, ...]
    places: tuple[Standing, ...]
    year: int | None
    unit: str
    genre: Genre


class _Lines:
    """Reads all lines in their order, with the state that passes from line to line."""

    def __init__(self, outline: _Outline, words: Vocabulary) -> None:
        self.source = outline.source
        self.normals = outline.normals
        self.places = outline.places
        self.year = outline.year
        self.words = words
        self.owner = owner_pattern(outline.unit)
        self.measure = BUDGET if outline.genre is Genre.BUDGET else OUTTURN
        whole = words.quantity("三公经费") if outline.genre is Genre.THREE_PUBLIC else None
        self.topics = topics(outline, words, Topic(whole))
        self.units = default_units(outline.source, outline.normals, outline.headings)
        self.memory = Memory(words)
        self.carried: list[ListDraft] = []
        self.lines: list[Line] = []

    def read(
        self, in_tables: frozenset[int], in_cells: set[tuple[str, str]]
    ) -> tuple[tuple[Statement, ...], tuple[ItemList, ...]]:
        """Return the statements and lists of all lines but those that are rows of a table."""
        for at, (normal, place) in enumerate(zip(self.normals, self.places, strict=True)):
            check_cancelled()
            paragraph = self.source.paragraphs[at]
            note = self.source.copied and _NOTE_OF_TABLE.match(normal.text) is not None
            if at in in_tables or note or (paragraph.is_cell and len(normal.text) < 12):
                self.carried = []
                continue
            before = len(self.memory.drafts)
            setting = LineSetting(
                place.chapter, place.scope, self.year, self.measure, self.units[at], self.owner,
                Topic() if paragraph.is_cell else self.topics[at],
            )  # fmt: skip
            for start, end in _line_spans(normal.text):
                self.read_line(normal, start, end, setting)
            if not any(d.says_something for d in self.memory.drafts[before:]):
                self.bare_none(normal, setting)
        settle_budget_plans(self.memory, self.normals)
        settle_list_parents(self.memory)
        name_basic_and_project(self.memory)
        name_list_parents(self.memory)
        settle_respective_numbers(self.memory, self.normals, self.year)
        settle_stages(self.memory, self.normals)
        widen_scopes(self.memory, self.normals)
        supplement(self.memory, self.lines, in_cells)
        return frozen(self.memory)

    def read_line(self, normal: Normal, start: int, end: int, setting: LineSetting) -> None:
        """Read a line, inside the list of a line before where it goes on."""
        style = _numbering_style(normal.text[start:end])
        while self.carried and not self.goes_on(self.carried[-1], style, normal.text[start:end]):
            self.carried.pop()
        group = self.carried[-1] if self.carried else None
        if group is not None:
            group.style = group.style or style or _PLAIN
        self.memory.carried = group
        parser = LineParser(normal, start, end, setting, self.memory)
        parser.read()
        state_zeros(parser)
        self.lines.append(Line(normal, start, end, setting))
        if group is not None and self.memory.carried is None:
            self.carried.pop()
        self.memory.carried = None
        fresh = self.opened(parser, normal.text[start:end])
        if fresh is not None:
            fresh.style = ""
            self.carried.append(fresh)

    @staticmethod
    def goes_on(group: ListDraft, style: str, text: str) -> bool:
        """Whether a line continues a list that an earlier line opened."""
        if group.is_complete or not text:
            return False
        if not group.style:
            return bool(style) or len(text) <= _LONG_ITEM
        return (style or _PLAIN) == group.style

    def opened(self, parser: LineParser, text: str) -> ListDraft | None:
        """Return the list that a line opens for the lines that follow, or None."""
        if not _OPENS.search(text):
            return None
        last = parser.stack[-1] if parser.stack else None
        if last is not None and not last.items and last.word != "（":
            return last
        overview = _OVERVIEW.search(text) is not None
        if overview or parser.open is None or parser.open.amount is None:
            topic = parser.setting.topic.quantity
            parent = parser.latest_of(topic.key) if topic is not None else None
        else:
            parent = parser.open
        if parent is None:
            return None
        group = ListDraft(parent, "：")
        self.memory.lists.append(group)
        return group

    def bare_none(self, normal: Normal, setting: LineSetting) -> None:
        """State the budget of a chapter as none, if the paragraph says nothing but 无."""
        match = _NOTHING.search(normal.text) or _BARE_NONE.search(normal.text)
        if match is None or setting.scope in {"fiscal", "total"} or len(normal.text) > _LONG_ITEM:
            return
        span = normal.span(*match.span())
        self.memory.keep(
            Draft(
                "total_spending", "", setting.scope, scope_said=False, year=setting.year, year_said=False,
                measure=OUTTURN, measure_said=False, span=span, sentence=span, chapter=setting.chapter,
                none=True,
            )
        )  # fmt: skip


_NOTE_OF_TABLE = re.compile("(?:注|说明|备注)：[^。]*本表")
"""A note below a table, which the text repeats where it matters."""
_PLAIN = "plain"
_LONG_ITEM = 60
_STYLES = (
    ("dash", re.compile("[—–\\-·•●○■◆]{1,4}")),
    ("circle", re.compile("[①-⑳]")),
    ("section", re.compile("（[一二三四五六七八九十]{1,3}）")),
    ("point", re.compile("（?\\d{1,2}）")),
    ("item", re.compile("\\d{1,2}[、.](?!\\d)")),
    ("chapter", re.compile("[一二三四五六七八九十]{1,3}、")),
    ("order", re.compile("[一二三四五六七八九]是")),
)
_OVERVIEW = re.compile("(?:具体|分项|明细)?情况(?:说明)?如下：?$")
"""Words that introduce details of all figures before, not of the last one."""
_OPENS = re.compile(
    "(?:：|如下|列示|包括|其中|主要有|分别是|分别为|用于|共[一二三四五六七八九十\\d]{1,2}项)[：，。]?$"
)


def _numbering_style(text: str) -> str:
    """Return the style of a line's numbering, or an empty string."""
    return next((name for name, pattern in _STYLES if pattern.match(text)), "")


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of a paragraph."""
    start = 0
    for part in text.split("\n"):
        if part:
            yield start, start + len(part)
        start += len(part) + 1


def frozen(memory: Memory) -> tuple[tuple[Statement, ...], tuple[ItemList, ...]]:
    """Return the statements of all drafts with a figure or a 无, and the lists among them."""
    kept = [draft for draft in memory.drafts if draft.says_something]
    places = {id(draft): at for at, draft in enumerate(kept)}
    lists: list[ItemList] = []
    numbers: dict[int, int] = {}
    for group in memory.lists:
        items = tuple(places[id(i)] for i in group.items if id(i) in places and i.group is group)
        if not items or (group.bracketed and group.word == "（" and len(items) < 2):
            continue
        parent = places.get(id(group.parent), -1) if group.parent is not None else -1
        numbers[id(group)] = len(lists)
        lists.append(ItemList(parent, items, group.word, frozenset(group.marks)))
    statements = tuple(
        draft.freeze(numbers.get(id(draft.group), -1) if draft.group is not None else -1)
        for draft in kept
    )
    return statements, tuple(lists)


_GENERIC = re.compile(
    "(?:情况|概况|分析|方面|结构|说明|执行|规模|总体|总额|总量|明细|完成|管理|使用|安排|落实|组织|分项|具体|一览|构成|变化|原因)(?:情况|说明|表)?$"
)
_OF_ACCOUNT = re.compile("（[类款项]）")
"""An item of the functional classification: 城乡社区支出（类）城乡社区管理事务（款）行政运行（项）."""
_PAST = re.compile("上年|上一年|去年|以前年度")
_LOOKS_BACK = re.compile("对照|对比|回顾|参考|供比")
_HEAD_YEAR = re.compile("(20\\d\\d)年度?")
_YEAR_LINE = re.compile("(20\\d\\d)年度?(?:（[^）]{0,8}）)?(?:情况)?：?$")
_BUDGET_HEAD = re.compile(
    "(?<!超)(?<!超出)(?<!超过)(?<!突破)预算(?:数|安排)?(?:情况)?(?:说明|表)?(?:（[^）]*）)?$"
)
_SCOPE_WORDS = re.compile(
    "一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算|预算单位|(?<!年)(?<!年度)部门预算"
)


def topics(outline: _Outline, words: Vocabulary, whole: Topic) -> list[Topic]:
    """Return the topic of each paragraph from the headings above it; `whole` is the topic of the text.

    A year alone on a line, outside of tables, is a heading, too.
    """
    at = {heading.paragraph: heading for heading in outline.headings}
    twins = _titles_with_year(outline.headings, outline.year)
    stack: list[tuple[int, Topic]] = []
    line_year: int | None = None
    result: list[Topic] = []
    for index, normal in enumerate(outline.normals):
        heading = at.get(index)
        if heading is not None:
            line_year = None
            while stack and stack[-1][0] >= heading.level:
                stack.pop()
            outer = stack[-1][1] if stack else whole
            stack.append(
                (heading.level, _topic_of_heading(heading, outer, words, outline.year, twins))
            )
        elif not outline.source.paragraphs[index].is_cell and (
            match := _YEAR_LINE.fullmatch(normal.text)
        ):
            line_year = int(match[1])
        topic = stack[-1][1] if stack else whole
        if line_year is not None:
            topic = Topic(topic.quantity, topic.label, line_year, topic.measure)
        result.append(topic)
    return result


def _titles_with_year(found: Sequence[Heading], year: int | None) -> frozenset[str]:
    """Return the titles that name the year of the text and no other, without the year."""
    named = f"{year}年"
    return frozenset(
        _HEAD_YEAR.sub("", h.title)
        for h in found
        if year and named in h.title and len(_HEAD_YEAR.findall(h.title)) == 1
    )


def _topic_of_heading(
    heading: Heading, outer: Topic, words: Vocabulary, year: int | None, twins: frozenset[str]
) -> Topic:
    """Return the topic of a heading within `outer`.

    Another year in its title counts if `twins` has the same title with the year of the text.
    """
    title = heading.title
    names = _names_in(title, words)
    said = _HEAD_YEAR.search(title)
    topic_year = outer.year
    if said is not None and int(said[1]) != year:
        plain = _HEAD_YEAR.sub("", title)
        # 一、2023年预算, 二、2022年决算
        staged = plain in _STAGES and not twins.isdisjoint(_STAGES)
        other = (
            plain in twins or staged or _LOOKS_BACK.search(title) or not plain.strip("度情况（）：")
        )
        topic_year = int(said[1]) if other else topic_year
    elif said is not None:
        topic_year = year
    elif _PAST.match(title) and year is not None and not names:
        topic_year = year - 1
    elif "本年" in title:
        topic_year = year
    measure = outer.measure
    plan = "决算" not in title and "，" not in title
    if plan and _BUDGET_HEAD.search(_SCOPE_WORDS.sub("", title)):
        measure = BUDGET
    elif "决算" in title:
        measure = ""
    if heading.style >= 3 and _OF_ACCOUNT.search(title):
        return Topic(None, title, topic_year, measure)
    quantity = next(iter(names.values())) if len(names) == 1 else None
    if names or not title:
        return Topic(quantity, "", topic_year, measure)
    if heading.run_in and heading.style >= 3 and not _GENERIC.search(title):
        return Topic(None, title, topic_year, measure)
    keeps = heading.level > 1 and (_GENERIC.search(title) is not None or heading.style >= 3)
    return Topic(outer.quantity if keeps else None, "", topic_year, measure)


_STAGES = frozenset(
    f"{what}{stage}{tail}"
    for what in ("", "支出", "度", "度支出") for stage in ("预算", "决算", "执行", "预算执行")
    for tail in ("", "情况", "数", "安排")
)  # fmt: skip
"""Titles that name nothing but a stage: 2023年预算, 2022年决算."""


def _names_in(title: str, words: Vocabulary) -> dict[str, Quantity]:
    """Return the quantities of money that a title names, by key."""
    found: dict[str, Quantity] = {}
    for match in re.finditer(words.names, _HEAD_YEAR.sub("", title)):
        quantity = words.quantity(match.group())
        if quantity is not None and quantity.unit == "money":
            found[quantity.key] = quantity
    return found


_UNIT_LINE = re.compile(
    "单位(?:，?除[^，。]{0,10}外，?)?(?:均|都)?(?:为|是|：|:)+(?P<unit>万元|千元|元)"
)
_UNIT_HEAD = re.compile(
    "（(?:[^（）：，]{0,6}单位：)?(?P<unit>万元|千元|元)(?:，[^（）]{0,16})?）：?$"
)


def _unit_of_all(source: SourceText, normals: Sequence[Normal]) -> str:
    """Return the unit that one of the first paragraphs gives for the whole text, or an empty string."""
    return next(
        (
            match["unit"]
            for normal in normals[:30]
            if (match := _UNIT_LINE.search(normal.text))
            and (re.search("均|金额|本报告|除", normal.text) or _is_note(normal.text, normals))
            and not source.paragraphs[normal.paragraph].is_cell
        ),
        "",
    )


def _unit_counted_in(text: str) -> str:
    """Return 元 where a text counts all its money in that: a table without a unit is in it too."""
    yuan, others = len(_IN_YUAN.findall(text)), len(_IN_TEN_THOUSANDS.findall(text))
    return "元" if yuan > _FEW * (1 + others) else ""


_IN_YUAN = re.compile(r"\d{4}(?:\.\d{1,2})?元")
_IN_TEN_THOUSANDS = re.compile("[万亿千]元")
_FEW = 3


def _is_note(text: str, normals: Sequence[Normal]) -> bool:
    """Whether a line is a note in a text of at most 30 paragraphs, which is a single table."""
    return text.startswith(("注：", "（注", "说明：")) and len(normals) <= _SHORT_TEXT


_SHORT_TEXT = 30


def default_units(
    source: SourceText, normals: Sequence[Normal], found: Sequence[Heading]
) -> list[str]:
    """Return for each paragraph the unit of numbers without one, else an empty string.

    金额单位均为元 holds for the whole text; a heading like 对照（万元） for the lines below it.
    """
    heads = {heading.paragraph for heading in found}
    whole = _unit_of_all(source, normals)
    here = ""
    result: list[str] = []
    for normal in normals:
        if source.paragraphs[normal.paragraph].is_cell:
            result.append("")
            continue
        head = _UNIT_HEAD.search(normal.text)
        if head is not None:
            here = head["unit"]
        elif normal.paragraph in heads:
            here = ""
        result.append(here or whole)
    return result


__all__ = ["Reading", "is_lead", "read"]
