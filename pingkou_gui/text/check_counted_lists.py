"""Checks of a number and its list where another word stands between: 4个单位组成，单位分别是…; …、…、…三家."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import WRITTEN, Case, Told, check_each
from pingkou_gui.text.gaps import clause_start
from pingkou_gui.text.outline import chinese_number, chinese_numeral

if TYPE_CHECKING:
    from pingkou_gui.text.finding import Match, TextFinding
    from pingkou_gui.text.source import Normal

_COUNT = "(?<![\\d.第一二三四五六七八九十])(?P<count>\\d{1,2}|[两一二三四五六七八九十]{1,3})"
_AGAIN = re.compile(
    f"{_COUNT}(?P<measure>个|家|所|项|类|种|名|处|条)(?P<noun>[一-鿿]{{2,8}}?)(?:组成|构成|在内|参与|参加|纳入)?[，；：]"
    "(?:其中|其)?(?P=noun)(?:名称)?(?:分别|依次)?(?:为|是|有|即|包括|：)+(?P<names>[^。；：\\d，]{4,200})"
)
_NAME = "[一-鿿（）“”A-Za-z]{2,14}"
_BEFORE = re.compile(
    f"(?P<list>{_NAME}(?:、{_NAME}){{1,15}}?(?:(?:和|及|以及|与){_NAME}?)?)(?:这|共|总共|共计)?"
    "(?<![第一二三四五六七八九十等等])(?P<count>\\d{1,2}|[两三四五六七八九十])(?P<measure>家|类|大类|种|个方面|方面|项|个)(?P<noun>[一-鿿]{0,6})"
)
_TITLES = re.compile(
    "(?P<list>《[^《》]{2,40}》(?:（[^（）]{2,30}）)?(?:[、和及与，]{0,2}《[^《》]{2,40}》(?:（[^（）]{2,30}）)?){1,20})(?P<etc>等)?(?:共|这)?"
    "(?P<count>\\d{1,2}|[两二三四五六七八九十]{1,2})(?P<measure>个|项|部|份|件|条|册|本)(?P<noun>[一-鿿]{0,6})"
)
_TITLES_BEHIND = re.compile(
    f"{_COUNT}(?P<measure>个|项|部|份|件|册|本)(?P<noun>(?:[一-鿿]{{0,6}}?)(?:文件|制度|办法|规定|方案|通知|细则|规程|报告))(?:，?(?:分别|包括|包含|即|具体|含|主要)?(?:为|是|有)?：?)"
    "(?P<list>《[^《》]{2,40}》(?:（[^（）]{2,30}）)?(?:[、和及与，]{0,2}《[^《》]{2,40}》(?:（[^（）]{2,30}）)?){1,20})(?P<etc>等)?"
)
_JOINERS = re.compile("以及|和|及|与")
_LEAST = 3
_NO_NOUN = re.compile("村|社区|乡|镇|街道|站|所|股|科|室|中心|百分|月|年|小时|多|不")
_UNSURE = re.compile("等|的|其中|个|分别|和")


_IN_ORDER = re.compile(
    "一是[^。]{2,400}?(?:，|。|；)(?:以上|上述|这|通过)?(?P<count>[两二三四五六七八九十])(?P<measure>项|个方面|方面|个|条|点|大)(?P<noun>措施|举措|工作|任务|做法|机制|问题|制度|工程|目标)"
)
_ORDINAL = re.compile("(?:^|[：；。，])([一二三四五六七八九十])是")


@check_each(_IN_ORDER, "一是到几是就写几项", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_told_in_order(case: Case, normal: Normal, match: Match) -> Told:
    """一是建制度，二是抓监控，三是强应用，四项措施齐头并进: three."""
    told = 0
    for order in _ORDINAL.finditer("：" + normal.text[match.start() : match.start("count")]):
        if "一二三四五六七八九十".index(order[1]) != told:
            return None
        told += 1
    if told < 2 or told == chinese_number(match["count"]):
        return None
    words = f"{'两' if told == 2 else chinese_numeral(told)}{match['measure']}{match['noun']}"
    message = f"前面列的是一是到{chinese_numeral(told)}是，这里写{match['count']}{match['measure']}{match['noun']}；核对数目，或补全"
    return case.question("COUNT", normal.span(match.start("count"), match.end()), message, words)


_ABOVE = re.compile(
    "(?:以上|上述|前述)(?P<count>\\d{1,2}|[两二三四五六七八九十])(?P<measure>项|个方面|方面|个|条|点)(?P<noun>[一-鿿]{0,4})"
)
_MARKS = (
    re.compile("（([一二三四五六七八九十])）"), re.compile("([①-⑨])"), re.compile("(?:^|(?<=[；。：]))(\\d)[、.．](?!\\d)"),
    re.compile("（(\\d)）"),
)  # fmt: skip


@check_each(_ABOVE, "以上几项就是前面列的几项", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_listed_above(case: Case, normal: Normal, match: Match) -> Told:
    """（一）…；（二）…；（三）…。上述四条建议: three."""
    text = normal.text[: match.start()]
    listed = next((n for mark in _MARKS if (n := _run(mark.findall(text))) > 1), 0)
    if not listed:
        lines = [
            n.text
            for n in case.reading.normals[max(0, normal.paragraph - _LINES) : normal.paragraph]
        ]
        first = next((mark for mark in _MARKS if lines and mark.match(lines[-1])), None)
        marks: list[str] = []
        for line in reversed(lines if first is not None else []):
            begins = first.match(line) if first is not None else None
            if begins is None:
                break
            marks.insert(0, begins[1])
            if begins[1] in "一①1":
                break
        listed = _run(marks)
    said = chinese_number(match["count"])
    if listed < 2 or listed == said or abs(listed - said) > 2:
        return None
    right = (
        str(listed)
        if match["count"].isdigit()
        else "两"
        if listed == 2
        else chinese_numeral(listed)
    )
    words = f"{right}{match['measure']}{match['noun']}"
    message = f"前面列的是{listed}{match['measure']}，这里写“{match.group()}”；核对数目，或补全"
    return case.question("COUNT", normal.span(*match.span()), message, words)


def _run(marks: list[str]) -> int:
    """Return how many marks count on from the first one, all of them; 0 where they do not."""
    orders = [
        "一二三四五六七八九十".find(m) + 1
        or "①②③④⑤⑥⑦⑧⑨".find(m) + 1
        or (int(m) if m.isdigit() and m < "①" else 0)
        for m in marks
    ]
    return len(orders) if orders == list(range(1, len(orders) + 1)) else 0


_LINES = 12


def _told(case: Case, normal: Normal, match: Match, listed: int, part: str = "list") -> TextFinding:
    count = match["count"]
    right = str(listed) if count.isdigit() else "两" if listed == 2 else chinese_numeral(listed)
    measure, noun = match["measure"], match["noun"]
    words = f"{right}{measure}{noun}"
    message = f"这里写{count}{measure}{noun}，列出的是{listed}{measure}；核对数目，或补全名单"
    first = min(match.start("count"), match.start(part))
    first = min(first, clause_start(normal.text, match.start("count")))
    last = max(match.end("noun"), match.end(part))
    return case.question("COUNT", normal.span(first, last), message, words)


@check_each(_AGAIN, "写几个就列几个（名称再说一遍）", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_said_when_named_again(case: Case, normal: Normal, match: Match) -> Told:
    """由局机关和4个下属单位组成，下属单位分别是甲站、乙站、丙站: three."""
    names = [name for name in match["names"].split("、") if name]
    said = chinese_number(match["count"])
    joined = len(_JOINERS.findall(names[-1])) if names else 0
    if len(names) < 2 or names[-1].endswith("等") or "等" in names[-1][-6:]:
        return None
    own = normal.text[max(0, match.start() - 8) : match.start()]
    more = sum(name[:3] in own for name in names)
    if len(names) - more <= said <= len(names) + joined:
        return None
    return _told(case, normal, match, len(names) - more, "names")


@check_each(_BEFORE, "列了几样就写几样", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_listed_before(case: Case, normal: Normal, match: Match) -> Told:
    """数量、质量、时效、成本、满意度六类指标: five are named."""
    names = match["list"].split("、")
    last = names[-1]
    said = chinese_number(match["count"])
    joined = len(_JOINERS.findall(last))
    total = len(names) + (1 if joined and _JOINERS.split(last)[-1] else 0)
    plain = all(
        len(name) <= 12 and not re.search("的|等|[一二三四五六七八九十]个", name)
        for name in names[1:]
    )
    if len(names) < _LEAST or not plain or _NO_NOUN.match(match["noun"]):
        return None
    if match["measure"] == "个" and not match["noun"]:
        return None
    if not 0 < abs(said - total) <= 1 or len(names) <= said <= len(names) + joined:
        return None
    return _told(case, normal, match, total)


@check_each(_TITLES, "列了几个文件就写几个", "COUNT", ground="计数", among=WRITTEN)
def as_many_titles_as_said(case: Case, normal: Normal, match: Match) -> Told:
    """《甲办法》《乙办法》《丙办法》4项制度: three titles."""
    return _of_titles(case, normal, match)


@check_each(_TITLES_BEHIND, "写几个文件就列几个", "COUNT", ground="计数", among=WRITTEN)
def as_many_titles_as_counted(case: Case, normal: Normal, match: Match) -> Told:
    """出台3个文件：《甲办法》《乙办法》: two titles."""
    return _of_titles(case, normal, match)


def _of_titles(case: Case, normal: Normal, match: Match) -> Told:
    titles, said = match["list"].count("《"), chinese_number(match["count"])
    behind = normal.text[match.end() : match.end() + 1]
    if match["etc"] or titles == said or behind == "等" or said < 2:
        return None
    return _told(case, normal, match, titles)


CHECKS = (
    as_many_as_said_when_named_again,
    as_many_as_listed_before,
    as_many_as_told_in_order,
    as_many_as_listed_above,
    as_many_titles_as_said,
    as_many_titles_as_counted,
)
