"""Checks of what there was, came, went and is there: people, vehicles, households, projects, and their changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, is_swap, sentence_of
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import DOWN, UP, opposite, plain
from pingkou_gui.text.reasoning.finding import Case, Findings, Told, check, check_each
from pingkou_gui.text.reasoning.part_lists import CAME_IN, WENT_OUT
from pingkou_gui.text.reasoning.systems import is_turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_AT_THE_END = re.compile("年?[末底]|实有|在[职编]")
_CLAUSE_MARK = re.compile("[，。；：、（）]")
_THINGS_IN = (
    "新购|购置|购入|购买|更新|新建|新开|纳入|新设|新立|迁入|收治|入库|受理|新签|新聘|新招|识别|认定"
)
_THINGS_OUT = "报废|处置|退出|注销|核减|清退|死亡|销户|拍卖|报损|移交|划转|迁出|出库|完工|竣工|办结|销号|出院|脱贫|取消|消除|发放|领用|耗用|售出"
_RATIOS = frozenset({PERCENT, POINTS, "分"})

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
            if term.kind in _RATIOS or term.kind == MONEY:
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
    terms = "+".join(map(str, values))
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


# ---- a number beside its base and its change ---------------------------------------------------------

_TURN = re.compile(f"(?P<word>{UP}|{DOWN})(?:了)?$")
_UP = re.compile(UP)
_BEFORE = re.compile(
    "(?:上年|去年|年初(?!预算|批复|安排|下达|计划)|上期|同期|原来?有?|此前)[一-鿿]{0,6}(?:的|有|是|为)?$"
)
_RATIOS = frozenset({PERCENT, POINTS, "分"})
_THREE = 3


@check("增减的人数和前后两个数相符", "DIRECTION", "COUNT", ground="计数")
def changes_follow_from_both_numbers(case: Case) -> Findings:
    """年末在职52人，较上年末增加2人（上年末54人）: fewer."""
    for normal in case.reading.running:
        by_sentence: dict[int, list[Term]] = {}
        for term in case.reading.terms.get(normal.paragraph, []):
            by_sentence.setdefault(term.sentence, []).append(term)
        for terms in by_sentence.values():
            for kind in {t.kind for t in terms} - _RATIOS:
                told = _off(case, [t for t in terms if t.kind == kind])
                if told is not None:
                    yield told


def _off(case: Case, terms: Sequence[Term]) -> TextFinding | None:
    """Return a question where three numbers of a kind are a number, its base and its change, and do not agree."""
    found = _roles(terms)
    if found is None:
        return None
    this, base, change = found
    match = _TURN.search(change.words)
    word = match["word"] if match else ""
    rises = _UP.fullmatch(word) is not None
    off = this.value - base.value
    spot = change.normal.span(change.number.start - len(word), change.number.end)
    worked = f"{base.text}到{this.text}"
    if off and abs(off) == change.value and (off > 0) != rises:
        right = f"{opposite(word)}{change.text}{change.unit}"
        message = f"从{worked}是{right}，这里写的是“{word}”；核对两个数和方向"
        return case.question("DIRECTION", spot, message, right)
    if off and (off > 0) == rises and is_slip(change.text, change.printed(abs(off))):
        right = f"{change.printed(abs(off))}{change.unit}"
        message = f"从{worked}相差{right}，这里写的是{change.text}{change.unit}；核对三个数"
        return case.question("COUNT", spot, message, right)
    return None


def _roles(terms: Sequence[Term]) -> tuple[Term, Term, Term] | None:
    """Return the number, its base and its change; None where three numbers are not one of each."""
    if len(terms) != _THREE or any(t.number.is_hedged for t in terms):
        return None
    changes = [t for t in terms if _TURN.search(t.words)]
    bases = [t for t in terms if t not in changes and _BEFORE.search(t.words)]
    own = [t for t in terms if t not in changes and t not in bases]
    alone = len(changes) == len(bases) == len(own) == 1
    return (
        (own[0], bases[0], changes[0])
        if alone and terms.index(own[0]) < terms.index(changes[0])
        else None
    )


@check("增减的百分比由前后两个数算出", "PCT", ground="算术")
def percents_follow_from_both_numbers(case: Case) -> Findings:
    """粮食总产2.87万吨，比上年2.80万吨增长5.2%; 2.60万元，上年3.20万元，下降23.08%: of last year's."""
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at, percent in enumerate(terms):
            if percent.kind != PERCENT or percent.number.is_hedged:
                continue
            own = [
                t for t in terms[:at] if t.sentence == percent.sentence and t.depth == percent.depth
            ]
            told = _off_percent(case, percent, own)
            if told is not None:
                yield told


def _off_percent(case: Case, percent: Term, before: Sequence[Term]) -> TextFinding | None:
    """Return a question about a percent behind a number and its base, which they do not make."""
    match = _TURN_OF_RATE.search(percent.words)
    if match is None or any(t.kind == PERCENT for t in before):
        return None
    kin = [t for t in before if t.kind == before[-1].kind and t.kind not in _RATIOS]
    changes = [t for t in kin if _TURN.search(t.words) or is_turned(t)]
    rest = [t for t in kin if t not in changes]
    if len(kin) != len(before) or len(rest) != _TWO or len(changes) > 1:
        return None
    bases = [t for t in rest if _BEFORE.search(t.words) or _OF_LAST.search(t.words)]
    if len(bases) != 1 or not bases[0].value or any(t.number.is_hedged for t in kin):
        return None
    this = next(t for t in rest if t is not bases[0])
    rises = _UP.match(match["word"]) is not None
    off = this.value - bases[0].value
    value = abs(off) / bases[0].value * 100
    slack = (this.number.amount.step + bases[0].number.amount.step) / bases[0].value * 60
    if changes and abs(abs(off) - changes[0].value) > changes[0].step:
        return None  # the change is against another base
    if not off or (off > 0) != rises or abs(value - percent.value) <= percent.step + slack:
        return None
    right = f"{percent.printed(value)}%"
    message = (
        f"从{bases[0].text}到{this.text}是{match['word']}{right}，这里写的是{percent.text}%；核对"
    )
    spot = percent.normal.span(percent.number.start - len(percent.words), percent.number.end)
    return case.question("PCT", spot, message, right)


_TWO = 2
_TURN_OF_RATE = re.compile(f"(?P<word>{UP}|{DOWN})(?:了|率|幅度?)?(?:为)?$")
_OF_LAST = re.compile("(?:[比较]|上年|去年)[一-鿿]{0,10}$")

CHECKS = (stocks_follow_from_their_flows, persons_in_and_out_make_the_change)
LAST_CHECKS = (
    percents_follow_from_both_numbers,
    changes_follow_from_both_numbers,
    done_and_undone_are_all,
)
