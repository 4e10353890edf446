"""A sentence cut into the words that carry figures; everything else is passed over."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.domain.reading.vocabulary import any_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """What a word does in a sentence of figures."""

    NONE = "none"  # 无, followed by a name
    FLAT = "flat"  # 与上年持平
    EXECUTION = "execution"  # 完成预算的
    SHARE = "share"  # 占…的
    ORIGIN = "origin"  # 由上年的
    BASE = "base"  # 比上年
    RATE = "rate"  # 控制率
    NAME = "name"
    SCOPE = "scope"
    LAST = "last"  # 上年决算数
    MEASURE = "measure"  # 年初预算数
    LIST = "list"  # 其中
    YEAR = "year"
    UP = "up"
    DOWN = "down"
    NUMBER = "number"
    STOP = "stop"
    BREAK = "break"
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


_DOWN = "减少|下降|降低|压减|压缩|缩减|节约|节省|回落|下浮|下滑|减幅|降幅|较少(?=[\\d了])|(?:少|减|降)(?=[了支\\d至到为])"
_UP = "增加|增长|上升|提高|上涨|上浮|增幅|(?:增|多)(?=[了支\\d至到为])"
_BASE_TAIL = "(?:同期|同口径|决算|预算|实际|累计|支出|总额|金额|执行|完成|安排|经费|相比较|相比|数额|数|的|度|比)*+"
_AGO = "(?:上一年度?|上年度?|去年度?|前年|20\\d\\d年度?)"
_PLAN = "(?:年初预算|年初|当年预算|调整后?预算|全年预算|预算)"
_UNIT = (
    "万元|亿元|元|亿(?![人亩立吨株千个斤字])|万(?![人亩平立吨株头只户千个次吨斤字里公辆份名条余多])"
    "|%|人(?![次均])|名(?!次)|个百分点|分(?![之钟局管公工队支])|"
)


_KINDS = {str(kind): kind for kind in Kind}
_TURNS = frozenset({Kind.UP, Kind.DOWN})


@cache
def _pattern() -> re.Pattern[str]:
    words = vocabulary()
    names = any_of(tuple(words.quantities))
    scopes = any_of(tuple(words.scopes))
    kinds = (
        (
            Kind.NONE,
            f"(?:未发生|未安排|未产生|没有|不涉及|无)(?=[^，。；、\\d]{{0,6}}?(?:{names}|{scopes}))",
        ),
        (
            Kind.FLAT,
            "基本持平|持平|无增减变化|无增减变动|无增减|没有增减变化|没有增减|没有变化|无变化|无变动|未发生变化|一致(?=[。，；])",
        ),
        (
            Kind.EXECUTION,
            (
                f"(?:完成|达到|执行|占)了?(?:当年|年度|本年)?{_PLAN}(?:数|总额|安排|任务|的)*+(?=\\d)"
                "|(?:预算)?(?:执行|完成)(?:率|进度)(?:为|是|达到?|：)*+"
            ),
        ),
        (Kind.SHARE, "占[^，。；、\\d%占]{0,24}?(?:的?(?:比重|比例)|的|比)?(?:为|达|约)?(?=\\d)"),
        (
            Kind.ORIGIN,
            f"(?:由|从)(?:{_AGO}|{_PLAN})(?:同期|决算|实际|支出|累计|数|的|度)*+(?=\\d)",
        ),
        (Kind.BASE, f"同比|(?:与|比|较|同|和|相比|相较)于?(?:{_AGO}|{_PLAN}){_BASE_TAIL}"),
        (
            Kind.RATE,
            "(?:在职人员)?控制率|三公经费变动率|变动率|参与率|满意率|满意度|覆盖率|合格率|完成率|到位率|及时率",
        ),
        (Kind.NAME, names),
        (Kind.SCOPE, scopes),
        (
            Kind.LAST,
            f"{_AGO}(?:的)?(?:同期|决算|实际|支出|累计|度)*+(?:数|额)?(?:是|为|：)*+(?=\\d)",
        ),
        (
            Kind.MEASURE,
            (
                "年初预算(?:安排|批复|下达)?(?:数|额)?|全年预算(?:数|额)?|调整后?预算(?:数|额)?|预算(?:安排|批复)?(?:数|额)|预算(?=[为是安]?排?\\d)|"
                "(?:全年|年度|当年|本年)(?:执行|决算|支出|实际支出)数?|决算(?:数|支出)?|支出决算|执行数|实际(?:执行|完成)"
            ),
        ),
        (
            Kind.LIST,
            "其中|主要包括|主要用于|包括|包含|分别为|分别是|主要有|主要为|主要是|构成如下|组成",
        ),
        (Kind.YEAR, "20\\d\\d年度?"),
        (Kind.UP, _UP),
        (Kind.DOWN, _DOWN),
        (
            Kind.NUMBER,
            f"(?<![\\d.])(?P<digits>(?:(?<!\\d)-)?\\d{{1,18}}+(?:\\.\\d{{1,9}}+)?)(?P<unit>{_UNIT})",
        ),
        (Kind.STOP, "[。！？\\n]++"),
        (Kind.BREAK, "；"),
        (Kind.OPEN, "（"),
        (Kind.CLOSE, "）"),
    )
    return re.compile("|".join(f"(?P<{kind}>{body})" for kind, body in kinds))


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of normalised `text` that carry figures, in their order."""
    for match in _pattern().finditer(text):
        kind = _KINDS[match.lastgroup or ""]
        start, end = match.span()
        onward = kind in _TURNS and text[end : end + 1] in {"到", "至", "为"}
        yield Token(
            kind,
            match.group(),
            start,
            end,
            match["digits"] or "",
            match["unit"] or "",
            onward=onward,
        )
