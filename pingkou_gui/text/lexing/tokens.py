"""Numbers with their units, and the words of a sentence that carry figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.lines.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.lines.vocabulary import Vocabulary

_FACTOR = {
    "万元": Decimal(1),
    "万": Decimal(1),
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "亿元": Decimal(10000),
    "亿": Decimal(10000),
}
_EXACT_PLACES = 12


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number.

    Attributes:
        value: in 万元 (money), persons (unit 人) or percent (unit %), exact.
        step: one unit of the last printed place, in the unit of `value`.
        text: the number as printed, evened out, without its unit.
        unit: the unit as printed; empty where none stands there.
        approximate: 约, 近, 余 and the like stand beside it.
        span: where it stands.
    """

    value: Decimal
    step: Decimal
    text: str
    unit: str
    approximate: bool
    span: Span

    @property
    def places(self) -> int:
        """How many decimal places are printed."""
        return len(self.text.partition(".")[2])


def amount_of(text: str, unit: str, span: Span, *, approximate: bool = False) -> Amount:
    """Return the amount printed as `text` and `unit`; 元 and 亿元 become 万元 exactly."""
    number = Decimal(text)
    factor = _FACTOR.get(unit, Decimal(1))
    places = min(len(text.partition(".")[2]), _EXACT_PLACES)
    return Amount(number * factor, factor.scaleb(-places), text, unit, approximate, span)


def plain(value: Decimal) -> str:
    """Return a number for people: no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def added_up(terms: Iterable[str]) -> str:
    """Return printed numbers as the sum that they make; one below zero stands in brackets."""
    return "+".join(f"（{term}）" if term[:1] in {"-", "−"} else term for term in terms)


def in_places_like(value: Decimal, *printed: Decimal | str) -> str:
    """Return a number for people with at least as many decimal places as the printed ones have."""
    places = max(-int(Decimal(each).as_tuple().exponent) for each in printed)
    text = plain(value)
    return text if len(text.partition(".")[2]) >= places else f"{value:.{places}f}"


def in_unit_of(value: Decimal, like: Amount) -> str:
    """Return an amount in 万元 as `like` is printed: in its unit, with no fewer decimal places."""
    shown = value / _FACTOR.get(like.unit, Decimal(1))
    text = plain(shown.normalize() if shown else shown)
    return text if len(text.partition(".")[2]) >= like.places else f"{shown:.{like.places}f}"


class Kind(StrEnum):
    """What a word does in a sentence of figures."""

    NONE = "none"  # 无, followed by names
    VOID = "void"  # names, then 没有安排
    FLAT = "flat"  # 与上年持平
    EXECUTION = "execution"  # 完成预算的
    SHARE = "share"  # 占…的
    ORIGIN = "origin"  # 由上年的
    OVER = "over"  # 超出预算
    BASE = "base"  # 比上年
    RATE = "rate"  # 控制率
    BOTH = "both"  # 预算、决算均为
    NAME = "name"
    SCOPE = "scope"
    WHOSE = "whose"  # 全县
    LAST = "last"  # 上年决算数
    MEASURE = "measure"  # 年初预算数
    ALL = "all"  # 全部为
    RESPECTIVE = "respective"  # 分别为
    LIST = "list"  # 其中
    YEAR = "year"
    THIS = "this"  # 本年
    UP = "up"
    DOWN = "down"
    SHORT = "short"  # 接待
    NUMBER = "number"
    STOP = "stop"
    BREAK = "break"
    COLON = "colon"
    OPEN = "open"
    CLOSE = "close"


class Token(NamedTuple):
    """A word with its kind and its place in the normalised text."""

    kind: Kind
    text: str
    start: int
    end: int
    number: str = ""
    unit: str = ""
    onward: bool = False
    """减少到, 增至: what follows is where it went, not by how much."""


DOWN = "减少|下降|降低|压减|压缩|缩减|节约|节省|节支|回落|下浮|下滑|减幅|降幅|较少(?=[\\d了])|(?:少|减|降)(?=[了支\\d至到为]|收(?:支|入)?\\d|[用花]了?\\d)|(?<![最不降减偏])低(?=[出了]?\\d)"
UP = "增加|增长|上升|提高|上涨|上浮|增幅|超支|多出|(?:增|多|升)(?=[了支\\d至到为]|收(?:支|入)?\\d|[用花]了?\\d)|(?<![最不提增拔偏])高(?=[出了]?\\d)"
"""Words of a change, downwards and upwards; one letter alone only where it can be nothing else."""
_OPPOSITE = (
    ("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("提高", "降低"), ("上涨", "下跌"), ("超支", "节约"), ("多出", "少出"),
    ("高", "低"), ("增", "减"), ("多", "少"), ("升", "降"), ("涨", "跌"), ("扩大", "缩小"), ("增加", "压减"), ("增加", "压缩"), ("增加", "缩减"),
    ("超支", "节省"), ("超支", "节支"), ("超支", "结余"), ("超支", "节余"), ("上升", "回落"), ("上浮", "下浮"), ("上升", "下滑"), ("增幅", "降幅"), ("增幅", "减幅"), ("延长", "缩短"),
)  # fmt: skip


def opposite(word: str) -> str:
    """Return the word of a change that goes the other way; '' for a word of no change."""
    for up, down in _OPPOSITE:
        if word in {up, down}:
            return down if word == up else up
    return ""


ONWARD = re.compile("[→⟶➜⇒](?=\\d)")
"""19.05万元→14.66万元: the figure is the second, the first is what it was."""


_BASE_TAIL = "(?:同期|同口径|决算|预算|实际|累计|支出|总额|金额|执行|完成|安排|经费|相比较|相比|数额|数|的|度|比|末|底|年末)*"
_AGO = "(?:上一年度?|上年度?|去年度?|前年|20\\d\\d年度?)"
_PLAN = "(?:年初预算|年初|当年预算|调整后?预算|全年预算|部门预算|本年预算|预算)"
_AMOUNT = "\\d{1,15}(?:\\.\\d{1,9})?(?:万元|亿元|千元|元|万|亿)"
_BARE = "\\d{1,15}(?:\\.\\d{1,9})?"
_RATE_AHEAD = "(?=\\d{1,6}(?:\\.\\d{1,6})?%)"
_UNIT = (
    "万元|亿元|千元|元(?!/)|亿(?![一-鿿])|万(?![一-鿿])|%|个百分点"
    "|人(?=[，。；、（）：—]|其[中他]|[比较减增以少多]|相同|持平|一致|$|\\n)|名(?=[，。；、（）：—]|其中|[比较减增少多]|相同|持平|一致|$|\\n)"
    "|个(?=[，。；、（）]|其中|$)|分(?![之钟局管公工队支])|"
)
_DID = "(?:发生|安排|产生|购置|新购|新增|列支|支出|编列|开支|召开|举办|组织|配备|涉及|使用|编制)"
_NOT = f"(?:(?:未曾|未再|没有再|均未|均无|也没有|也未|亦未|未|没有|无)(?:{_DID})?(?:有|过|任何|新的)?|(?:不再|不){_DID}(?:任何|新的)?)"


_KINDS = {str(kind): kind for kind in Kind}
_TURNS = frozenset({Kind.UP, Kind.DOWN})


_SAME_AS_BEFORE: tuple[tuple[Kind, str], ...] = (
    (
        Kind.FLAT,
        (
            "基本持平|持平|无增减变化|无增减变动|无增减|没有增减变化|没有增减|没有变化|无变化|无变动|未发生变化"
            "|一致(?=[。，；、])|相同|相等(?=[。，；、])|一样(?:多|高)?(?=[。，；、])|不变(?=[。，；])|(?:人数|总数)(?:没有变化|未变|没变)|一分不差|分文不差"
        ),
    ),
    (
        Kind.VOID,
        (
            "(?:本年度?|全年|本年内|当年|年内|今年)?(?:均|都|也|仍|亦|两年均|两年都|连续两年)?"
            "(?:没有|未|无)(?:再)?(?:发生|安排|产生|编列|列支|编制|编)?(?:支出|费用|经费|预算)?(?=[，。；、）（]|$)"
            "|(?:连续两年|两年均|两年都|均|都|仍)?为零(?=[，。；）]|$)"
            "|(?:[两三四]个数|[两三四]项)?(?<!年)(?:均|都)[为是]0(?:\\.0{1,2})?(?:万元|元)?(?=[，。；）]|$)"
        ),
    ),
)
"""No change, or nothing at all."""
_RATES_AND_BASES: tuple[tuple[Kind, str], ...] = (
    (
        Kind.EXECUTION,
        (
            f"(?:完成|达到|执行|占|为|达|相当于)了?(?:当年|年度|本年度?|全年)?{_PLAN}"
            f"(?:数|总额|安排|任务|金额|的|支出)*(?:{_AMOUNT}的|{_BARE}的)?(?:比例为)?{_RATE_AHEAD}"
            f"|(?:预算|总体|综合|支出|资金)?(?:执行|完成)(?:率|进度)(?:为|是|达到?|：|约)*{_RATE_AHEAD}"
            f"|完成{_RATE_AHEAD}"
        ),
    ),
    (
        Kind.RESPECTIVE,
        f"分别占[^，。；、\\d%]{{0,24}}?(?:的?比[重例]?|的)?(?:为|达|约)?{_RATE_AHEAD}|分别为|分别是|依次为|依次是|分别(?:支出|安排|发生|完成|达到?|列支|开支|执行|使用)?(?:了|为)?(?=\\d)",
    ),
    (
        Kind.SHARE,
        f"占[^，。；、\\d%占]{{0,30}}?(?:{_AMOUNT})?(?:的?(?:比重|比例)|的|比)?(?:为|达|约)?(?=\\d)",
    ),
    (
        Kind.ORIGIN,
        (
            f"(?:由|从)(?:{_AGO}|{_PLAN})(?:同期|决算|实际|支出|累计|数|的|度|末)*(?=\\d)"
            f"|(?:由|从)(?={_AMOUNT}(?:{UP}|{DOWN}|变|调整|调)?[到至为])"
        ),
    ),
    (Kind.OVER, f"(?<!没有)(?<!没)(?<!未)(?<!不)(?:超出|超过|超)了?{_PLAN}(?:数|的)*(?=\\d)"),
    (
        Kind.BASE,
        (
            f"同比|(?:低于|少于|高于|多于|不及){_AGO}{_BASE_TAIL}(?<=的)(?={_AMOUNT})"
            f"|(?:与|比|较|同|和|跟|相比|相较)于?(?:我[镇乡局院校县办委])?(?:{_AGO}|{_PLAN}){_BASE_TAIL}"
            f"(?:(?:[、和与]|以及)(?:{_AGO}|{_PLAN}){_BASE_TAIL})?(?:均|都)?"
        ),
    ),
    (
        Kind.RATE,
        "[一-鿿]{0,6}?(?:控制率|变动率|参与率|满意率|满意度|覆盖率|合格率|到位率|及时率|使用率|调整率|结余率|利用率)",
    ),
    (
        Kind.BOTH,
        "(?:年初|全年)?预算数?[、和与及](?:支出)?决算数?(?:均|都)?(?:为|是)?(?=\\d)|预决算数?(?:均|都)?(?:为|是)?(?=\\d)",
    ),
)
"""What the next rate or amount is measured against."""
_STAGES_AND_LISTS: tuple[tuple[Kind, str], ...] = (
    (Kind.WHOSE, "全[县市区省州](?:各级)?"),
    (
        Kind.LAST,
        (
            f"{_AGO}(?:的)?(?:同期|决算|实际|支出|累计|度|末|年末|预算)*(?:数|额)?(?:是|为|同为|也为|也是|同样为|：)*(?=\\d)"
            "|上年度?(?=(?:亦无|也没有|没有支出|无支出|无)(?:支出)?[，。；）])"
        ),
    ),
    (
        Kind.MEASURE,
        (
            "控制(?:数|额度|指标|限额)(?=[为是]?\\d)|年初(?=\\d)|年初数(?=[为是]?\\d)|年初(?:预算)?(?:核定|核给|计划|编列|控制|确定|所报|上报)(?:的)?(?:数|额度?|指标)?(?=[为是]?\\d)|年初(?:预算)?(?:安排|批复|下达)(?:的)?(?:数|额度?|指标)?|年初预算(?:数|额)?|全年预算(?:数|额)?|调整后?(?:的)?预算(?:数|额)?"
            "|年中追加|追加预算|(?:年初)?预算安排(?:的)?(?=[^，。；\\d]{2,14}\\d)"
            "|(?:完成)?预算(?:安排|批复|资金|支出|总额|金额|合计|共计|控制|限额)*(?:数|额)(?=[^率])"
            "|(?:完成)?预算(?:安排|批复|资金|支出|总额|金额|合计|共计|控制|限额)*(?:为|是|：)*(?=\\d)"
            "|预算(?:安排|批复|控制|限额)*(?=(?:[均都各]|分别)[为是]?\\d)"
            "|(?:一共|共|总共|实际)?(?:花了|花去|花掉|花费|用去|用了|用掉|实支|执行|执行了|(?<=[，；])实际|实际用)(?=\\d)"
            "|(?:全年|年度|当年|本年)(?:执行|决算|支出|实际支出)数?|决算(?:数|支出)?|支出决算|执行数|实际(?:执行|完成|列支|开支|采购)"
        ),
    ),
    (Kind.ALL, "(?:全部|全|都|均|仅)(?:用于|属于|来自|[为是系])(?=[^\\d，。；]{2,24})"),
    (
        Kind.LIST,
        (
            "其中|(?<=，)即(?=[^，。；\\d]{2,20}\\d)|主要包括|主要用于|包括|包含|(?<=，)含(?=[^，。；])|主要有|主要为|主要是|构成[如为]|组成|分为"
            "|(?<=，)[为即系](?=[^，。；\\d]{2,24}\\d)|用于以下|用于(?=[^，。；\\d]{2,20}\\d)|用在|分项"
        ),
    ),
    (Kind.YEAR, "20\\d\\d年(?:度)?"),
    (Kind.THIS, "本年度?|今年|当年|上年度?|去年"),
    (Kind.UP, UP),
    (Kind.DOWN, DOWN),
)
"""Whose, when, at which stage of the budget, and what a list begins with."""
_NUMBERS_AND_MARKS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.NUMBER,
        f"(?<![\\d.])(?P<digits>(?:(?<!\\d)-)?\\d{{1,18}}(?:\\.\\d{{1,9}})?)(?P<unit>{_UNIT})",
    ),
    (Kind.STOP, "[。！？\\n]+|(?<=[元%）一-鿿])\\.(?=[一-鿿（“]|$)"),
    (Kind.BREAK, "；"),
    (Kind.COLON, "："),
    (Kind.OPEN, "（"),
    (Kind.CLOSE, "）"),
)
"""Figures and punctuation."""


@cache
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of every kind of word; where several fit, the first of them counts."""
    names, short, scopes = words.names, words.short_names, any_of(tuple(words.scopes))
    kinds: tuple[tuple[Kind, str], ...] = (
        *_SAME_AS_BEFORE,
        (Kind.NONE, f"{_NOT}(?=(?:[^，。；、\\d]{{0,6}}?)(?:{names}|{scopes}|{short}))"),
        *_RATES_AND_BASES,
        (Kind.NAME, names),
        (Kind.SCOPE, scopes),
        *_STAGES_AND_LISTS,
        (Kind.SHORT, short),
        *_NUMBERS_AND_MARKS,
    )
    return re.compile("|".join(f"(?P<{kind}>{body})" for kind, body in kinds))


_OF_SEVERAL = re.compile(
    "(?:分别|依次)(?:支出|安排|列支|开支)?[为是]?(?P<bare>(?:\\d{1,18}(?:\\.\\d{1,9})?[、和及与])+)"
    "\\d{1,18}(?:\\.\\d{1,9})?(?P<unit>亿元|万元|元)"
)
"""分别为6.2、8、6.42万元: the unit stands once, behind the last of the numbers."""


def _shared_units(text: str) -> dict[int, str]:
    """Return the unit of numbers that print none, by where each begins."""
    return {
        match.start("bare") + number.start(): match["unit"]
        for match in _OF_SEVERAL.finditer(text)
        for number in re.finditer("[\\d.]+", match["bare"])
    }


def tokens(text: str, words: Vocabulary) -> Iterator[Token]:
    """Yield the words of normalised `text` that carry figures, in their order."""
    shared = _shared_units(text)
    for match in _pattern(words).finditer(text):
        kind = _KINDS[match.lastgroup or ""]
        start, end = match.span()
        onward = kind in _TURNS and text[end : end + 1] in {"到", "至", "为"}
        yield Token(
            kind,
            match.group(),
            start,
            end,
            match["digits"] or "",
            match["unit"] or shared.get(start, ""),
            onward=onward,
        )
