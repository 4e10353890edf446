"""Checks of wholes and parts by the shape of their sentence, whatever they are called.

They need no quantity to be known: a number that opens a list, the numbers of its kind within the
list, and a number that closes one. They are asked last, and they ask: a list may leave out what its
sentence does not tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, PrintedNumber, is_swap
from pingkou_gui.text.lexing.slips import digits_of, is_slip
from pingkou_gui.text.lexing.tokens import in_unit_of
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

_OPENS = re.compile(
    "(?P<loose>其中|[一-鿿]{2}(?:中(?![心学小央级期药医队介转])|里头?|内)(?=[，：]?[一-鿿]))"
    "|(?P<strict>包括|包含|分别|依次|：|[又可]分|分为|分成|具体|(?<=[，（])为(?=[一-鿿])|来源|来自|投向|用于|构成|组成|[，、]即|[，、（]含|由|一[是笔](?=[一-鿿])|^(?:一、|1[、.]|①|（[1一]）|首先)|[按从][一-鿿]{1,6}分|按(?:照)?[一-鿿]{2,8}(?:[看，：])|分[一-鿿]{1,3}看)"
)
_TOTAL = re.compile(
    "(?:合计|共计|总计|小计|累计|总分|总共|一共|总数|共)(?:为|是|得|有|计|支出|投入|安排|资金|达|扣|完成|发放|支付|拨付|兑付|使用)*：?$"
)
_CHANGED = "(?<![稳促保])(?:增加|增长|减少|下降|上升|提高|降低|增|减|升|降|超|超出|超过|节约|[多少])[了支额幅]*(?:为|是|达)?$"
_NO_PART = re.compile(
    "[比较至到每]|由$|从|上年|去年|同期|20\\d\\d年?$|均|单价|(?<!高)标准(?!化)|目标(?!类)|计划|满分|分值|剩余|结余|结转|合计|共计|总计|小计|累计|以[上下]$"
    f"|{_CHANGED}"
)
_NO_WHOLE = re.compile(
    f"[比较至到每][一-鿿]{{0,6}}$|均|单价|标准$|目标(?!类)|上年|去年|满意度$|差|{_CHANGED}"
)
_ENDS = re.compile(
    "另|此外|不含|不包括|除外|同比|[比较](?:上|去|20)|上年(?!结)|去年|与上|退休|遗属|。"
)
_REST = re.compile("^(?:其余|其他|其它|剩余|余下|另)|(?:等|其他)[一-鿿]{0,6}$")
_INSIDE = re.compile("其中|包括")
_NUMBERED = re.compile("一[是笔]|一、|1[、.]|①|（[1一]）|首先")
_AND_SO_ON = re.compile("(?:左右|）)?等")
_CARRIED = re.compile("上年(?:结转|结余)[一-鿿]{0,4}$")
_MOST_PARTS = 16
_MOST_WHOLES = 6
_WHOLE_FAR = 40
_NEARLY = Decimal("0.85")
_FEW_WAYS = 6
_HUNDRED = Decimal(100)
_LEAST_DIGITS = 3
_MANY_DIGITS = 4
_MANY_PARTS = 4


@dataclass(frozen=True, slots=True)
class _Shape:
    """A whole with the parts that its sentence gives it.

    Attributes:
        strict: whether the words leave no part out.
        near: whether the whole stands right before or behind its parts.
    """

    whole: Term
    parts: tuple[Term, ...]
    strict: bool
    near: bool = True

    @property
    def start(self) -> int:
        first = min((self.whole, self.parts[0]), key=lambda s: s.number.start).number
        return max(0, first.start - len(first.words))

    @property
    def end(self) -> int:
        return max(self.whole.number.end, self.parts[-1].number.end)

    @property
    def added(self) -> Decimal:
        return sum((part.value * part.times for part in self.parts), Decimal(0))


def _joint(text: str, one: Term, other: Term) -> str:
    return text[one.number.end : other.number.start]


# ---- the whole before its parts ------------------------------------------------------------------


def _opened(text: str, spots: list[Term], at: int) -> list[_Shape]:
    """Return the list that opens behind a number, with each number that may be its whole."""
    if at + 2 >= len(spots):
        return []
    before, first = spots[at], spots[at + 1]
    joint = _joint(text, before, first)
    said = joint.rpartition("。")[2]
    opens = _OPENS.search(said)
    inside = re.match("[一-鿿]{0,4}（", joint) is not None and first.depth > before.depth
    bare = opens is None and not inside
    if len(joint) > _WHOLE_FAR or (bare and not _is_row(text, spots, at)):
        return []
    depth = before.depth + 1 if inside else first.depth
    second = spots[at + 2]
    if second.kind != first.kind and not re.search("[，、；。（]", _joint(text, first, second)):
        columns = [
            _listed(text, spots, at, skip, depth, opens, said, joint, inside=inside)
            for skip in (1, 2)
        ]
        return [shape for column in columns for shape in column]
    if first.depth > before.depth and not inside and first.kind == "分":
        full = _listed(text, spots, at, 2, before.depth, opens, said, joint, inside=inside)
        return [*full, *_listed(text, spots, at, 1, depth, opens, said, joint, inside=inside)]
    return _listed(text, spots, at, 1, depth, opens, said, joint, inside=inside)


def _listed(  # noqa: PLR0913, PLR0917 - what is known of a list when it opens
    text: str, spots: list[Term], at: int, skip: int, depth: int, opens: re.Match[str] | None,
    said: str, joint: str, *, inside: bool,
) -> list[_Shape]:  # fmt: skip
    before, first = spots[at], spots[at + skip]
    parts = _parts(text, spots[at + skip :], depth)
    if len(parts) < 2 or _AND_SO_ON.match(text, parts[-1].number.end):
        return []
    strict = inside or (opens is not None and opens["strict"] is not None and "主要" not in said)
    strict = strict or _REST.search(parts[-1].words) is not None
    wholes = [
        s
        for s in spots[max(0, at - _MOST_WHOLES) : at + 1]
        if s.kind == parts[0].kind
        and (s.words or inside or skip > 1)
        and not _NO_WHOLE.search(s.words)
        and not s.number.is_hedged
    ]
    beside = "。" not in joint or _INSIDE.match(said) or _NUMBERED.match(said)
    near = before if beside and before.kind == parts[0].kind else _only_one(text, wholes, first)
    near = _named(said, wholes) or near
    return [_Shape(s, tuple(parts), strict, s is near) for s in reversed(wholes)]


def _is_row(text: str, spots: Sequence[Term], at: int) -> bool:
    """Whether three numbers or more follow on a whole of their kind, each with its name, like a list.

    会议费2.75万元，人代会1.30万元、工作会0.85万元、防汛会0.60万元; 总额200万元，中央120万元，省50万元，县30万元.
    """
    whole = spots[at]
    total = _OF_ALL.search(whole.words) is not None
    row: list[Term] = []
    for spot in spots[at + 1 :]:
        joint = _joint(text, row[-1] if row else whole, spot)
        name = joint.lstrip("，、")
        mark = joint[: len(joint) - len(name)]
        fits = mark == ("，" if not row else "、") or (total and mark in {"，", "、"})
        if (
            spot.kind != whole.kind
            or spot.depth != whole.depth
            or not fits
            or not 1 < len(name) <= _NAME
        ):
            break
        if re.search("[，、。；：]", name) or _NO_PART.search(spot.words):
            break
        row.append(spot)
    return len(row) > 2


_OF_ALL = re.compile("总|合计|共")
_NAME = 14


def _named(said: str, wholes: Sequence[Term]) -> Term | None:
    """Return the number that the words before its parts name: 在编71人。在编人员中行政28人."""
    named = _OF_THESE.match(said)
    if named is None:
        return None
    found = [s for s in wholes if s.words.endswith(named["name"])]
    return found[-1] if found else None


_OF_THESE = re.compile("(?P<name>[一-鿿]{2,6}?)(?:人员|资金|支出|经费)?中")


def _only_one(text: str, wholes: Sequence[Term], first: Term) -> Term | None:
    """Return the one number of a kind in the sentence before its parts: 72批次、560人次，其中县里35批次."""
    begin = max(text.rfind(mark, 0, first.number.start) for mark in "。；")
    begin = max(begin, first.number.start - _WHOLE_FAR)
    inside = [spot for spot in wholes if spot.number.start > begin]
    return inside[0] if len(inside) == 1 else None


def _parts(text: str, rest: Sequence[Term], depth: int) -> list[Term]:
    """Return the numbers of one kind that follow on each other as parts, to the end of the list."""
    parts: list[Term] = []
    before: Term | None = None
    for spot in rest:
        joint = _joint(text, before, spot) if before is not None else ""
        if spot.depth < depth or (parts and _ENDS.search(joint)):
            break
        if "；" in joint and len(parts) > 1 and "；" not in _joint(text, parts[0], parts[1]):
            break
        before = spot
        other = bool(parts) and spot.kind != parts[0].kind
        if spot.depth > depth or other or spot.kind in {PERCENT, POINTS}:
            continue
        if _NO_PART.search(spot.words) and not _CARRIED.search(spot.words):
            continue
        parts.append(spot)
        if len(parts) > _MOST_PARTS:
            return []
    return _earned(parts)


def _earned(parts: list[Term]) -> list[Term]:
    """Return of 投入10分得10分，过程30分得28.1分 what was earned, not what there was to earn."""
    earned = [part for part in parts if part.words.endswith("得")]
    paired = 0 < len(earned) < len(parts) <= 2 * len(earned)
    return earned if parts and parts[0].kind == "分" and paired else parts


# ---- the whole behind its parts ------------------------------------------------------------------


def _closed(text: str, spots: list[Term], at: int) -> list[_Shape]:
    """Return the list that a number closes: 会议费1.35万元，培训费2.08万元，两项合计3.43万元."""
    whole = spots[at]
    if at < 2 or not _TOTAL.search(whole.words):
        return []
    parts: list[Term] = []
    behind = whole
    for spot in reversed(spots[:at]):
        joint = _joint(text, spot, behind).removeprefix("，另有").removeprefix("，另")
        if _ENDS.search(joint) or (parts and "；" in joint) or spot.depth < whole.depth:
            break
        behind = spot
        if spot.depth > whole.depth or spot.kind != whole.kind:
            continue
        if _NO_PART.search(spot.words) or len(parts) >= _MOST_PARTS:
            break
        parts.append(spot)
    parts = _earned(parts[::-1])
    return [_Shape(whole, tuple(parts), strict=True)] if len(parts) > 1 else []


# ---- whether it holds, and what would mend it ----------------------------------------------------


_SUMMED = re.compile("合计|共计|总计|小计|共")


def _holds(text: str, shape: _Shape, spots: Sequence[Term]) -> bool:
    """Whether the parts, or some of them that stand side by side, come to the whole."""
    values = [spot.value * spot.times for spot in shape.parts]
    slack = _slack(shape)
    tiny = shape.strict and shape.near and digits_of(shape.whole.text) < 2
    for first in range(1 if tiny else len(values)):
        added = Decimal(0)
        for last in range(first, len(values)):
            added += values[last]
            ends = last + 1 == len(values) or "、" not in _joint(
                text, *shape.parts[last : last + 2]
            )
            if last > first and abs(added - shape.whole.value) <= slack and (ends or not tiny):
                return True
    kin = [s.value for s in spots if s.kind == shape.whole.kind and s is not shape.whole]
    closed = any(
        s.value == shape.added and s.kind == shape.whole.kind and _SUMMED.search(s.words)
        for s in spots
    )
    if closed or (not shape.near and shape.added in kin):
        return True  # a number behind the list is their whole
    return (
        shape.near
        and not tiny
        and any(
            abs(one + other - shape.whole.value) <= slack
            for at, one in enumerate(kin[:_MOST_PARTS])
            for other in kin[at + 1 : _MOST_PARTS]
            if one and other
        )
    )


def _slack(shape: _Shape) -> Decimal:
    """Return what rounding may hide: nothing of what is counted in whole numbers."""
    if shape.whole.kind != MONEY:
        return Decimal(0)
    steps = [spot.number.amount.step for spot in (shape.whole, *shape.parts)]
    return min(steps) * len(steps) / 2


def _ways(shape: _Shape) -> list[tuple[Term, str]]:
    """Return which number would mend the sum by a single slip, with what it should be."""
    off = shape.whole.value - shape.added
    rights = [
        (shape.whole, shape.added),
        *((p, p.value + off) for p in shape.parts if p.times == 1),
    ]
    ways = [(spot, spot.printed(right)) for spot, right in rights if right > 0]
    return [(spot, right) for spot, right in ways if is_slip(spot.text, right)]


def _is_asked(shape: _Shape, ways: Sequence[tuple[Term, str]]) -> bool:
    """Whether a sum that does not hold is worth a question."""
    if not ways:
        return False
    long = all(digits_of(right) >= _LEAST_DIGITS for _, right in ways)
    if not shape.near:
        many = shape.strict and len(shape.parts) >= _MANY_PARTS and digits_of(shape.whole.text) > 1
        return many or all(digits_of(spot.text) >= _MANY_DIGITS for spot, _ in ways)
    if shape.strict:
        small = shape.whole.kind != MONEY and digits_of(shape.whole.text) < 2
        return not small or shape.added > shape.whole.value
    if shape.added > shape.whole.value:
        return True
    swap = any(is_swap(s.text, right) and digits_of(right) >= 2 for s, right in ways)
    near = shape.added >= shape.whole.value * _NEARLY
    return swap or (long and (near or len(shape.parts) > 2))


def _told(case: Case, normal: Normal, shape: _Shape, ways: list[tuple[Term, str]]) -> TextFinding:
    times = [(part.text, part.times) for part in shape.parts]
    terms = "+".join(text if n == 1 else f"{text}×{n}" for text, n in times)
    words = f"“{shape.whole.words}”写的是" if shape.whole.words else "总数写的是"
    message = (
        f"{words}{shape.whole.text}{shape.whole.unit}，所列各项{terms} = "
        f"{shape.whole.printed(shape.added)}{shape.whole.unit}；核对"
    )
    return _asked(case, normal, (shape.start, shape.end), message, ways)


def _asked(
    case: Case, normal: Normal, place: tuple[int, int], message: str, ways: list[tuple[Term, str]]
) -> TextFinding:
    """Return a question that names each number that may be wrong, the likeliest as what is expected."""
    swaps = [(s, right) for s, right in ways if is_swap(s.text, right)]
    first = swaps[0] if len(swaps) == 1 else ways[0]
    told = "，或".join(f"“{spot.words}{spot.text}”应为{right}" for spot, right in ways[:_FEW_WAYS])
    kind = first[0].kind
    return case.question(
        "SUM" if kind == MONEY else "PCT" if kind == PERCENT else "POINTS" if kind == "分" else "COUNT", normal.span(*place), f"{message}：{told}", f"{first[1]}{first[0].unit}",
    )  # fmt: skip


@check("所列各项加起来是总数", "SUM", "COUNT", "POINTS")
def parts_come_to_their_whole(case: Case) -> Findings:
    """新建管网14.6公里，其中芦滩村8.2公里、枫桥头村6.4公里; 98.8分（预算执行9.8分，产出50分，效益30分，满意度9分）."""
    for paragraph, spots in case.reading.terms.items():
        normal = case.reading.normals[paragraph]
        for at in range(len(spots) if len(spots) > 2 else 0):
            for shapes in _columns(normal.text, spots, at):
                if any(_holds(normal.text, shape, spots) for shape in shapes):
                    yield from _counted(case, normal, spots, shapes)
                    continue
                found = [
                    (shape, ways)
                    for shape in shapes
                    if _is_asked(shape, ways := _ways(shape))
                    or (ways and _is_beside_a_sum(shape, spots))
                ]
                if found:
                    yield _told(case, normal, *found[0])


@check("分行列出的各项加起来是总数", "SUM", "COUNT")
def lines_come_to_their_whole(case: Case) -> Findings:
    """项目支出1186.45万元，用于以下方面： and five numbered lines with an amount each."""
    normals = case.reading.normals
    for at, normal in enumerate(normals):
        if not normal.text.endswith("：") or case.reading.source.paragraphs[at].is_cell:
            continue
        head = [
            s for s in case.reading.terms.get(normal.paragraph, []) if not _NO_WHOLE.search(s.words)
        ]
        parts = []
        for line in normals[at + 1 : at + 1 + _MOST_PARTS]:
            spots = case.reading.terms.get(line.paragraph, []) if _LINE.match(line.text) else []
            if not spots:
                break
            parts.append(spots[0])
        kinds = {part.kind for part in parts}
        whole = next((s for s in reversed(head) if {s.kind} == kinds), None)
        if whole is None or len(parts) < 2 or not all(p.value for p in parts):
            continue
        if any(_NO_PART.search(p.words) for p in parts):
            continue
        shape = _Shape(whole, tuple(parts), strict=True)
        ways = [] if abs(shape.added - whole.value) <= _slack(shape) else _ways(shape)
        if ways and _is_asked(shape, ways):
            place = whole.number.start - len(whole.words), whole.number.end
            terms = "+".join(part.text for part in parts)
            message = f"这里是{whole.text}{whole.unit}，下面各项{terms} = {whole.printed(shape.added)}{whole.unit}；核对"
            yield _asked(case, normal, place, message, ways)


_LINE = re.compile("（?[\\d一二三四五六七八九十]{1,2}[）、.．]|[①-⑳●·◆■]|[一二三四五六七八九]是")


def _columns(text: str, spots: list[Term], at: int) -> Iterator[list[_Shape]]:
    """Yield the lists that open or close at a number, those of 38批次290人次 for each kind."""
    opened = _opened(text, spots, at)
    for kind in dict.fromkeys(shape.whole.kind for shape in opened):
        yield [shape for shape in opened if shape.whole.kind == kind]
    yield _closed(text, spots, at)


def _is_beside_a_sum(shape: _Shape, spots: Sequence[Term]) -> bool:
    """Whether the amounts printed beside the parts come to that beside the whole: 2批18.50万元、3批40.00万元."""
    if not shape.near or not shape.strict or shape.whole.kind == MONEY:
        return False
    money = [_behind(spots, spot) for spot in (shape.whole, *shape.parts)]
    values = [spot.value for spot in money if spot is not None]
    return len(values) == len(money) and values[0] == sum(values[1:], Decimal(0))


def _behind(spots: Sequence[Term], spot: Term) -> Term | None:
    """Return the amount of money printed next behind a count."""
    at = spots.index(spot) + 1
    return spots[at] if at < len(spots) and spots[at].kind == MONEY else None


_THINGS = frozenset("个项期场批次类处笔宗")
_BY_ORIGIN = re.compile(
    "中央|[省市县区]级|财政|拨款|自筹|配套|结转|预算|(?:基本|项目)支出|(?:人员|公用)经费"
)
_MOST_THINGS = 12


def _counted(
    case: Case, normal: Normal, spots: Sequence[Term], shapes: Sequence[_Shape]
) -> Findings:
    """Tell a count of things beside a whole that a list of others than so many comes to."""
    shape = next((s for s in shapes if s.added == s.whole.value and s.strict), None)
    if shape is None or any(_BY_ORIGIN.search(p.words) for p in shape.parts):
        return
    begin = normal.text.rfind("。", 0, min(shape.start, shape.whole.number.start)) + 1
    first = shape.parts[0].number.start
    counts = [
        s for s in spots
        if begin <= s.number.start < first and s.kind in _THINGS and s.depth == shape.whole.depth
        and not _NO_WHOLE.search(s.words)
    ]  # fmt: skip
    listed = len(shape.parts)
    if len(counts) != 1 or counts[0] is shape.whole or not 2 <= listed <= _MOST_THINGS:
        return
    count = counts[0]
    listed += _unspent(normal.text, shape.parts[-1].number.end)
    if count.value == listed or abs(count.value - listed) > 2 or count.value < 2:
        return
    message = f"这里写{count.text}{count.unit}，后面列出{listed}项，加起来正好是{shape.whole.text}{shape.whole.unit}；核对数目，或补上漏写的"
    yield case.question(
        "COUNT", normal.span(count.number.start, count.number.end), message, f"{listed}{count.unit}"
    )


_UNSPENT = re.compile(
    "(?:(?<=[；，。])|(?<=元、))(?P<names>[^；，。]+?)(?:项目)?(?:均|都)?(?:(?:本年|当年|全年|年内)?(?:均|都)?(?:无|没有|未发生)(?:资金)?支出|(?:尚|暂)?(?:未|没有)(?:实施|执行|启动|开工))"
)


def _unspent(text: str, at: int) -> int:
    """Return how many things the sentence names behind a list that cost nothing: 路灯更换本年无支出."""
    found = _UNSPENT.finditer(text, at, text.find("。", at) + 1 or len(text))
    return sum(len(re.split("、|和|及", match["names"])) for match in found)


# ---- changes of parts ---------------------------------------------------------------------------

_TURN = re.compile(
    "(?P<word>(?P<up>增加|增长|上升|提高|增|多)|(?P<down>减少|下降|降低|压减|节约|减|少|省))[了支用花额]{0,2}(?:为|约)?$"
)
_OPENS_CHANGES = re.compile("其中|包括|分别|：|[，。]为|即")
_OTHER_WORD = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "提高": "降低", "降低": "提高",
    "压减": "增加", "节约": "增加", "增": "减", "减": "增", "多": "少", "少": "多", "省": "多",
}  # fmt: skip


@check("各项的增减合起来是总的增减", "SUM", "DIRECTION")
def changes_of_parts_come_to_that_of_the_whole(case: Case) -> Findings:
    """比上年少0.54万元，其中接待费减少0.24万元，运行费增加0.30万元: with 减少 for 增加 it is 0.54."""
    for normal in case.reading.running:
        money = [s for s in case.reading.terms.get(normal.paragraph, []) if s.kind == MONEY]
        turned = [_TURN.search(s.words) for s in money]
        for at, spot in enumerate(money):
            behind = [s for s, turn in zip(money[at + 1 :], turned[at + 1 :], strict=True) if turn]
            if turned[at] is not None and len(behind) > 1:
                yield from _changes(case, normal, spot, behind)


def _changes(case: Case, normal: Normal, whole: Term, behind: Sequence[Term]) -> Findings:
    text = normal.text
    stop = text.find("。", behind[0].number.start)
    parts = tuple(s for s in behind if stop < 0 or s.number.start < stop)[:_MOST_PARTS]
    joint = text[whole.number.end : behind[0].number.start]
    opens = _OPENS_CHANGES.search(joint)
    if len(parts) < 2 or opens is None or re.search("[比较]", joint[opens.end() :]):
        return
    shape = _Shape(whole, parts, strict=True)
    slack = _slack(shape)
    signs = [_sign(spot) for spot in (whole, *parts)]

    def off(values: Sequence[Decimal], turns: Sequence[int]) -> Decimal:
        signed = [sign * value for sign, value in zip(turns, values, strict=True)]
        return abs(signed[0] - sum(signed[1:], Decimal(0)))

    values = [spot.value for spot in (whole, *parts)]
    if any(off(values[: n + 1], signs[: n + 1]) <= slack for n in range(2, len(values))):
        return
    turned = [
        spot
        for at, spot in enumerate((whole, *parts))
        if off(values, [-s if n == at else s for n, s in enumerate(signs)]) == 0
    ]
    if len(turned) == 1:
        match = _TURN.search(turned[0].words)
        word = match["word"] if match else ""
        right = f"{_OTHER_WORD.get(word, '')}{turned[0].text}{turned[0].unit}"
        start = turned[0].number.start - (len(match.group()) if match else 0)
        message = f"各项的增减合起来和总的增减对不上，“{turned[0].words}{turned[0].text}{turned[0].unit}”写成{right}就都相符；核对"
        yield case.question("DIRECTION", normal.span(start, turned[0].number.end), message, right)
        return
    total = sum((s * v for s, v in zip(signs[1:], values[1:], strict=True)), Decimal(0))
    rights = [(whole, signs[0] * total)]
    rights += [
        (part, part.value + sign * (signs[0] * whole.value - total))
        for part, sign in zip(parts, signs[1:], strict=True)
    ]
    ways = [(s, s.printed(right)) for s, right in rights if right > 0]
    ways = [(s, right) for s, right in ways if is_slip(s.text, right)]
    if ways and all(digits_of(right) >= 2 for _, right in ways):
        terms = "".join(
            f"{'+' if sign > 0 else '−'}{p.text}" for sign, p in zip(signs[1:], parts, strict=True)
        )
        message = (
            f"“{whole.words}{whole.text}{whole.unit}”和各项的增减{terms.lstrip('+')}对不上；核对"
        )
        yield _asked(case, normal, (shape.start, shape.end), message, ways)


def _sign(spot: Term) -> int:
    turn = _TURN.search(spot.words)
    return 1 if turn is None or turn["up"] else -1


_NO_ITEM = re.compile(
    "[比较由从至到每超约近]|上年|去年|其中|^含|人均|户均|平均|预算|标准|剩余|结余|结转|增|减|降|合计|共计|总计|小计|累计"
)
_LEAST_ITEMS = 3
_FEW_TOTALS = 3
_MOST_ITEMS = 12


@check("清单相加等于别处的合计", "SUM")
def lists_come_to_a_total_elsewhere(case: Case) -> Findings:
    """Three items or more that miss a total of the text by two digits of one of them changed about."""
    totals = _totals(case)
    for normal in case.reading.running:
        for items in _runs(normal, case.reading.numbers.get(normal.paragraph, [])):
            yield from _off_total(case, normal, items, totals)


def _totals(case: Case) -> dict[Decimal, str]:
    """Return the totals of spending and income that a text prints, with what they are called."""
    found: dict[Decimal, str] = {}
    for s in case.reading.statements:
        if s.amount is not None and s.key in _WHOLES and not s.unit_is_people:
            found.setdefault(s.amount.value, s.label)
    return found


_WHOLES = frozenset(
    {"total_spending", "total_income", "balance", "project_spending", "basic_spending", "operating_spending", "personnel_spending"}
)  # fmt: skip


def _runs(normal: Normal, numbers: list[PrintedNumber]) -> Iterator[list[PrintedNumber]]:
    """Yield the items of a paragraph: a name and its amount, one clause each, told by their names."""
    for begin, end in _sentences(normal.text) if len(numbers) >= _LEAST_ITEMS else ():
        items = []
        for number in (n for n in numbers if begin <= n.start < end):
            head = normal.text[: number.start].removesuffix(number.words)[-1:]
            opens = head in {"", "，", "；", "：", "、", "。", "）"}
            if (
                number.kind == MONEY
                and opens
                and len(number.words) > 1
                and not _NO_ITEM.search(number.words)
            ):
                items.append(number)
        if _LEAST_ITEMS <= len(items) <= _MOST_ITEMS:
            yield items


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in re.finditer("。|$", text):
        if match.end() > begin:
            yield begin, match.end()
        begin = match.end()


def _off_total(
    case: Case, normal: Normal, items: list[PrintedNumber], totals: dict[Decimal, str]
) -> Findings:
    added = sum((item.value for item in items), Decimal(0))
    own = {item.value for item in items}
    if any(abs(total - added) < max(i.amount.step for i in items) for total in totals) or any(
        value * 2 == added for value in own
    ):
        return
    found = []
    for total, label in totals.items():
        if total in own:
            continue
        for item in items:
            right = item.value + total - added
            shown = in_unit_of(right, item.amount) if right > 0 else ""
            if shown and is_swap(shown, item.amount.text):
                found.append((item, shown, total, label))
    if len({total for _, _, total, _ in found}) != 1 or len(found) > _FEW_TOTALS:
        return
    first, last, (_, _, total, label) = found[0][0], found[-1][0], found[0]
    terms = "+".join(i.amount.text for i in items)
    like = items[0].amount
    ways = "，或".join(f"“{i.words}”是{shown}{i.amount.unit}" for i, shown, _, _ in found)
    message = (
        f"这几项相加是{terms} = {in_unit_of(added, like)}，“{label}”是{in_unit_of(total, like)}；"
        f"若{ways}就相符，像是两个数字写颠倒了；核对"
    )
    yield case.question(
        "SUM", normal.span(first.start - len(first.words), last.end), message, "或".join(f"{shown}{i.amount.unit}" for i, shown, _, _ in found),
    )  # fmt: skip


CHECKS = (
    changes_of_parts_come_to_that_of_the_whole,
    parts_come_to_their_whole,
    lines_come_to_their_whole,
    lists_come_to_a_total_elsewhere,
)
