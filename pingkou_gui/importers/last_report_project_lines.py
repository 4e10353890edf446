"""Sentences that tell the stages of one project: 路灯改造项目年初预算10万元，全年执行9万元."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.last_report_figures import FUND_OF_SCOPE
from pingkou_gui.importers.last_report_model import NO_FIELD, Shift, evened
from pingkou_gui.importers.last_report_projects import OF_MONEY
from pingkou_gui.text.lexing.tokens import amount_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Block, Collector
    from pingkou_gui.text.lines.source import Normal, Span

_PLANNED = "(?:预算)?(?:安排|批复|下达|核定)?(?:预算)?"
_STAGES: tuple[tuple[str, Field[Decimal] | None], ...] = (
    ("上年(?:度)?结[转余](?:资金)?|年初结转(?:和结余)?", Project.carried_in),
    ("结转(?:至|到)?下年|年末结转(?:和结余)?|结转结余", Project.carried_out),
    ("(?:上年度?|去年)(?:决算|执行|支出|实际支出)数?", Project.last),
    (f"年初{_PLANNED}数?", Project.initial),
    ("全年预算数?|(?:调整|追加|调增|调减)后的?(?:全年)?预算数?|调整预算数?", Project.full_year),
    (
        "(?:全年|本年|当年|年度)?(?:实际)?(?:执行|支出|使用|列支|支付|决算|完成支出)数?",
        Project.outturn,
    ),
    ("(?:全年|本年|当年)?预算(?:数|安排|资金)?", None),
)
"""What the words before an amount say it is; None for a budget that may be either."""
_STAGE = "|".join(f"(?P<s{at}>{words})" for at, (words, _) in enumerate(_STAGES))
_CARRIED = (Project.carried_in, Project.carried_out)
_PIECE = re.compile(
    f"(?:其中|项目|工程|资金|支出|经费|本年度?|全年|的|：)*?(?:(?:{_STAGE})(?:资金|金额|支出|经费)?)?(?:[为是共计达约：]|合计|共计)*"
    "(?P<number>\\d{1,9}(?:\\.\\d{1,6})?)(?P<unit>万元|亿元|元)(?P<rest>[^，；。]*)"
)
_AMOUNT = re.compile("\\d(?:万元|亿元|元)")
_OTHER = "到位|下达|拨付|总?投[入资]|计划投资|安排|结余|剩余"
"""What the form has no column for."""
_ANY_STAGE = "|".join((*(words for words, _ in _STAGES), _OTHER))
_OTHER_AMOUNT = re.compile(f"(?:{_OTHER})[^，。；]*?\\d")
_NAMED = re.compile(
    "(?:20\\d\\d年度?|其中|[一二三四五]是|（[\\d一二三四五六七八九十]{1,3}）|[\\d一二三四五六七八九十]{1,2}[、.])*"
    f"(?P<name>(?!（[一二三四五六七八九十]{{1,3}}）)[一-鿿（）]{{2,40}}?(?:项目|工程))(?=[\\d：，]|$|{_ANY_STAGE})"
)
"""What opens a clause as the name of a project that no list tells of."""
_NO_NAME = re.compile(
    "(?:.*(?:各|该|此|其|所有|全部|上述|以上|这些|等|及|和|的|个|类))(?:项目|工程)|(?:我|全|本)[镇乡县局办]?.{0,4}项目|"
    ".*(?:用于|包括|包含|其中).*|(?:主要|全部|分别)?(?:安排|投入|完成|实施|开展|推进).*"
)
_TOPICS = re.compile("情况$|管理|安排|落实|使用|实施|分析|投入|支出$|绩效")
_ASIDE = re.compile("(?:与|[比较同])|增[加长]|减少|下降|上升|占|人均|每")
_USE = re.compile("(?:主要|全部|专项)?用于(?P<use>[^，。；]{2,})")
_SENTENCE = re.compile("[^。；\\n]+")
_COUNTED = re.compile("(?:\\d{1,3}|[一二三四五六七八九十]{1,3})个(?:项目|工程)$")
_ITEM = re.compile("(?P<name>[一-鿿（）“”]{2,40})(?=\\d)")
"""What stands behind 共安排4个项目：, an item to its amount."""
_CLAUSE = re.compile("[^，：、]+")
_NO_LAST_BUDGET = "这是上一年的预算，表里没有上年预算的栏目"
_WHICH_BUDGET = "原文只写预算，核对是年初预算还是全年预算"
_WHICH_STAGE = "原文没有写是预算还是支出，核对"


@dataclass(frozen=True, slots=True)
class _Told:
    """One amount of one project, where it stands in an evened paragraph."""

    name: str
    stage: Field[Decimal]
    normal: Normal
    start: int
    end: int
    text: str
    unit: str
    doubt: str = ""


def read_project_lines(c: Collector) -> None:
    """Propose the amounts by stage of projects in sentences, and what their money was used for.

    These amounts go into `c.of_projects` and count as used: no later reader takes one of them for
    the total of all projects or of a budget.
    """
    head = ""
    for block in _blocks(c):
        head = _headed(c, block, head)
        told, uses = _read(c, block, head)
        if all(each.stage in _CARRIED for each in told):
            continue  # a text about a project that ends with what is left of its money
        for each in told:
            _propose(c, block, each)
        if told:
            every = range(len(c.reading.statements))
            c.used.update(at for at in every if _amount_at(c, at) in c.of_projects)
        for name, words in uses:
            row = project_row(c, name)
            if Project.use.at(row) not in c.items:
                c.carry(Project.use, words, block.index, row)


def _amount_at(c: Collector, at: int) -> Span | None:
    amount = c.reading.statements[at].amount
    return None if amount is None else amount.span


def _blocks(c: Collector) -> Iterator[Block]:
    funds = ("government_funds", "state_capital_operations", "social_insurance_funds")
    under = 0
    for block in c.blocks:
        if block.style and "项目支出" in block.title:
            under = block.style
        elif block.style and block.style <= under:
            under = 0
        of_projects = block.section == "project_spending" or under
        if not block.is_cell and (block.chapter in funds or (of_projects and block.body)):
            yield block


def _headed(c: Collector, block: Block, before: str) -> str:
    """Return the project that a numbered head names, for the lines below it."""
    if not block.style:
        return before
    name = evened(block.title)
    if known_row(c, name) is not None:
        return name
    topic = _TOPICS.search(name) and not name.endswith(("项目", "工程"))
    alone = 2 <= len(name) <= _LONGEST and not topic and not _AMOUNT.search(name)
    first = _PIECE.match(evened(block.body))
    staged = first is not None and first.lastgroup is not None and _stage(first) is not None
    return name if alone and staged and not OF_MONEY.fullmatch(name) else ""


_LONGEST = 40


def _read(c: Collector, block: Block, head: str) -> tuple[list[_Told], list[tuple[str, str]]]:
    """Return what a paragraph tells of projects, and what it says their money was used for."""
    normal = c.reading.normals[block.index]
    told: list[_Told] = []
    uses: list[tuple[str, str]] = []
    body = len(normal.text) - len(evened(block.body)) if head and block.title else 0
    listed = _is_listed(c, block.index)
    for sentence in _SENTENCE.finditer(normal.text, max(0, body - 1)):
        subject, among = head, False
        for clause in _CLAUSE.finditer(normal.text, *sentence.span()):
            at, words = clause.start(), clause.group()
            name, behind = _opening(c, words, explicit=listed or bool(subject))
            item = _ITEM.match(words) if among and not name and not listed else None
            among = among or _COUNTED.search(words) is not None
            if item is not None and not OF_MONEY.fullmatch(item["name"]):
                name, behind = item["name"], item.end("name")
            if name:
                subject, at, words = name, at + behind, words[behind:]
            piece = _PIECE.match(words)
            if not subject or _ASIDE.match(words):
                continue
            use = _USE.search(words)
            if piece is not None:
                told += _told(normal, subject, at, piece)
            elif _AMOUNT.search(words) and not _OTHER_AMOUNT.match(words):
                subject = ""
            if use is not None and subject and not _AMOUNT.search(use["use"]):
                uses.append((subject, use["use"]))
    return told, uses


def _is_listed(c: Collector, paragraph: int) -> bool:
    """Whether a list of projects was read in a paragraph: its bare amounts are read already."""
    return any(
        s.group >= 0 and s.span.paragraph == paragraph and at in c.used
        for at, s in enumerate(c.reading.statements)
    )


def _opening(c: Collector, words: str, *, explicit: bool) -> tuple[str, int]:
    """Return the project that a clause begins with, and where its name ends."""
    for name in known_names(c):
        if words.startswith(name) and not explicit:
            return name, len(name)
        if words.startswith(name) and _STAGED.match(words, len(name)):
            return name, len(name)
    match = _NAMED.match(words)
    if match is None or _NO_NAME.fullmatch(match["name"]) or OF_MONEY.fullmatch(match["name"]):
        return "", 0
    if c.reading.words.quantity(match["name"]) is not None:
        return "", 0
    bare = _STAGED.match(words, match.end("name")) is None
    return ("", 0) if bare and explicit else (match["name"], match.end("name"))


_STAGED = re.compile(f"的?(?:项目|工程)?(?:资金|支出|经费)?(?:{_ANY_STAGE})|，|：")


def _stage(piece: re.Match[str]) -> int | None:
    return next((at for at in range(len(_STAGES)) if piece[f"s{at}"] is not None), None)


def _told(normal: Normal, name: str, at: int, piece: re.Match[str]) -> Iterator[_Told]:
    stage = _stage(piece)
    own = _STAGES[stage][1] if stage is not None else Project.outturn
    doubt = _WHICH_STAGE if stage is None else _WHICH_BUDGET if own is None else ""
    start, end = at + piece.start("number"), at + piece.end("unit")
    yield _Told(
        name, own or Project.full_year, normal, start, end, piece["number"], piece["unit"], doubt
    )


def _propose(c: Collector, block: Block, told: _Told) -> None:
    """Propose an amount of a project; a second one that differs casts doubt on the first."""
    span = told.normal.span(told.start, told.end)
    amount = amount_of(told.text, told.unit, span)
    c.of_projects.add(span)
    c.placed.add(block.index)
    own = told.stage
    target = own if c.shift is Shift.SAME else None
    if c.shift is Shift.NEXT:
        target = {Project.outturn.name: Project.last, "carried_out": Project.carried_in}.get(
            own.name
        )
    if target is None:
        quote = c.reading.quote(span)
        why = _NO_LAST_BUDGET if own in {Project.initial, Project.full_year} else NO_FIELD
        c.miss(span, f"{told.name}：{own.label}{quote}", why)
        return
    row = project_row(c, told.name)
    if Project.name.at(row) not in c.items and c.report[Project.name.at(row)] is None:
        c.carry(Project.name, told.name, span, row)
    budget = FUND_OF_SCOPE.get(block.chapter)
    unknown = Project.budget.at(row) not in c.items and c.report[Project.budget.at(row)] is None
    if budget and unknown:
        c.carry(Project.budget, budget, span, row)
    held = c.items.get(target.at(row))
    if held is None:
        found = c.doubts.of_amount(span)
        c.put(target, amount.value, span, row, doubt=found.why if found else told.doubt)
    elif isinstance(held.value, Decimal) and held.value != amount.value and not held.doubt:
        numbers = f"{held.value.normalize():f}万元，另一处是{amount.value.normalize():f}万元"
        c.items[held.place] = replace(held, doubt=f"这里是{numbers}，核对后填")


def known_names(c: Collector) -> list[str]:
    """Return the projects of the report and of the proposal, evened, the longest first."""
    proposed = (name for _, name in c.proposed(Project.name))
    there = (c.report[Project.name.at(row)] for row in c.report.rows(Project.key))
    names = {evened(name) for name in (*proposed, *there) if isinstance(name, str)}
    return sorted(names, key=len, reverse=True)


def known_row(c: Collector, name: str) -> int | None:
    """Return the row of a project by its name, with 项目 at its end or without; None for a new one."""
    wanted = bare_project(name)
    for row, proposed in c.proposed(Project.name):
        if isinstance(proposed, str) and bare_project(proposed) == wanted:
            return row
    for row in c.report.rows(Project.key):
        there = c.report[Project.name.at(row)]
        if isinstance(there, str) and bare_project(there) == wanted:
            return row
    return None


def project_row(c: Collector, name: str) -> int:
    """Return the row of a project, a new one where no row has its name."""
    known = known_row(c, name)
    return c.row(Project, Project.name, name) if known is None else known


def bare_project(name: str) -> str:
    """Return a project's name without the word for what it is: 路灯改造项目, 路灯改造."""
    words = evened(name)
    return re.sub("(?:项目|工程)?(?:支出|资金|经费)?$", "", words) or words
