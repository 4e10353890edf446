"""Checks of what there was, came, went and is left: people, vehicles, households, projects, money of a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    RATIOS_AND_SCORES,
    is_swap,
    sentence_of,
)
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import DOWN, UP, added_up, opposite, plain
from pingkou_gui.text.reasoning.finding import Case, Findings, Told, check, check_each
from pingkou_gui.text.reasoning.part_lists import BALANCES, CAME_IN, WENT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_TWO = 2
_AT_THE_END = re.compile("年?[末底]|实有|在[职编]")
_CLAUSE_MARK = re.compile("[，。；：、（）]")
_THINGS_IN = (
    "新购|购置|购入|购买|更新|新建|新开|纳入|新设|新立|迁入|收治|入库|受理|新签|新聘|新招|识别|认定"
)
_THINGS_OUT = "报废|处置|退出|注销|核减|清退|死亡|销户|拍卖|报损|移交|划转|迁出|出库|完工|竣工|办结|销号|出院|脱贫|取消|消除|发放|领用|耗用|售出"

# ---- what there was, with what came and went, is what there is ------------------------------------

_IN, _OUT = (
    re.compile(f"{CAME_IN}|{_THINGS_IN}|[增购进]$"),
    re.compile(f"{WENT_OUT}|{_THINGS_OUT}|[减退]$"),
)
_NET = re.compile("净|[比较]|同比")
_NO_STOCK = re.compile("预算|计划|批复|核定|编制|目标|确定|安排|下达|设定|任务|平均|每|均|预计|拟")
_OPENS = re.compile("(?:上年|去年|上一年|上期)[末底]?|(?:年|期|月)初|原有|结转")
_CLOSES = re.compile("(?:年|期|月)[末底]|现有|目前|现[为在]|实有|在册|保有|存量|结存|在[职岗编建]")
_YEAR = re.compile("(20\\d\\d)年[^\\d]*$")
_PART_OF = re.compile("^(?:其中|含|包括|内含)")


@dataclass(frozen=True, slots=True)
class _Flow:
    """What a passage tells of a stock.

    Attributes:
        opening: how many there were.
        closing: how many there are.
        moves: those that came, with 1, and those that went, with -1.
    """

    opening: Term
    closing: Term
    moves: tuple[tuple[int, Term], ...]

    @property
    def right(self) -> Decimal:
        """How many there are by what came and went."""
        return self.opening.value + sum((sign * t.value for sign, t in self.moves), Decimal(0))


@check("年初数加减年内进出等于年末数", "COUNT", "DIRECTION", ground="计数")
def stocks_follow_from_their_flows(case: Case) -> Findings:
    """上年末66人，考录2人、调入1人、退休4人，年末67人: 65 are left; 年初8辆，报废1辆、新购2辆，年末8辆: 9."""
    for group in _passages(case):
        flow = _flow(group, case.reading.year)
        if flow is not None and flow.right != flow.closing.value and flow.right >= 0:
            yield _off_balance(case, flow)


def _passages(case: Case) -> Iterator[list[Term]]:
    """Yield the numbers of one kind of each sentence, or of its half before or behind a ；."""
    for normal in case.reading.running:
        groups: dict[tuple[int, int, str], list[Term]] = {}
        for term in case.reading.terms.get(normal.paragraph, []):
            if term.kind in RATIOS_AND_SCORES or term.kind == MONEY:
                continue
            half = normal.text.count("；", 0, term.number.start)
            groups.setdefault((term.sentence, half, term.kind), []).append(term)
        yield from (group for group in groups.values() if len(group) > _TWO)


def _flow(group: Sequence[Term], year: int | None) -> _Flow | None:
    """Return what is told of a stock; None where a number of its kind is something else."""
    roles = [(_role(t, year), t) for t in group if not (t.depth and _PART_OF.match(t.words))]
    known = [at for at, (role, _) in enumerate(roles) if role]
    if not known:
        return None
    roles = roles[known[0] : known[-1] + 1]
    opening = [t for role, t in roles if role == "opening"]
    closing = [t for role, t in roles if role == "closing"]
    moves = tuple((1 if role == "in" else -1, t) for role, t in roles if role in {"in", "out"})
    alone = len(opening) == len(closing) == 1 and len(moves) + _TWO == len(roles)
    if not alone or not moves or any(t.number.is_hedged for _, t in roles):
        return None
    net = [t for _, t in moves if _NET.search(t.words)]
    if net and len(moves) > len(net):
        moves = tuple((sign, t) for sign, t in moves if t not in net)
    return _Flow(opening[0], closing[0], moves)


def _role(term: Term, year: int | None) -> str:
    """Return what a number is of a stock: opening, closing, in or out; '' for anything else."""
    words = term.words
    ways = [name for name, way in (("in", _IN), ("out", _OUT)) if way.search(words)]
    if _NO_STOCK.search(words) or len(ways) > 1 or _PART_OF.match(words):
        return ""
    clause = _CLAUSE_MARK.split(term.lead)[-1]
    told = _YEAR.search(clause)
    if _OPENS.search(words) and not _NET.search(words):
        return "opening"
    if ways:
        return ways[0]
    if told and year is not None and int(told[1]) < year:
        return "opening" if _AT_THE_END.search(words) else ""
    return "closing" if _CLOSES.search(words) or told else ""


def _off_balance(case: Case, flow: _Flow) -> TextFinding:
    """Return a question about a stock that its flows do not lead to."""
    first, last = flow.opening, flow.closing
    terms = "".join(f"{'+' if sign > 0 else '−'}{t.text}" for sign, t in flow.moves)
    right = f"{plain(flow.right)}{last.unit}"
    sign, only = flow.moves[0]
    turned = len(flow.moves) == 1 and first.value - sign * only.value == last.value
    message = f"{first.text}{terms} = {right}，这里写的是{last.text}{last.unit}；"
    spot = last.normal.span(
        min(t.number.start - len(t.words) for t in (first, last, *(t for _, t in flow.moves))),
        max(t.number.end for t in (first, last, *(t for _, t in flow.moves))),
    )
    word = _way_of(only)
    if turned and opposite(word):
        other = f"{opposite(word)}{only.text}{only.unit}"
        message += f"从{first.text}到{last.text}是{other}，核对“{word}”和两个数"
        return case.question("DIRECTION", spot, message, other)
    off = last.value - flow.right
    ways = [(t, t.value + sign * off) for sign, t in flow.moves]
    told = [
        f"“{t.words}{t.text}”应为{plain(v)}" for t, v in ways if v > 0 and is_slip(t.text, plain(v))
    ]
    message += "核对各数，或补全年内的进出" + (f"（可能是{'，或'.join(told)}）" if told else "")
    return case.question("COUNT", spot, message, right)


_TURN = re.compile(f"(?P<word>{UP}|{DOWN})(?:了)?$")


def _way_of(term: Term) -> str:
    match = _TURN.search(term.words)
    return match["word"] if match else ""


# ---- done, under way and not begun: all of them ----------------------------------------------------

_DONE = re.compile(
    "完成|完工|竣工|办结|整改|销号|履行|化解|处置|修复|建成|验收|兑现|发放|回复|答复|解决|投产|到位"
)
_NOT_YET = re.compile("在建|正在|尚|未|余下|剩余|其余|前期|待|推进|跨年|在办")
_ALL = re.compile(
    "共|计划|实施|排查|发现|收到|受理|签订|安排|确定|下达|交办|反馈|全[年镇乡县市]|梳理|列入|立项"
)
_MORE_LEFT = re.compile("等|其中|含|主要|上年结转|往年")


@check("完成的和没有完成的合起来是全部", "COUNT", ground="计数")
def done_and_undone_are_all(case: Case) -> Findings:
    """计划实施项目18个，已完工12个，在建5个: 17."""
    for group in _passages(case):
        whole, *rest = [t for t in group if not t.depth] or group
        states = []
        for term in rest:
            said = f"{term.words}{term.tail}"
            state = "open" if _NOT_YET.search(said) else "done" if _DONE.search(term.words) else ""
            if not state or _MORE_LEFT.search(term.words):
                break
            states.append((state, term))
        if {state for state, _ in states} != {"open", "done"} or _NOT_YET.search(whole.words):
            continue
        told = _not_all(case, whole, [t for _, t in states])
        if told is not None and len(states) == len(rest):
            yield told


def _not_all(case: Case, whole: Term, parts: Sequence[Term]) -> TextFinding | None:
    """Return a question where what was done and what was not do not come to all, by a slip."""
    values = [int(t.value) for t in parts]
    off, added = int(whole.value) - sum(values), sum(values)
    between = whole.normal.text[whole.number.end : parts[-1].number.start]
    if not off or not _ALL.search(whole.words) or int(whole.value) in accumulate(values):
        return None
    if _MORE_LEFT.search(between) or any(t.number.is_hedged for t in (whole, *parts)):
        return None
    near = [(whole, added), *((t, v + off) for t, v in zip(parts, values, strict=True))]
    near = [(t, right) for t, right in near if right > 0 and is_slip(t.text, str(right))]
    swap = any(is_swap(t.text, str(right)) for t, right in near)
    if not near or not (off <= 1 or swap):
        return None
    told = "，或".join(f"“{t.words}{t.text}”应为{right}" for t, right in near)
    terms = added_up(map(str, values))
    message = f"全部是{whole.text}{whole.unit}，{terms} = {added}{whole.unit}；核对：{told}"
    spot = whole.normal.span(whole.number.start - len(whole.words), parts[-1].number.end)
    return case.question("COUNT", spot, message, f"{added}{whole.unit}")


# ---- a net change and who came and went -----------------------------------------------------------

_NET_OF = re.compile(
    "(?P<change>(?P<word>净?增加|净?减少|增|减|多|少)了?(?P<net>\\d{1,3})[人名])(?:，|：|（)(?:其中|主要)?(?:原因)?[为是系因]?：?"
)
_MOVE = re.compile(
    f"(?P<kind>{CAME_IN}|{WENT_OUT})[^，。；、\\d]{{0,14}}?(?P<number>\\d{{1,3}})[人名]"
)
_SOME = re.compile("主要|等|其中")
_NONE_NEW = re.compile("，(?:年内)?(?:无|没有)新")


@check_each(_NET_OF, "人数的增减等于进出之差", "SUM", "DIRECTION", ground="计数")
def persons_in_and_out_make_the_change(case: Case, normal: Normal, match: Match) -> Told:
    """减少3人：调出2人、退休4人、新录用5人: it is 1; 增加2人，主要是退休1人、调出1人: it is fewer."""
    _, end = sentence_of(normal.text, match.start())
    end = min(end, normal.text.find("；", match.end()) % (len(normal.text) + 1))
    moves = list(_MOVE.finditer(normal.text, match.end(), end))
    numbers = re.findall("\\d+[人名]", normal.text[match.end() : end])
    if not moves or moves[0].start() > match.end() + 6 or len(numbers) != len(moves):
        return None
    if re.search("[共各均、]", normal.text[match.end() : moves[0].end()]):
        return None  # 去世、转出共7名; 公务员和农技员各1人
    made = sum(int(m["number"]) * (1 if re.fullmatch(CAME_IN, m["kind"]) else -1) for m in moves)
    up = match["word"][-1] in "加增多"
    net = int(match["net"]) * (1 if up else -1)
    told = normal.text[match.end() - 8 : moves[-1].end() + 2]
    all_told = _NONE_NEW.match(normal.text, moves[-1].end()) is not None
    if net == made or (_SOME.search(told) and not all_told) or not made:
        return None
    right = f"{'增加' if made > 0 else '减少'}{abs(made)}人"
    terms = "".join(f"{m['kind']}{m['number']}人、" for m in moves).rstrip("、")
    message = f"{terms}合起来是{right}，这里写的是{match['word']}{match['net']}人；核对增减，或核对进出的人数"
    message += _other_moves(moves, net - made)
    return case.question(
        "DIRECTION" if abs(net) == abs(made) else "SUM", normal.span(*match.span("change")), message, right,
    )  # fmt: skip


def _other_moves(moves: list[re.Match[str]], off: int) -> str:
    """Return what each movement would be, were the change right."""
    ways = []
    for move in moves:
        right = int(move["number"]) + (off if re.fullmatch(CAME_IN, move["kind"]) else -off)
        if right > 0:
            ways.append(f"{move['kind']}应为{right}人")
    return f"（增减若不错，可能是{'，或'.join(ways)}）" if ways else ""


# ---- income less spending is what is left ------------------------------------------------------------

_WHOSE = "(?:20\\d\\d年度?|全年|本年度?|年[度末底]|当年|我?[镇乡局院校]|本?单位|部门|实现|实际|财务|决算|其中)*"
_INCOME = re.compile(f"^{_WHOSE}(?:总收入|收入(?:合计|总计|总额|共计|决算数?)?)(?:为|是|共|：)?$")
_SPENT_IN_ALL = re.compile(
    f"^{_WHOSE}(?:总支出|支出(?:合计|总计|总额|共计|决算数?)?)(?:为|是|共|：)?$"
)
_LEFT_OVER = re.compile(
    f"(?:收支(?:相抵)?后?(?:略有|有)?|收支相抵，?(?:略有|有)?|^{_WHOSE})(?:结余|节余|盈余|结转|差额|(?P<over>超支|赤字|亏空))(?:资金)?(?:为|是|共|了)?$"
)
_LINES, _MOST = 8, 24


@check("结余等于收入减支出", "SUM", "DIRECTION", ground="收入 − 支出 = 结余")
def what_is_left_is_income_less_spending(case: Case) -> Findings:
    """收入合计5466.25；支出合计5330.48；收支相抵结余145.77: 135.77."""
    for normal in case.reading.running:
        for target in case.reading.terms.get(normal.paragraph, []):
            if (
                target.kind != MONEY
                or target.number.is_hedged
                or not _LEFT_OVER.search(target.words)
            ):
                continue
            before = _money_before(case, target)
            income = [t for t in before if _INCOME.search(_numberless(t))]
            spent = [t for t in before if _SPENT_IN_ALL.search(_numberless(t))]
            if income and spent:
                told = _not_left(case, target, income[-1], spent[-1], before)
                if told is not None:
                    yield told


def _numberless(term: Term) -> str:
    """Return the words of a number without the mark of an item before them."""
    return re.sub("^[^一-鿿]+", "", term.words)


def _money_before(case: Case, target: Term) -> list[Term]:
    at = target.normal.paragraph
    found = [t for p in range(max(0, at - _LINES), at + 1) for t in case.reading.terms.get(p, [])]
    money = [t for t in found if t.kind == MONEY and not t.depth]
    own = [t for t in money if t.normal.paragraph < at or t.number.start < target.number.start]
    return own[-_MOST:]


def _not_left(
    case: Case, target: Term, income: Term, spent: Term, before: Sequence[Term]
) -> TextFinding | None:
    others = [t for t in before if t not in {income, spent} and BALANCES.search(t.words)]
    made = income.value - spent.value
    match = _LEFT_OVER.search(target.words)
    over = match is not None and match["over"] is not None
    named = match is not None and (over or "差额" not in match.group())
    if named and not others and abs(made) == target.value != 0 and (made < 0) != over:
        side = "少" if made < 0 else "多"
        right = f"{'超支' if made < 0 else '结余'}{target.text}{target.unit}"
        message = f"收入{income.text}比支出{spent.text}{side}，应是{right}，这里写的是“{target.words}{target.text}”；核对"
        spot = target.normal.span(target.number.start - len(target.words), target.number.end)
        return case.question("DIRECTION", spot, message, right)
    if any(
        abs(abs(value) - target.value) <= target.step
        for value in _ways(made, others, income, spent)
    ):
        return None
    if others or made <= 0:
        return None
    right = target.printed(made)
    ways = [
        (income, income.printed(spent.value + target.value)),
        (spent, spent.printed(income.value - target.value)),
    ]
    near = [(t, text) for t, text in ways if is_slip(t.text, text)]
    if not is_slip(target.text, right) and not near and income.normal is not spent.normal:
        return None  # two totals of different things
    told = "".join(f"，或“{t.words}{t.text}”应为{text}" for t, text in near)
    message = f"{income.text} − {spent.text} = {plain(made)}，这里的结余印的是{target.text}；核对：应为{right}{told}"
    spot = target.normal.span(target.number.start - len(target.words), target.number.end)
    return case.question("SUM", spot, message, f"{right}{target.unit}")


def _ways(made: Decimal, others: Sequence[Term], income: Term, spent: Term) -> Iterator[Decimal]:
    """Yield what may be left once other balances came in or went out."""
    yield made
    yield from (t.value for t in (income, spent))
    for count in (1, 2, 3):
        for few in combinations(others[-6:], count):
            for signs in range(1 << count):
                yield made + sum(
                    (t.value if signs >> at & 1 else -t.value for at, t in enumerate(few)),
                    Decimal(0),
                )


CHECKS = (stocks_follow_from_their_flows, persons_in_and_out_make_the_change)
LAST_CHECKS = (done_and_undone_are_all, what_is_left_is_income_less_spending)
