"""Chains of budget stages (年初, 追加, 全年, 支出, 结余), found by words and proved by arithmetic.

A text names its budget once or not at all, and then only the stages: 年初安排986万元，执行中追加
402万元，全年1388万元；支出1361万元，执行率98.06%. Words alone are ambiguous, so a chain counts only where a
printed sum, remainder or rate confirms it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from pingkou_gui.text.reading.statements import FULL_YEAR_BUDGET, INITIAL_BUDGET, OUTTURN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.drafts import Draft, Memory
    from pingkou_gui.text.reading.statements import Statement

F = TypeVar("F", "Draft", "Statement")
"""A draft or a statement."""
_HUNDRED = Decimal(100)
_MOST_FIGURES = 12
"""How many figures behind the first stage are read."""
_MOST_LINES = 6
"""The greatest number of lines of a list of stages."""
_FAR = 80
"""The greatest distance of a rate behind the last stage."""


class Stage(Enum):
    """What an amount is in the life of a budget."""

    INITIAL = "initial"
    ADDED = "added"
    CUT = "cut"
    NET = "net"
    FULL = "full"
    SPENT = "spent"
    LEFT = "left"
    RETURNED = "returned"
    """收回, 上缴: a cut during the year, a remainder behind the spending."""


_STAGES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    (Stage.NET, re.compile("净[增减调]|[比较]年初(?:预算)?数?(?:净)?(?:多|少|增加|减少)")),
    (Stage.FULL, re.compile(
        "(?:调整|追加|调增|调减|追减|变更|增减|调剂)(?:（[^）]{1,4}）)?(?:之)?后|调整(?:的)?预算|^全年(?:为|共|合计)?$|全年(?:总)?(?:预算|指标|可用|财力|安排|资金)"
        "|可(?:用|支配)(?:资金|指标|财力|预算|数)*|预算总额|总预算|(?:最终|年终|变更)预算|预算盘子"
    )),
    (Stage.INITIAL, re.compile("(?<![比较占])年初(?!至|到|以来|结[转余]|余额)|部门预算批复|批复(?:的)?(?:部门)?预算")),
    (Stage.RETURNED, re.compile("[收交缴退]回")),
    (Stage.LEFT, re.compile("结[余转]|剩余?|余下|节余|(?:未|没有?|尚未)(?:能)?(?:支[出付]|使用|执行|用完|花完|用掉|下达|花)")),
    (Stage.CUT, re.compile("调减|追减|核减|减少|收回|调出|划出|压减|压缩|减列|扣减|调走")),
    (Stage.ADDED, re.compile("追加|调增|增拨|增加|新增|增列|补充|调入|划入|(?:上级|省级|市级|县级|专项)[^，]{0,6}(?:拨付|拨入)|下达")),
    (Stage.SPENT, re.compile("支出|实支|花(?:了|掉|去)?|用[了去掉]|列支|支付|执行|使用|拨付|开支|决算")),
)  # fmt: skip
"""The first pattern found in the clause before an amount decides its stage."""
_ADDED_BEHIND = re.compile(
    "(?:万?元)?(?:，)?(?:都|均|全)?(?:是|为|系|属于?)(?:年中|当年|执行中)?(?:新增|追加|调增)"
)
_PART_WORDS = re.compile(
    "项目|工程|经费|[^花]费|补[助贴]|奖补|三公|会议|培训|采购|基本支出|人员|公用|收入|[^年]末?结转资金|人均|每"
)
"""Words that make an amount one of a part of the budget."""
_CLAUSE = re.compile("[、，；。：→（）\\d]|-(?=>)")
_ASIDE = re.compile("（[^）]{1,3}）")
_LONGEST_CLAUSE = 60
_RATE = re.compile("(\\d{1,3}(?:\\.\\d{1,4})?)%")
_SCOPES = re.compile("一般公共预算|公共财政预算|政府性基金(?:预算)?|国有资本经营预算")
_OWN_KEYS = frozenset({"", "spent", "total_spending", "balance"})


@dataclass(slots=True)
class Chain(Generic[F]):
    """The stages of one budget.

    Attributes:
        first: the first figure in the text.
        initial: 年初预算; None where the text begins with the full-year budget.
        changes: additions (1) and cuts (-1) in the course of the year.
        net: the net change, where it is printed instead.
        full: 全年预算.
        spent: the outturn.
        left: the printed remainders.
        rates: the percentages printed beside, as text.
    """

    first: F
    initial: F | None = None
    changes: list[tuple[int, F]] = field(default_factory=list)
    net: F | None = None
    full: F | None = None
    spent: F | None = None
    left: list[F] = field(default_factory=list)
    rates: tuple[str, ...] = ()

    @property
    def summed(self) -> Decimal | None:
        """The initial budget plus all changes; None without any change."""
        if self.initial is None or not self.changes:
            return None
        return _value(self.initial) + sum(
            (sign * _value(f) for sign, f in self.changes), Decimal(0)
        )

    def is_sum(self, full: Decimal) -> bool:
        """Whether the initial budget and its changes add up to `full`."""
        added = self.summed
        if added is None:
            if self.net is None or self.initial is None:
                return False
            off = abs(full - _value(self.initial))
            return _is_within(off, abs(_value(self.net)), self.step)
        return _is_within(added, full, self.step)

    def is_rate(self, spent: Decimal, full: Decimal) -> bool:
        """Whether a printed percentage is `spent` of `full`."""
        if not full:
            return False
        rate = spent / full * _HUNDRED
        return any(
            abs(rate - Decimal(text)) <= Decimal(1).scaleb(-len(text.partition(".")[2]))
            for text in self.rates
        )

    def is_left(self, left: Decimal) -> bool:
        """Whether a printed remainder is `left`."""
        return left > 0 and any(_is_within(left, _value(f), self.step) for f in self.left)

    @property
    def step(self) -> Decimal:
        """The largest last printed place of its figures, in 万元."""
        figures = (self.initial, self.full, self.spent)
        return max(f.amount.step for f in figures if f is not None and f.amount is not None)

    @property
    def slip(self) -> tuple[F, Decimal] | None:
        """The one figure that the others prove wrong, with its right value; None if there is none.

        Either the rate or the remainder fits the sum of initial budget and changes, but not the printed
        full budget; or rate and remainder agree on an outturn other than the printed one.
        """
        if self.full is None or self.spent is None:
            return None
        full, spent, added = _value(self.full), _value(self.spent), self.summed
        if added is not None and not self.is_sum(full):
            confirmed = self.is_rate(spent, added) or self.is_left(added - spent)
            return (self.full, added) if confirmed else None
        if self.is_left(full - spent):
            return None
        rests = [full - _value(left) for left in self.left]
        right = next((rest for rest in rests if self.is_rate(rest, full)), None)
        return None if right is None or right == spent else (self.spent, right)

    @property
    def is_proved(self) -> bool:
        """Whether a sum, a remainder or a rate confirms the stages."""
        if self.full is None:
            return False
        full = _value(self.full)
        if self.is_sum(full):
            return True
        if self.spent is None:
            return False
        spent = _value(self.spent)
        return self.is_left(full - spent) or self.is_rate(spent, full)


def _value(figure: F) -> Decimal:
    return figure.amount.value if figure.amount is not None else Decimal(0)


def _is_within(one: Decimal, other: Decimal, slack: Decimal) -> bool:
    return abs(one - other) <= slack


def chains(figures: Sequence[F], normals: Sequence[Normal]) -> Iterator[Chain[F]]:
    """Yield the chains that begin with an initial budget or with a full-year budget.

    Args:
        figures: statements or drafts of money with their amounts, in reading order.
        normals: the normalised paragraphs.
    """
    taken: list[F] = []
    for at, figure in enumerate(figures):
        begins = _stage(figure, normals)
        if begins is Stage.FULL and not any(figure is full for full in taken):
            yield from _chains_from_full_budget(figures[at : at + _MOST_FIGURES], normals)
        if begins is not Stage.INITIAL:
            continue
        chain = Chain(figure, figure)
        before = figures[at - 1] if at else None
        if before is not None and before.sentence == figure.sentence:
            _place_in_chain(chain, before, _stage(before, normals), only=Stage.FULL)
        last = figure
        for after in figures[at + 1 : at + _MOST_FIGURES]:
            gap = after.span.paragraph - last.span.paragraph
            if gap > 1 or after.span.paragraph - figure.span.paragraph > _MOST_LINES:
                break
            stage = _stage(after, normals)
            if stage is Stage.INITIAL:
                break
            _place_in_chain(chain, after, stage)
            last = after
        if chain.full is not None:
            taken = [chain.full]
            chain.rates = tuple(_rates(chain, last, normals))
            yield chain


def _chains_from_full_budget(figures: Sequence[F], normals: Sequence[Normal]) -> Iterator[Chain[F]]:
    """Yield the chain of a paragraph that begins with a full-year budget."""
    full = figures[0]
    chain = Chain(full, full=full)
    last = full
    for after in figures[1:]:
        stage = _stage(after, normals)
        if after.span.paragraph != full.span.paragraph:
            break
        if stage is Stage.INITIAL and after.sentence != full.sentence:
            break  # what follows divides the full budget
        if stage in {Stage.SPENT, Stage.LEFT, Stage.RETURNED}:
            _place_in_chain(chain, after, stage)
            last = after
    if chain.spent is not None:
        chain.rates = tuple(_rates(chain, last, normals))
        yield chain


def rates_mended(found_chains: Iterable[Chain[F]]) -> frozenset[str]:
    """Return the printed rates that fit a chain whose one slip is corrected."""
    found: set[str] = set()
    for chain in found_chains:
        slip = chain.slip
        if slip is None or chain.full is None or chain.spent is None:
            continue
        full, spent = (
            slip[1] if slip[0] is figure else figure.amount.value if figure.amount else slip[1]
            for figure in (chain.full, chain.spent)
        )
        found |= {
            rate for rate in chain.rates if Chain(chain.first, rates=(rate,)).is_rate(spent, full)
        }
    return frozenset(found)


def _place_in_chain(
    chain: Chain[F], figure: F, stage: Stage | None, only: Stage | None = None
) -> None:
    """Put a figure into its place in a chain, if it has one that is not taken yet."""
    if only is not None and stage is not only:
        return
    if stage is Stage.FULL and chain.full is None:
        chain.full = figure
    elif stage is Stage.SPENT and chain.spent is None:
        chain.spent = figure
    elif chain.spent is not None and stage in {Stage.LEFT, Stage.CUT, Stage.RETURNED}:
        chain.left.append(figure)
    elif chain.spent is None and stage is Stage.NET:
        chain.net = figure
    elif chain.spent is None and stage in {Stage.ADDED, Stage.CUT, Stage.RETURNED}:
        chain.changes.append((1 if stage is Stage.ADDED else -1, figure))


def _stage(figure: F, normals: Sequence[Normal]) -> Stage | None:
    """Return the stage that the words around an amount name, or None."""
    amount = figure.amount
    if amount is None or amount.unit in {"人", "名", "个", "%"} or figure.key not in _OWN_KEYS:
        return None
    normal = normals[amount.span.paragraph]
    start, end = normal.place(amount.span.start), normal.place(amount.span.end)
    words = _clause_before(normal.text, start)
    if words.startswith("其余") and _ADDED_BEHIND.match(normal.text, end):
        return Stage.ADDED
    stage = next((stage for stage, pattern in _STAGES if pattern.search(words)), None)
    change = stage in {Stage.ADDED, Stage.CUT, Stage.LEFT, Stage.NET, Stage.RETURNED}
    return stage if stage and (change or not _PART_WORDS.search(words)) else None


def _clause_before(text: str, at: int) -> str:
    """Return the clause before a number, without names of budgets and short brackets."""
    end = at - 1 if text[at - 1 : at] == "：" else at
    near = _ASIDE.sub("", text[max(0, end - _LONGEST_CLAUSE) : end])
    return _SCOPES.sub("", _CLAUSE.split(near)[-1])


def _rates(chain: Chain[F], last: F, normals: Sequence[Normal]) -> Iterator[str]:
    """Yield the percentages printed between the first stage and just behind the last."""
    first = chain.first.span.paragraph
    for paragraph in range(first, last.span.paragraph + 1):
        normal = normals[paragraph]
        start = normal.place(chain.first.span.start) if paragraph == first else 0
        end = len(normal.text)
        if paragraph == last.span.paragraph:
            end = normal.place(last.span.end) + _FAR
        yield from (match[1] for match in _RATE.finditer(normal.text, start, end))


def settle_stages(memory: Memory, normals: Sequence[Normal]) -> None:
    """Set measure and scope of the figures in proved chains.

    Args:
        memory: the drafts of all lines, changed in place.
        normals: the normalised paragraphs.
    """
    money = [d for d in memory.drafts if d.amount is not None and d.unit == "money"]
    for chain in chains(money, normals):
        if chain.is_proved or chain.slip is not None:
            _apply_chain(chain, memory, normals)


def _apply_chain(chain: Chain[Draft], memory: Memory, normals: Sequence[Normal]) -> None:
    """Set key, measure and scope of the figures of a proved chain."""
    scope = _scope_of(chain, memory, normals)
    if chain.initial is None and not scope:
        return  # 全年预算1694万元，全年执行1693万元: of which budget, nothing says
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
        if chain.initial is not None:
            added.scope, added.scope_said = chain.initial.scope, chain.initial.scope_said
    spent, full = chain.spent, chain.full
    if spent is not None and full is not None and spent.execution is not None:
        rate = spent.execution.text
        if Chain(chain.first, rates=(rate,)).is_rate(_value(spent), _value(full)):
            spent.execution_base = FULL_YEAR_BUDGET


def _scope_of(chain: Chain[Draft], memory: Memory, normals: Sequence[Normal]) -> str:
    """Return the only budget that the sentences of a chain name, else an empty string."""
    last = chain.spent or chain.full or chain.first
    first = chain.first.sentence
    for since in (first.start, 0):
        found: set[str] = set()
        for paragraph in range(first.paragraph, last.span.paragraph + 1):
            normal = normals[paragraph]
            start = normal.place(since) if paragraph == first.paragraph else 0
            end = len(normal.text)
            if paragraph == last.span.paragraph:
                end = normal.place(last.span.end)
            named = _SCOPES.findall(normal.text, start, end)
            found |= {memory.words.scopes[word] for word in named}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""
