"""Checks of bounds: at most so much, at least so much, what was reached, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, sentence_of
from pingkou_gui.text.lines.outline import chinese_number, chinese_numeral
from pingkou_gui.text.reading.score_tables import attainment
from pingkou_gui.text.reasoning.finding import RUNNING, Case, Findings, Told, check, check_each
from pingkou_gui.text.reasoning.systems import is_turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_BUT_FOR = re.compile("除[^。]*外")
_HALVES = re.compile("[。；]")
_BOUND_TAIL = re.compile("^[及之]?(?:以上|以内|以下|内)|[的，].*$")
_AIM_WORD = re.compile("目标|指标|计划|要求")
_LIMITS = re.compile("控制|时限|限|须|应|目标|在$")
_PART_OF_CLAUSE = re.compile("[，。；：、（）“”]")
_MOST = re.compile(
    "(?:≤|<|不(?:得|能|应)?(?:超过|高于|大于|多于|突破|超)|最[多高]|以内控制在|控制在|上限|限额)(?:[一-鿿]{1,6}的|(?:为|是|：)*)$"
)
_LEAST = re.compile(
    "(?:≥|>|不(?:得|能|应)?(?:低于|少于|小于)|至少|最[少低])(?:[一-鿿]{1,6}的|(?:为|是|：)*)$"
)
_MOST_BEHIND = re.compile("^[一-鿿]{0,4}(?:以内|之内|以下|内)(?![一-鿿])")
_LEAST_BEHIND = re.compile("^[一-鿿]{0,4}及?以上")
_TARGET = re.compile("(?:目标|指标|计划|任务)(?:值|数)?(?:为|是|：)*$")
_LESS_IS_BETTER = re.compile("控制|变动|死亡|投诉|发生|事故|成本|用时|时间|时限|差错|退件|返贫|超")
_STRICT = re.compile("[<>]")
_REACHED = re.compile(
    "(?:实际|实为|完成|达到?|实现|[举开][办展]|用时|支出|开支|仅|只有|培训|新增|建成|维修|整治|全年|年内|累计|显示|测评|调查|最终|发放)[一-鿿]{0,6}$"
)
_OTHER_TIME = re.compile("上年|去年|预算|计划|目标|比|较|同期|全[县市省国]|平均水平")
_MET = re.compile(
    "(?<![未没不])(?:(?:超额|全面|圆满|如期|按[时期]|顺利)?(?:完成|达到|实现)(?:了)?(?:年度|年初|预期|既定|全年|绩效|设定的?)*(?:目标|任务|指标|要求|标准)(?:值)?"
    "|(?:指标|目标|任务|该项)(?:已|均|全部|如期|顺利)*完成|超额完成|按[时期](?:完成|办结)|完成(?:情况)?(?:良好|较好)|达标|得满分|符合(?:要求|规定|标准)"
    "|控制(?:有效|良好|得当|到位)|(?:未|没有|不)超(?:出|过)?(?:[一-鿿]{0,6}))(?=[，。；、）]|$)"
)
_NOT_MET = re.compile(
    "未(?:能|全)?(?:部|按[时期])?(?:完成|达[标到]|实现)|没有(?:完成|达到|实现)|不达标|扣\\d|超出|低于"
)
_NOT_MET_FIRST = re.compile(
    "^，?(?:该项|该指标|指标|目标)*(?P<said>(?:尚?未(?:能)?|没有)(?:完成|达标|达到|实现)(?:年度|年初|预期|既定)?(?:目标|任务|指标|要求)?值?)(?=[，。；）]|$)"
)
_TAIL_FAR = 34
_TIERS = re.compile("^[一-鿿]{0,4}(?:得|计|记|扣|为)(?:\\d|满分|优|良|中|差)|^的|^[—－～-]")
"""A bound that a number of points hangs on: ≥90%得10分."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound with what was reached.

    Attributes:
        bound: the number that is the bound.
        reached: the number that was reached.
        most: whether it is the most that may be.
        strict: whether the bound itself does not fulfil it.
    """

    bound: Term
    reached: Term
    most: bool
    strict: bool

    @property
    def is_missed(self) -> bool:
        """Whether what was reached lies on the wrong side of the bound."""
        off = self.reached.value - self.bound.value
        return off > 0 if self.most else off < 0

    @property
    def words(self) -> str:
        """The bound in words for people."""
        return f"{'不超过' if self.most else '不低于'}{self.bound.text}{self.bound.unit}"

    @property
    def name(self) -> str:
        """What is measured."""
        before = self.reached.number.start < self.bound.number.start
        term = self.reached if before else self.bound
        named = _NAME_END.sub("", _NAME_BEGIN.sub("", term.words))
        if len(named) > 1 or before:
            return named
        clauses = _PART_OF_CLAUSE.split(term.lead.rstrip("：，“”"))
        return _NAME_END.sub("", _NAME_BEGIN.sub("", clauses[-2 if len(clauses) > 1 else -1]))


_NAME_BEGIN = re.compile("^(?:其中|[①-⑳]|岁及以上|～|[、.]|指标|年初|年度|绩效)+")
_NAME_END = re.compile(
    "(?:≥|≤|>|<|不低于|不少于|不高于|不超过|控制在|至少|达到?|年度|年初|绩效|(?:目标|指标|计划|任务)[值数]?|应|要求|实际|完成|为|是|：|的)+$"
)


def aims_in(normal: Normal, terms: Sequence[Term]) -> Iterator[Aim]:
    """Yield the bounds of a paragraph beside which stands what was reached."""
    for at, bound in enumerate(terms):
        sign = _sign(normal, bound)
        if not sign or _TIERS.match(normal.text[bound.number.end : bound.number.end + 8]):
            continue
        reached = _reached(terms, at)
        if reached is not None:
            most = sign == "most"
            yield Aim(bound, reached, most, _STRICT.search(bound.words) is not None)


def _sign(normal: Normal, term: Term) -> str:
    """Return `most` or `least` for a bound, '' for another number."""
    before = normal.text[max(0, term.number.start - 12) : term.number.start]
    behind = normal.text[term.number.end : term.number.end + 8]
    if _LEAST.search(before) or _LEAST_BEHIND.match(behind):
        return "least"
    if _MOST.search(before) or (_MOST_BEHIND.match(behind) and _LIMITS.search(before)):
        return "most"
    named = _TARGET.search(before) is not None and term.kind != MONEY
    return "least" if named and not _LESS_IS_BETTER.search(term.lead[-24:]) else ""


def _reached(terms: Sequence[Term], at: int) -> Term | None:
    """Return what was reached beside a bound: behind it, or before the bracket that it stands in."""
    bound = terms[at]
    before = terms[at - 1] if at else None
    if before is not None and bound.depth > before.depth and before.kind == bound.kind:
        gap = bound.normal.text[before.number.end : bound.number.start]
        own = gap.startswith("（") and not before.number.is_hedged and "，" not in gap
        return before if own and _AIM_WORD.search(gap) else None
    if before is not None and (before.kind, before.depth) == (bound.kind, bound.depth):
        gap = bound.normal.text[before.number.end : bound.number.start]
        if _AIM_BEHIND.fullmatch(gap) and not before.number.is_hedged:
            return None if _TARGET.search(before.words) else before
    for other in terms[at + 1 : at + 3]:
        if other.sentence != bound.sentence or other.depth != bound.depth:
            return None
        if other.kind == bound.kind:
            alike = is_turned(other) == is_turned(bound) and _same_thing(bound, other)
            between = bound.normal.text[bound.number.end : other.number.start]
            fits = _REACHED.search(other.words) or between.startswith("，实际")
            apart = "；" in between or between.count("，") > _TWO
            wrong = other.number.is_hedged or _OTHER_TIME.search(other.words) or apart
            return other if fits and alike and not wrong else None
    return None


_TWO = 2
_AIM_BEHIND = re.compile(
    "，(?:年度|年初|绩效|预期)?(?:目标|指标)(?:值|数)?(?:为|是)?(?:≥|≤|不低于|不超过)?"
)
"""What stands between what was reached and what was to be: 管理率74.6%，目标值70%."""


def _same_thing(one: Term, other: Term) -> bool:
    """Whether the words behind two numbers do not tell of two things: 6个项目, 5个村."""
    tails = [_BOUND_TAIL.sub("", t.tail)[:2] for t in (one, other)]
    return one.kind in {MONEY, PERCENT} or not all(tails) or tails[0] == tails[1]


@check("说达到的，没有超过上限、低于下限", "CONTRADICTION", ground="比较")
def what_is_said_of_an_aim_is_so(case: Case) -> Findings:
    """目标不低于200亩，实际完成186亩，完成目标: it is below; 不超过20个工作日，实际25个工作日，按时完成."""
    for normal in case.reading.running:
        for aim in aims_in(normal, case.reading.terms.get(normal.paragraph, [])):
            told = _against(case, normal, aim)
            if told is not None:
                yield told


def _against(case: Case, normal: Normal, aim: Aim) -> TextFinding | None:
    """Return a question where the words behind an aim say the opposite of its numbers."""
    end = max(aim.reached.number.end, aim.bound.number.end)
    tail = _HALVES.split(normal.text[end : end + _TAIL_FAR])[0].removeprefix("）")
    met, missed = _MET.search(tail), _NOT_MET.search(tail)
    first = end + (normal.text[end] == "）" if end < len(normal.text) else 0)
    reached = f"{aim.reached.text}{aim.reached.unit}"
    if aim.is_missed and met and not missed:
        side = "超过了" if aim.most else "低于"
        right = f"{reached}{side}{aim.bound.text}{aim.bound.unit}，没有达到目标"
        message = f"要求{aim.words}，实际是{reached}，{side}它，这里却写“{met.group()}”；核对两个数，或改写"
        spot = normal.span(first + met.start(), first + met.end())
        return case.question("CONTRADICTION", spot, message, right)
    none = _NOT_MET_FIRST.match(tail)
    even = aim.reached.value == aim.bound.value
    if (
        none is None
        or aim.is_missed
        or (even and aim.strict)
        or _TURNED_WORD.search(aim.bound.lead)
    ):
        return None
    message = (
        f"要求{aim.words}，实际是{reached}，已经达到，这里却写“{none['said']}”；核对两个数，或改写"
    )
    spot = normal.span(first + none.start("said"), first + none.end("said"))
    return case.question("CONTRADICTION", spot, message, "已完成")


_TURNED_WORD = re.compile("下降|降低|减少|压减|增长|提高|增加")

# ---- all of them reached ----------------------------------------------------------------------------

_NUMERALS = "[两三四五六七八九十]{1,2}|\\d{1,2}"
_ALL_MET = re.compile(
    f"(?P<but>除[^，。；]{{2,30}}外，)?(?P<all>各项|全部|所有|上述各项|以上各项|(?:{_NUMERALS})[项个])(?P<what>(?:[一-鿿]{{0,6}}?(?:指标|目标))?)"
    "(?P<tail>(?:均|都)?(?:已|全部)?(?:达到|达标|完成|实现|超额完成|超过)[^，。；]{0,20})"
)
_NUMERAL = re.compile(f"({_NUMERALS})[项个]")
_OF_AIMS = re.compile("目标|指标|预期|达标")
_SOME = re.compile("(?!均|都|已|全部)")
"""4项达到目标: those that did, not all."""
_REST = re.compile("其余|其他|其它|剩余|另外?|有|达标的?|完成的?")


@check("说全部完成的，没有一项未完成", "CONTRADICTION", ground="前后一致")
def nothing_missed_where_all_is_met(case: Case) -> Findings:
    """各项指标均达到目标值 beside 63.2%（目标值≥65%）, or above a table one row of which falls short."""
    missed: list[str] = []
    in_tables = _missed_in_tables(case)
    for normal in case.reading.written:
        terms = case.reading.terms.get(normal.paragraph, [])
        aims = list(aims_in(normal, terms))
        missed += [aim.name for aim in aims if aim.is_missed and aim.name]
        for match in _ALL_MET.finditer(normal.text) if missed or in_tables else ():
            lead = normal.text[max(0, match.start() - _LEAD_FAR) : match.start()]
            some = _SOME.match(match["tail"]) and not _OF_AIMS.search(match["what"])
            if _NUMERAL.search(match["tail"]):
                continue  # 9项绩效指标完成8项: so many of them, not all
            if some or not _OF_AIMS.search(match["what"] + match["tail"]) or _REST.search(lead):
                continue
            if match["but"] is None:
                names = list(dict.fromkeys(missed)) or in_tables
                yield _not_all_met(case, normal, match, names, sure=bool(missed))
            else:
                before = [aim for aim in aims if aim.reached.number.end <= match.start()]
                yield from _rest_is_less(case, normal, match, before)


_LEAD_FAR = 3


def _missed_in_tables(case: Case) -> list[str]:
    """Return the indicators of the tables whose targets are not reached, by what their rows print."""
    return [
        row.label for rows in case.reading.score_rows for row in rows
        if row.kind == "indicator" and (reached := attainment(row)) and not reached.is_met
        and (reached.said or "%" in row.target)
    ]  # fmt: skip


def _not_all_met(
    case: Case, normal: Normal, match: Match, names: list[str], *, sure: bool
) -> TextFinding:
    """Tell that some are not reached of which all is said, for certain where running text prints both."""
    shown, counted, rest = "、".join(names[:3]), _NUMERAL.fullmatch(match["all"]), ""
    if counted is not None:
        rest = _as_counted(counted[1], chinese_number(counted[1]) - len(names)) + match["all"][-1]
    right = f"除{shown}外，其余{rest}{match['what']}{match['tail']}"
    message = f"有{len(names)}项（“{shown}”）没有达到目标值，这里却说{match.group()}；改为“{right}”"
    spot = normal.span(*match.span())
    if sure:
        return case.finding("CONTRADICTION", spot, message, right)
    return case.question("CONTRADICTION", spot, message, right)


def _as_counted(printed: str, number: int) -> str:
    return str(number) if printed.isdigit() else chinese_numeral(number)


def _rest_is_less(case: Case, normal: Normal, match: Match, aims: Sequence[Aim]) -> Findings:
    """Yield 除甲外，四项全部超过目标 where four are told, 甲 among them: three are left."""
    counted = _NUMERAL.fullmatch(match["all"])
    missed = [aim for aim in aims if aim.is_missed]
    if counted is None or not missed or chinese_number(counted[1]) != len(aims):
        return
    rest = f"其余{_as_counted(counted[1], len(aims) - len(missed))}{match['all'][-1]}"
    right = f"{match['but']}{rest}{match['what']}{match['tail']}"
    message = f"前面写了{len(aims)}项，{len(missed)}项没有达到，除去它是{rest}，这里写{match['all']}；改为“{right}”"
    yield case.question("CONTRADICTION", normal.span(*match.span()), message, right)


# ---- all of them within a time ----------------------------------------------------------------------

_ALL_WITHIN = re.compile(
    "(?P<said>(?:均|都|全部)(?:已)?在(?P<limit>\\d{1,3})(?P<unit>个工作日|个月|天|日|小时)(?:之|以)?内[一-鿿]{2,10})"
    "[，。；](?P<other>[^。；]{0,24}?(?:\\d{1,4}|[一两二三四五六七八九])[笔件户个项宗人][^。；，\\d]{0,12}(?:超过|用了|耗时|历时|达到?)(?:了)?(?P<late>\\d{1,3})(?P=unit))"
)


@check_each(
    _ALL_WITHIN, "说都在期限内的，没有一件超期", "CONTRADICTION", ground="比较", among=RUNNING
)
def nothing_late_where_all_is_in_time(case: Case, normal: Normal, match: Match) -> Told:
    """均在30日内拨付到位，其中有6笔超过45日才拨付."""
    if int(match["late"]) < int(match["limit"]):
        return None
    first, _ = sentence_of(normal.text, match.start())
    if _BUT_FOR.search(normal.text[first : match.end()]):
        return None
    message = f"前面写“{match['said']}”，后面却写“{match['other']}”；核对哪一处写错"
    return case.question(
        "CONTRADICTION", normal.span(match.start("said"), match.end("other")), message, match["other"],
    )  # fmt: skip


CHECKS = (nothing_missed_where_all_is_met,)
LAST_CHECKS = (what_is_said_of_an_aim_is_so, nothing_late_where_all_is_in_time)
