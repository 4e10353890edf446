"""Numbers in the order of names before them: 接待4.42万元，用车6.94万元，上年两项分别为4.70万元、7.20万元.

A run of numbers behind 分别 or 依次 is of as many names in one year and measure, or of one name in as
many years and measures. Names that it omits are those of the run before, else of the figures right
before it; where their number differs, nothing is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.text.reading.line_state import stage_of
from pingkou_gui.text.reading.statements import OUTTURN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.lines.vocabulary import Vocabulary
    from pingkou_gui.text.reading.drafts import Draft, Memory

_NUMBER = r"\d{1,9}(?:\.\d{1,6})?(?:万元|元|亿元)"
_PRINTED = rf"{_NUMBER}|\d{{1,9}}(?:\.\d{{1,6}})?(?=[、和及与])"
"""The unit may stand once, behind the last number."""
_RUN = rf"(?:(?:{_PRINTED})[、，和及与]{{1,2}}){{1,5}}{_NUMBER}"
_TOGETHER = "[，、](?:[两二三四五六]项)?(?:合计|共计|总计|加起来|共|计)(?:为|是)?"
_RESPECTIVE = re.compile(
    rf"(?:分别|依次)(?:(?:比|较|与)(?P<last_base>上一?年度?|去年度?|20\d\d年度?)的?|(?:比|较|与)(?P<plan_base>年初预算数?|预算数?)的?|[为是])?"
    rf"(?P<numbers>{_RUN})(?:{_TOGETHER}(?P<whole>{_NUMBER}))?"
)
_YEAR = "上一?年度?|去年度?|上年同期|20\\d\\d年度?|本年度?|今年|当年"
_STAGE = "(?:年初|全年)?(?:预算|决算|执行|实际)(?:支出|安排|执行)?数?|支出"
_HEAD = re.compile(
    f"(?P<year>{_YEAR})?的?(?P<stage>{_STAGE})?(?:同口径|同期)?(?:这|上述|以上|前述?)?"
    "(?:(?P<count>[两二三四五六])(?:项|个数|者|块|类|笔|头|个)(?:数字|数据|费用|经费|支出|金额)*)?"
)
_SERIES = re.compile(
    f"(?:{_YEAR})?(?:{_STAGE})?(?<=.)(?:[、和与及](?:{_YEAR})?(?:{_STAGE})?(?<=[^、和与及])){{1,3}}$"
)
_JOINED = frozenset({"、", "和", "与", "及", "以及"})
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_FAR = 240
_MARKS = "。；：，（"
_SUMS = re.compile("(?:[两二三四五六七各]项)?(?:合计|共计|总计|小计|相加|共|计)+")
_WHOLES = ("personnel_spending", "basic_spending", "three_public", "total_spending")
_VEHICLES = re.compile(r"[一-鿿]{1,3}车辆?(?:运行维护|运行|运维|维护)(?:费用?|支出|经费)")
_OF_PUBLIC = re.compile("三公|公务接待|因公出国")


def settle_respective_numbers(memory: Memory, normals: Sequence[Normal], own: int | None) -> None:
    """Give the numbers behind 分别为 the names that were stated before.

    Args:
        memory: the drafts of all lines, named in place.
        normals: all paragraphs of the text.
        own: the year of the text; nothing is named without one.
    """
    if own is None:
        return
    for normal in normals:
        if "分别" in normal.text or "依次" in normal.text:
            stated = [d for d in memory.drafts if d.span.paragraph == normal.paragraph and d.amount]
            _Runs(normal, stated, memory.words, own).settle()
    _name_vehicles(memory, normals)


@dataclass(slots=True)
class _Runs:
    """Names the numbers of each 分别为 (a run) of one paragraph; `stated` are its drafts with an amount."""

    normal: Normal
    stated: list[Draft]
    words: Vocabulary
    own: int
    names: list[tuple[str, str]] = field(default_factory=list)
    """Key and label of the numbers of the last run."""
    stages: list[str] = field(default_factory=list)
    """The measures of the last run of one name."""
    taken: list[Draft] = field(default_factory=list)
    """The figures of earlier runs, which give no names to the next one."""

    def settle(self) -> None:
        """Name the numbers of each run."""
        at = {self.place(draft): draft for draft in self.stated}
        for match in _RESPECTIVE.finditer(self.normal.text):
            start = match.start("numbers")
            found = [at.get(start + m.start()) for m in re.finditer(_PRINTED, match["numbers"])]
            drafts = [d for d in found if d is not None and d.unit == "money"]
            whole = at.get(match.start("whole")) if match["whole"] else None
            if len(drafts) == len(found):
                self.name_run(match, drafts, whole)
            self.taken += [*drafts, *([whole] if whole is not None else [])]

    def name_run(self, match: re.Match[str], drafts: list[Draft], whole: Draft | None) -> None:
        """Name the numbers of one run, if there are as many names or stages."""
        text = self.normal.text
        begin = max(text.rfind(mark, 0, match.start()) for mark in _MARKS) + 1
        compared = match["last_base"] or match["plan_base"]
        head = _HEAD.fullmatch(text, begin, match.start())
        if compared is not None or (head is not None and head.group()):
            self.remove_from_lists(drafts)
        if compared is not None:
            year = match["last_base"] or ""
            names = self.names_before(match.start(), len(drafts))
            if self.is_this_or_last(year):
                self.name_in_order(names, compared, drafts, whole)
        elif head is not None and head.group():
            names = self.names_before(begin, len(drafts))
            counted = not head["count"] or _COUNTS[head["count"]] == len(drafts)
            if counted and self.is_this_or_last(head["year"] or ""):
                self.name_in_order(names, head.group(), drafts, whole)
        elif head is None:
            self.name_by_measure(text[begin : match.start()], drafts)

    def remove_from_lists(self, drafts: list[Draft]) -> None:
        """Take drafts out of their lists: they belong to names before, and are no parts of the last figure."""
        for draft in drafts:
            if draft.group is not None:
                draft.group.items = [item for item in draft.group.items if item is not draft]
                draft.group = None

    def is_this_or_last(self, year: str) -> bool:
        """Whether a year is this or the last one."""
        return year[:2] != "20" or int(year[:4]) in {self.own, self.own - 1}

    def name_in_order(
        self, names: list[tuple[str, str]], head: str, drafts: list[Draft], whole: Draft | None
    ) -> None:
        """Give a run the names stated last, in one year and measure: 上年分别为…, 预算依次为…."""
        carried = {"", names[-1][0]} if names else {""}
        if len(names) != len(drafts) or not any(d.key in carried for d in drafts):
            return
        measure = self.measure(head)
        for (key, label), draft in zip(names, drafts, strict=True):
            self.assign(draft, key, label, measure)
        self.names = names
        summed = sum(d.amount.value for d in drafts if d.amount is not None)
        if whole is not None and whole.amount is not None and whole.amount.value == summed:
            key = self.whole_of({key for key, _ in names})
            if key:
                self.assign(whole, key, self.words.labels.get(key, key), measure)

    def name_by_measure(self, head: str, drafts: list[Draft]) -> None:
        """Give a run one name with a measure for each number: 三公经费预算、决算、上年决算分别为…；公务接待费分别为…."""
        series = _SERIES.search(head)
        if series is not None:
            self.stages = [self.measure(words) for words in re.split("[、和与及]", series.group())]
        name = head[: series.start()] if series is not None else head
        quantity = self.words.quantity(name.removeprefix("其中"))
        if quantity is None or all(d.key for d in drafts):
            return
        stages: list[tuple[int | None, str]] = [(self.own, each) for each in self.stages]
        if len(stages) != len(drafts):
            stages = self.stages_of_whole(drafts)
        if len(stages) == len(drafts):
            for (year, measure), draft in zip(stages, drafts, strict=True):
                self.assign(draft, quantity.key, quantity.label, measure)
                draft.year = year

    def stages_of_whole(self, drafts: list[Draft]) -> list[tuple[int | None, str]]:
        """Return years and measures of the figures of one quantity right before a run; empty if they repeat."""
        at = self.place(drafts[0])
        whole = [d for d in self.stated if self.place(d) < at][-len(drafts) :]
        stages = [(d.year, d.measure) for d in whole]
        one = len({d.key for d in whole}) == 1 and len(set(stages)) == len(stages)
        return stages if one else []

    def names_before(self, at: int, number: int) -> list[tuple[str, str]]:
        """Return key and label of the `number` figures right before a position; empty if that is unclear."""
        joined = self.joined_before(at)
        if joined:
            return joined if len(joined) == number else []
        near = [
            d for d in self.stated
            if at - _FAR < self.place(d) < at and d not in self.taken and d.measure == OUTTURN
        ]  # fmt: skip
        stated_since = bool(near and self.taken) and self.place(near[-1]) > self.place(
            self.taken[-1]
        )
        if self.names and not stated_since:
            return self.names if len(self.names) == number else []
        keys = {d.key for d in near}
        apart = [d for d in near if not any(self.words.is_part(k, d.key) for k in keys if k)]
        apart = apart if len(apart) >= number else near  # 这三个数: the whole and its two parts
        names = [d for d in apart if d.key or not _SUMS.fullmatch(d.label)][-number:]
        keys = {d.key for d in names}
        years = {d.year for d in names}
        fits = len(names) == len(keys) == number and "" not in keys and years == {self.own}
        return [(d.key, d.label) for d in names] if fits else []

    def joined_before(self, at: int) -> list[tuple[str, str]]:
        """Return the joined names at the end of the clause before a position: 分人员经费和公用经费，."""
        text = self.normal.text
        if text[at - 1 : at] != "，":
            return []
        begin = max(text.rfind(mark, 0, at - 1) for mark in _MARKS) + 1
        found = list(re.finditer(self.words.names, text[begin : at - 1]))
        run: list[re.Match[str]] = []
        for one in reversed(found):
            end = run[-1].start() if run else at - 1 - begin
            between = text[begin + one.end() : begin + end]
            if between not in ("" if not run else _JOINED) and (run or between):
                break
            run.append(one)
        known = [self.words.quantity(m.group()) for m in reversed(run)]
        names = [(q.key, q.label) for q in known if q is not None]
        return names if len(names) > 1 else []

    def whole_of(self, keys: set[str]) -> str:
        """Return the key of the smallest whole of all quantities, or an empty string."""
        return next((w for w in _WHOLES if all(self.words.is_part(key, w) for key in keys)), "")

    def assign(self, draft: Draft, key: str, label: str, measure: str) -> None:
        """Name a number and drop its comparisons, which were of something else."""
        draft.key, draft.label, draft.year, draft.year_said = key, label, self.own, True
        draft.measure, draft.measure_said, draft.unsure = measure, True, False
        draft.comparisons = []
        self.remove_from_lists([draft])

    def measure(self, words: str) -> str:
        """Return the measure that words name: 预算, 上年决算; 2022年 in a text of 2023."""
        return stage_of(re.sub(f"上一年|{self.own - 1}年", "上年", words))

    def place(self, draft: Draft) -> int:
        """Return the position of a draft's number in the normalised text, -1 without one."""
        return self.normal.place(draft.amount.span.start) if draft.amount is not None else -1


def _name_vehicles(memory: Memory, normals: Sequence[Normal]) -> None:
    """Give 救护车运行维护费 in a paragraph on 三公 the key of vehicle running, if no other figure has it."""
    named = {d.span.paragraph for d in memory.drafts if d.key == "vehicle_running"}
    for draft in memory.drafts:
        at = draft.span.paragraph
        fits = not draft.key and draft.unit == "money" and _VEHICLES.fullmatch(draft.label)
        if fits and at not in named and _OF_PUBLIC.search(normals[at].text):
            draft.key = "vehicle_running"
