"""Checks for characters taken for another by their shape: 不深人 for 不深入, 收人 for 收入, 己完成 for 已完成.

No list of such slips is kept. A clause is cut into words by how often they are written; where a
character is left that belongs to no word, and one of its shape would make a word with those beside
it, the clause is cut again with that one. It is asked about where the second cut is much likelier.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.paths import asset
from pingkou_gui.text.finding import BETWEEN, Case, Findings, check, deed_of, edit_of
from pingkou_gui.text.word_counts import LONGEST, word_counts, words_of_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.source import Normal

_RUN = re.compile("[一-鿿]{2,}")
_IS_PROSE = re.compile("[。，；：]")
_RARE = 40
"""A word written so seldom may be another one."""
_COMMON, _LESS_COMMON, _VERY_COMMON, _SHORT = 100, 30, 1500, 2
_LIKELIER, _EXPECTED = 5.6, -1.15
"""The second cut must be e to this power times as likely; less is enough where reports use the word."""
_FUNCTION = frozenset("未无已该即比由自给做及加与其找受没为于几又以不没全各上下大小")
"""Words of one character that may stand between any two others."""
_OFTEN, _AROUND, _MOST = 3, 6, 60_000
_OF_NAMES = frozenset(
    "省市州县区旗乡镇村街巷路组屯寨社坝湾沟河江湖山岭坪冲垸洲岛局所站园厂店节寺庙桥"
)
_FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔"
)
"""What begins the name of a person: the two characters behind it may be any."""
_ALONE = {"己": "已", "末": "未", "巳": "已"}
"""Words of one character, for which a character is printed that is hardly ever a word of its own."""
_IN_WORDS = {
    "巳": re.compile("[甲乙丙丁戊己庚辛壬癸辰上]巳|巳[时年日]"),
    "己": re.compile("[自知克利异各一由为][己]|己[任见方所]"),
    "末": re.compile("[年月日季度期周旬底段岁初本始端微粉泡毫芒\\d]末|末[端位尾梢日世期次了流代]"),
}


class _Slip(NamedTuple):
    """What is printed for something else: from where to where, what is meant, and how much likelier that is."""

    start: int
    end: int
    meant: str
    gain: float


@cache
def _twins() -> dict[str, str]:
    """Return of each character those of its shape."""
    groups: list[str] = tomllib.loads(asset("lexicon/shapes.toml").read_text("utf-8"))["shapes"]
    found: defaultdict[str, str] = defaultdict(str)
    for group in groups:
        for mark in group:
            found[mark] += "".join(other for other in group if other not in {mark, *found[mark]})
    return dict(found)


def _slips(run: str, text: str) -> Iterator[_Slip]:
    """Yield the likely slips of a run of Chinese characters, of each character the likeliest."""
    twins = _twins()
    if not any(mark in twins for mark in run):
        return
    words = word_counts().cut(run).words
    alone = {start for start, end in words if end == start + 1}
    counts = word_counts().counts
    rare = {
        at for start, end in words for at in range(start, end)
        if end - start == _SHORT and counts.get(run[start:end], 0) < _RARE
    }  # fmt: skip
    for start in sorted(alone | rare):
        mark = run[start]
        if mark not in twins or mark in _FUNCTION or _is_in_a_name(run, start, alone):
            continue
        found = [slip for twin in twins[mark] for slip in _with(run, start, twin, text)]
        single = _ALONE.get(mark)
        if (
            single
            and start in alone
            and not found
            and not _IN_WORDS[mark].search(run, max(0, start - 1), start + 2)
            and start + 2 < len(run)
        ):
            found = [_Slip(start, start + 1, single, _LIKELIER)]
        if found:
            yield max(found, key=lambda slip: slip.gain)


def _with(run: str, at: int, twin: str, text: str) -> Iterator[_Slip]:
    """Yield the words that a character of the same shape makes with those beside it, where they are likelier."""
    cutter, reports = word_counts(), words_of_reports()
    for size in range(2, LONGEST + 1):
        for start in range(max(0, at - size + 1), min(at, len(run) - size) + 1):
            word = run[start:at] + twin + run[at + 1 : start + size]
            count = cutter.counts.get(word, 0)
            if count < (_COMMON if size == _SHORT else _LESS_COMMON):
                continue
            first, last = max(0, start - _AROUND), min(len(run), start + size + _AROUND)
            mended = run[first:start] + word + run[start + size : last]
            gain = cutter.cut(run[first:last]).cost - cutter.cut(mended).cost
            expected = count >= _VERY_COMMON or word in reports or word in text
            if gain >= _LIKELIER + (_EXPECTED if expected else 0):
                yield _Slip(start, start + size, word, gain)


def _is_in_a_name(run: str, at: int, alone: set[int]) -> bool:
    """Whether a character stands in the name of a place or of a person."""
    places = any(near in alone and run[near] in _OF_NAMES for near in range(at + 1, at + 3))
    return places or any(
        near in alone and run[near] in _FAMILY for near in range(max(0, at - 2), at)
    )


def _is_a_place(case: Case, printed: str) -> bool:
    """Whether it is a part of the unit's own name, or named as a place elsewhere: 平口镇."""
    named = re.search(f"{printed}[县市区镇乡村社局站中心学校医院]", case.reading.text)
    return len(printed) > 1 and (printed in case.reading.unit or named is not None)


@check("没有形近的别字", "TYPO", ground="用字用词")
def no_character_is_taken_for_one_of_its_shape(case: Case) -> Findings:
    """不深人, 收人, 己完成: a character that makes no word, where one of its shape makes a common one."""
    text = case.reading.text
    if len(text) > _MOST:
        return
    for normal in case.reading.written:
        if not _IS_PROSE.search(normal.text):
            continue
        for run in _RUN.finditer(normal.text):
            for slip in _slips(run.group(), text):
                printed = run.group()[slip.start : slip.end]
                if _is_a_place(case, printed):
                    continue
                if text.count(printed) < _OFTEN or len(printed) == 1:
                    yield _asked(
                        case, normal, run.start() + slip.start, run.start() + slip.end, slip.meant
                    )


def _asked(case: Case, normal: Normal, start: int, end: int, meant: str) -> TextFinding:
    text = normal.text
    printed = text[start:end]
    before = text[max(0, start - _AROUND) : start].lstrip(BETWEEN)
    around = f"{before}{meant}{text[end : end + _AROUND]}"
    edit = edit_of(normal, start, end, meant)
    message = f"“{printed}”像是“{meant}”的误写（字形相近），即“{around}”，核对"
    return case.question(
        "TYPO", normal.span(start, end), message, meant,
        edits=(edit,) if edit else (), deed=deed_of(printed, meant) if edit else "",
    )  # fmt: skip


CHECKS = (no_character_is_taken_for_one_of_its_shape,)
