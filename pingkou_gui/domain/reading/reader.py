"""Any report's text turned into chapters and statements."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.chapters import Heading, headings
from pingkou_gui.domain.reading.drafts import Draft
from pingkou_gui.domain.reading.normal import Normal, normalise
from pingkou_gui.domain.reading.outline import Standing, standings
from pingkou_gui.domain.reading.statements import OUTTURN
from pingkou_gui.domain.reading.tables import read_tables
from pingkou_gui.domain.reading.walk import read_paragraph
from pingkou_gui.domain.reading.walk_state import Setting

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.source import SourceText, Span
    from pingkou_gui.domain.reading.statements import ItemList, Statement
    from pingkou_gui.domain.reading.tables import CellStatement

_YEAR = re.compile("(?<!\\d)(20\\d\\d)年")
_TITLE_YEAR = re.compile("(20\\d\\d)(?:年度?)?[^。，]{0,40}?(?:绩效|自评|报告|支出)")
_UNIT = re.compile(
    "(?:20\\d\\d年?度?)?(?P<unit>[一-鿿（）□■○〇]{3,30}?)(?:20\\d\\d年度?)?(?:部门)?整体支出"
)
_NOTHING = re.compile("(?:：|^)(无|本年无|不涉及|没有)。?$")
_STOP = re.compile("[。！？\\n]")
_NO_UNIT = re.compile("年?度?(?:部门|单位|预算单位)?")
_COVER = re.compile(
    "(?:(?:填报|预算|评价)?单位(?:名称)?(?:（[^）]*）)?：)?"
    "(?P<unit>[一-鿿]{2,24}(?:政府|局|院|学|校|委员会|办公室|中心|馆|站|处|联社|联合会|法院|大队|街道办事处))(?:（[^）]*）)?"
)
_OWN_INCOME = re.compile(
    "事业收入|经营收入|其他收入|上级补助收入|自有资金|单位资金|医疗收入|专户管理"
)
_FIRST_WORDS = 10
_ABOUT = re.compile("^关于|年度$|^年度?")


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        source: the text itself.
        normals: each paragraph evened out, with the way back.
        headings: numbered paragraphs and headings known by their words.
        standings: chapter, section, budget and path of each paragraph.
        statements: quantities with amounts and comparisons, in reading order.
        lists: 其中A、B、C among the statements.
        cells: figures of tables, by the words of their row and column.
        year: the year the report is about, or None.
        unit: the unit's name by the title, or empty.
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

    @cached_property
    def text(self) -> str:
        """All paragraphs evened out, a line each."""
        return "\n".join(normal.text for normal in self.normals)

    def quote(self, span: Span) -> str:
        """Return the words at `span` as printed."""
        return self.source.paragraphs[span.paragraph].text[span.start : span.end]

    def where(self, paragraph: int) -> str:
        """Return the place of a paragraph for people: 二（一） 段38."""
        path = self.standings[paragraph].path
        locator = self.source.paragraphs[paragraph].locator
        return f"{path} {locator}".strip()

    def named(self, paragraph: int) -> str:
        """Return a place that can be found without counting: 二（一）“公用经费44.8万…”一段."""
        here, words = self.source.paragraphs[paragraph], self.normals[paragraph].text
        path = self.standings[paragraph].path
        if here.is_cell or not words:
            return f"{path} {here.locator}".strip()
        short = f"{words[:_FIRST_WORDS]}…" if len(words) > _FIRST_WORDS else words
        return f"{path}“{short}”一段"

    def chapter_text(self, key: str) -> str:
        """Return the evened text of the chapter `key`, empty where there is none."""
        pairs = zip(self.normals, self.standings, strict=True)
        return "\n".join(normal.text for normal, standing in pairs if standing.chapter == key)


def read(source: SourceText) -> Reading:
    """Return chapters, statements and lists of any report's text."""
    normals = tuple(normalise(p.text, i) for i, p in enumerate(source.paragraphs))
    found = headings(source.paragraphs, normals)
    whole = "\n".join(normal.text for normal in normals)
    year = report_year(normals)
    places = standings(len(normals), found, fiscal=_is_fiscal(whole))
    statements, lists = _statements(source, normals, places, year)
    cells = read_tables(source, normals)
    return Reading(
        source, normals, found, places, statements, lists, cells, year, unit_name(normals)
    )


def report_year(normals: tuple[Normal, ...]) -> int | None:
    """Return the year of the report: by its title, else the one named most often."""
    for normal in normals[:12]:
        match = _TITLE_YEAR.search(normal.text)
        if match and len(normal.text) <= 60:
            return int(match[1])
    counted = Counter(int(y) for normal in normals for y in _YEAR.findall(normal.text))
    return counted.most_common(1)[0][0] if counted else None


def unit_name(normals: tuple[Normal, ...]) -> str:
    """Return the unit's name as the title, or a line of the cover, prints it; or ''."""
    opening = [normal.text for normal in normals[:12] if len(normal.text) <= 60]
    for text in opening:
        match = _UNIT.search(text)
        if match and not _NO_UNIT.fullmatch(match["unit"]):
            return _ABOUT.sub("", _ABOUT.sub("", match["unit"]))
    covers = (_COVER.fullmatch(text) for text in opening[:6])
    return next((match["unit"] for match in covers if match), "")


def _is_fiscal(whole: str) -> bool:
    """Whether no income but fiscal money is spoken of."""
    return not _OWN_INCOME.search(whole)


def _statements(
    source: SourceText, normals: tuple[Normal, ...], places: tuple[Standing, ...], year: int | None
) -> tuple[tuple[Statement, ...], tuple[ItemList, ...]]:
    statements: list[Statement] = []
    lists: list[ItemList] = []
    for normal, place, paragraph in zip(normals, places, source.paragraphs, strict=True):
        if paragraph.is_cell and len(normal.text) < 12:
            continue
        drafts, groups = read_paragraph(normal, Setting(place.chapter, place.scope, year))
        drafts = drafts or _bare_none(normal, place, year)
        index = {id(draft): len(statements) + i for i, draft in enumerate(drafts)}
        kept = {}
        for at, group in enumerate(groups):
            frozen = group.freeze(index)
            if frozen is not None:
                kept[at] = len(lists)
                lists.append(frozen)
        ends = {start: _sentence(normal, start) for start in {draft.sentence for draft in drafts}}
        for draft in drafts:
            member = kept.get(draft.group, -1)
            statements.append(draft.freeze(place.chapter, ends[draft.sentence], member))
    return tuple(statements), tuple(lists)


def _bare_none(normal: Normal, place: Standing, year: int | None) -> list[Draft]:
    """Return 无 of a chapter's budget, where that is all the paragraph says."""
    match = _NOTHING.search(normal.text)
    if match is None or place.scope in {"fiscal", "total"}:
        return []
    span = normal.span(match.start(1), match.end(1))
    return [
        Draft(
            "total_spending", "", place.scope, scope_said=False, year=year, year_said=False, measure=OUTTURN,
            measure_said=False, span=span, sentence=0, none=True,
        )
    ]  # fmt: skip


def _sentence(normal: Normal, start: int) -> Span:
    """Return the place of the sentence that begins at `start`."""
    stop = _STOP.search(normal.text, start)
    return normal.span(start, stop.end() if stop else len(normal.text))
