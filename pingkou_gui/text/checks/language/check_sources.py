"""Checks of where figures and rules come from: the year of the accounts, the number of the notice."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.reasoning.finding import WRITTEN, Case, Findings, Told, check, check_each

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Match

_SOURCE = re.compile(
    "(?:数据|数字|数值|数额|金额|资料|信息|各项数|上述数)[^，。；]{0,8}?(?:取自|来源于|来自|摘自|采自|依据|源自|出自|引自|以)(?:的)?"
    "(?P<year>20\\d\\d)(?P<word>年度?)(?=[^，。；]{0,14}(?:决算|报表|年报|账|报告|统计))"
)
_OTHER = re.compile("上年|去年|同期|对比|比较|前一?年|往年|基期|20\\d\\d年(?:度)?(?:的)?数")


@check_each(_SOURCE, "数据来源是本年的报表", "STALE_YEAR", ground="全文年份一致", among=WRITTEN)
def figures_come_from_the_accounts_of_the_year(case: Case, normal: Normal, match: Match) -> Told:
    """上述数字均取自2022年度部门决算报表 in a text about 2023."""
    year = case.reading.year
    first, _ = sentence_of(normal.text, match.start())
    if year is None or int(match["year"]) != year - 1:
        return None
    if _OTHER.search(normal.text, first, match.end("year") - 4):
        return None
    right = f"{year}{match['word']}"
    message = f"全文说的是{year}年，这里写数据取自{match['year']}{match['word']}的报表；像是上年的文稿改来时漏改的，应为{right}，核对"
    return case.question("STALE_YEAR", normal.span(match.start(), match.end()), message, right)


_NOTICE = re.compile(
    "(?P<title>《[^《》]{2,80}》(?:的通知)?（?)?(?P<code>[一-鿿]{2,10}〔(?P<year>20\\d\\d)〕)第?(?P<number>\\d{1,4})号"
)


@check("同一份文件的文号前后一致", "CITATION", ground="前后一致")
def a_notice_keeps_its_number(case: Case) -> Findings:
    """《…通知》（青财绩〔2024〕5号）, and without a title 青财绩〔2024〕15号文件, or 按照通知（青财绩〔2024〕9号）."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    bare: list[tuple[Normal, Match, str]] = []
    for normal in case.reading.written:
        for match in _NOTICE.finditer(normal.text) if "〕" in normal.text else ():
            code = _ISSUER.sub("", match["code"])
            if match["title"]:
                named[code].setdefault(
                    match["number"], match["title"].partition("》")[0].lstrip("《")
                )
            else:
                bare.append((normal, match, code))
    for normal, match, code in bare:
        numbers = named.get(code) or next(
            (n for c, n in named.items() if c.endswith(code) or code.endswith(c)), {}
        )
        if match["number"] in numbers:
            continue
        lead = normal.text[max(0, match.start() - _TITLE_FAR) : match.start("code")]
        near = [n for n, title in numbers.items() if title[-_TITLE_END:] in lead]
        kind = _BY_ITS_KIND.search(lead)
        near = near or [
            n for n, title in numbers.items()
            if _is_like(match["number"], n) or (kind and title.endswith(kind["kind"]))
        ]  # fmt: skip
        if len(near) == 1:
            right = f"{match['code']}{near[0]}号"
            message = (
                f"前后引的像是同一份文件，别处是{near[0]}号，这里是{match['number']}号；核对文号"
            )
            yield case.question(
                "CITATION", normal.span(match.start("code"), match.end()), message, right
            )


_TITLE_FAR, _TITLE_END = 40, 10
"""So much of a title in front of a number tells that the same notice is meant."""
_BY_ITS_KIND = re.compile(
    "(?:^|[，。；：]|按照?|依照|遵照|对照|参照|根据|依据|执行|落实|符合|结合|[该本此]|上述|这份|前述|财政局|县局|市局)"
    "(?P<kind>通知|办法|方案|意见|规定|细则|批复|规程|指引)(?:精神|要求)?（$"
)
"""A document that is called by its kind alone: 按照通知（…9号）: it was named before."""
_ISSUER = re.compile("^(?:按照|按|根据|依据|以及|和|及|与|关于)")


def _is_like(one: str, other: str) -> bool:
    """Whether two numbers are a digit apart: 5 and 15 as well."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    lost = len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
    return lost or (len(one) > 1 and is_slip(one, other))


CHECKS = (figures_come_from_the_accounts_of_the_year, a_notice_keeps_its_number)
