"""年初…追加…全年…支出: the stages of one budget in a sentence, told by words and by arithmetic.

A sentence may name its budget once, or not at all, and then only the stages: 年初安排986万元，执行中
追加402万元，全年1388万元；支出1361万元，执行率98.06%. Words alone would leave room for doubt, so the
stages count only where a sum, a remainder or a rate that is printed with them confirms them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.text.statements import FULL_YEAR_BUDGET, INITIAL_BUDGET, OUTTURN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.drafts import Draft, Memory
    from pingkou_gui.text.source import Normal
    from pingkou_gui.text.tokens import Amount

_HUNDRED = Decimal(100)
_MOST_STAGES = 12
"""So many figures after the first stage are looked at."""


class Stage(Enum):
    """What an amount is in the life of a budget."""

    INITIAL = "initial"
    ADDED = "added"
    CUT = "cut"
    FULL = "full"
    SPENT = "spent"


_OF = "(?:的|为|是|共|共计|合计|总计|计|达|达到|：|数|额|总额|金额|资金|预算|财政拨款|拨款|部门预算|支出|安排|批复|下达|核定)*"
_STAGES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    (Stage.INITIAL, re.compile(f"(?:预算)?年初{_OF}")),
    (Stage.ADDED, re.compile(f"(?:追加|调增|增拨|新增|增加|净增|上级追加){_OF}了?")),
    (Stage.CUT, re.compile(f"(?:追减|调减|核减|净减){_OF}了?")),
    (Stage.SPENT, re.compile("(?:全年|实际|累计|已|共|财政)*(?:支出|执行|支付|使用|列支|决算|完成支出|支出决算)(?:的|为|是|共|计|合计|了|数|额|总额|金额|：)*")),
    (Stage.FULL, re.compile(f"(?:调整后|调整|追加后|调增后|全年|变更后|最终|可用){_OF}")),
)  # fmt: skip
"""The whole of a clause before its amount, without the words that say when, whose and of what budget."""
_BESIDE = re.compile(
    "20\\d\\d年度?|本年度?|当年|年内|年中|年底|年末|中途|期间|(?:预算)?执行(?:过程)?中|(?:我|本)[镇乡局院校处办县区市]|本单位|全[镇乡]"
    "|(?:从|在)?(?:资金|预算|收支|经费|支出)(?:情况|方面)(?:看|来看)?[，：]?|经批准|按规定|预算时|实际上"
)
"""Words beside a stage that leave it what it is."""
_CLAUSE = re.compile("[、，；。：（）\\d]")
_NUMBERING = re.compile("^(?:\\d{1,2}(?:\\.\\d{1,2}){0,3}|[一二三四五六七八九十]{1,3}、)\\s*")
_RATE_AFTER = re.compile(
    "(?:[，；。（]|预算|支出|资金)*(?:执行率|完成率|支出进度|预算完成率|执行进度)(?:为|是|达到?|：|约)*(\\d{1,3}(?:\\.\\d{1,4})?)%"
)
_SCOPES = re.compile("一般公共预算|公共财政预算|政府性基金(?:预算)?|国有资本经营预算")
_OWN_KEYS = frozenset({"", "spent", "total_spending"})


@dataclass(slots=True)
class _Chain:
    """The stages of one budget as they are told, one after another."""

    initial: Draft
    changes: list[tuple[int, Draft]] = field(default_factory=list)
    full: Draft | None = None
    spent: Draft | None = None
    rate: str = ""
    rest: list[Amount] = field(default_factory=list)
    """The amounts that follow what was spent: one of them may be what is left."""


def settle_stages(memory: Memory, normals: Sequence[Normal]) -> None:
    """Give the figures of proved chains their stage and their budget.

    Args:
        memory: what the lines have said; its drafts are changed in place.
        normals: the evened paragraphs in which the drafts stand.
    """
    by_paragraph: dict[int, list[Draft]] = {}
    for draft in memory.drafts:
        if draft.amount is not None and draft.unit == "money":
            by_paragraph.setdefault(draft.span.paragraph, []).append(draft)
    for paragraph, drafts in by_paragraph.items():
        normal = normals[paragraph]
        for chain in _chains(drafts, normal):
            if _is_proved(chain):
                _settle(chain, memory, normal)


def _chains(drafts: Sequence[Draft], normal: Normal) -> Iterator[_Chain]:
    """Yield what begins with a first budget and goes on to what was spent."""
    for at, draft in enumerate(drafts):
        if draft.key not in _OWN_KEYS or _stage(draft, normal) is not Stage.INITIAL:
            continue
        chain = _Chain(draft)
        for after in drafts[at + 1 : at + _MOST_STAGES]:
            if not _take(chain, after, normal):
                break
        if chain.full is not None or chain.spent is not None:
            yield chain


def _take(chain: _Chain, draft: Draft, normal: Normal) -> bool:
    """Put the next figure into its place in a chain; False where the chain is over."""
    stage = _stage(draft, normal) if draft.key in _OWN_KEYS else None
    if chain.spent is not None:
        if draft.amount is not None:
            chain.rest.append(draft.amount)
        return stage is not Stage.INITIAL
    if stage is Stage.INITIAL:
        return False
    if stage in {Stage.ADDED, Stage.CUT} and chain.full is None:
        chain.changes.append((1 if stage is Stage.ADDED else -1, draft))
    elif stage is Stage.FULL and chain.full is None:
        chain.full = draft
    elif stage is Stage.SPENT and draft.amount is not None:
        chain.spent = draft
        rate = _RATE_AFTER.match(normal.text, normal.place(draft.amount.span.end))
        chain.rate = rate[1] if rate else ""
    return True


def _stage(draft: Draft, normal: Normal) -> Stage | None:
    """Return the stage that all words of the clause before an amount name, None for others."""
    amount = draft.amount
    if amount is None:
        return None
    words = _words_before(normal, normal.place(amount.span.start))
    return next((stage for stage, pattern in _STAGES if pattern.fullmatch(words)), None)


def _words_before(normal: Normal, at: int) -> str:
    """Return the clause before a number, without the words beside a stage."""
    start = at
    while start > 0 and not _CLAUSE.match(normal.text[start - 1]):
        start -= 1
    words = _NUMBERING.sub("", normal.text[start:at])
    return _SCOPES.sub("", _BESIDE.sub("", words))


def _is_proved(chain: _Chain) -> bool:
    """Whether a sum, a remainder or a rate confirms which figure is which."""
    initial, full, spent = chain.initial.amount, chain.full, chain.spent
    if initial is None or full is None or full.amount is None:
        return False
    if chain.changes and _same(
        initial.value + sum((s * d.amount.value for s, d in chain.changes if d.amount), Decimal(0)),
        full.amount.value,
        initial.step + full.amount.step,
    ):
        return True
    if spent is None or spent.amount is None:
        return False
    left = full.amount.value - spent.amount.value
    if left > 0 and any(
        _same(left, rest.value, full.amount.step + rest.step) for rest in chain.rest
    ):
        return True
    if not chain.rate or not full.amount.value:
        return False
    step = Decimal(1).scaleb(-len(chain.rate.partition(".")[2]))
    return _same(spent.amount.value / full.amount.value * _HUNDRED, Decimal(chain.rate), step)


def _same(one: Decimal, other: Decimal, slack: Decimal) -> bool:
    return abs(one - other) <= slack


def _settle(chain: _Chain, memory: Memory, normal: Normal) -> None:
    """Write stage, quantity and budget into the figures of a proved chain."""
    scope = _scope_of(chain, memory, normal)
    stages = [
        (chain.initial, INITIAL_BUDGET),
        (chain.full, FULL_YEAR_BUDGET),
        (chain.spent, OUTTURN),
    ]
    for draft, measure in stages:
        if draft is None:
            continue
        draft.key, draft.measure, draft.measure_said = "total_spending", measure, True
        draft.comparisons = []
        if scope:
            draft.scope, draft.scope_said = scope, True
        memory.note(draft)
    if len(chain.changes) == 1 and chain.changes[0][0] > 0:
        added = chain.changes[0][1]
        added.key, added.measure, added.measure_said = "total_spending", "added", True
        added.scope, added.scope_said = chain.initial.scope, chain.initial.scope_said
    if chain.spent is not None and chain.spent.execution is not None:
        chain.spent.execution_base = FULL_YEAR_BUDGET


def _scope_of(chain: _Chain, memory: Memory, normal: Normal) -> str:
    """Return the one budget that the sentences of a chain name, empty for none or several."""
    last = chain.spent or chain.full or chain.initial
    start, end = normal.place(chain.initial.sentence.start), normal.place(last.span.end - 1)
    found = {memory.words.scopes[word] for word in _SCOPES.findall(normal.text, start, end)}
    return found.pop() if len(found) == 1 else ""
