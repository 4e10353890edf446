"""Words of a report onto the form: the unit and its people, offices, duties, analyses, problems."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import SpendingTexts
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation, OverviewTexts, Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Analysis, Indicator
from pingkou_gui.importers.headers import unit_line
from pingkou_gui.importers.last_report_figures import STALE
from pingkou_gui.importers.last_report_model import (
    LEFT_OPEN,
    NO_FIELD,
    WIDER,
    WORDS_ASKED,
    Candidate,
    Shift,
    counted_back,
    evened,
    has_gap,
    in_doubt,
    is_gap,
    last_of,
    settled,
    stated,
    whole,
)
from pingkou_gui.importers.last_report_projects import read_side_projects
from pingkou_gui.importers.last_report_reasons import reason_behind
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.lines.outline import chinese_number
from pingkou_gui.text.lines.source import GAP_MARK, normalise
from pingkou_gui.text.lines.vocabulary import vocabulary
from pingkou_gui.text.reading.statements import LAST_YEAR, OUTTURN, PEOPLE
from pingkou_gui.text.reading.table_words import is_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Block, Collector
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reading.statements import Statement

_COUNTY = re.compile("(?:^|[市州省])(?P<county>[一-鿿]{1,4}?县|[一-鿿]{2,8}?自治县)(?=[一-鿿]{2,})")
_SELF = re.compile(
    "我(?:镇|乡|街道|办|局|院|校|委|站|所|中心|单位|部门)|本(?:镇|乡|街道|局|院|校|单位)"
)
_DAY = re.compile("20\\d\\d年\\d{1,2}月\\d{1,2}日")
_DAY_IN_WORDS = re.compile(
    "(?P<year>20\\d\\d)年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_RANK = re.compile("机构规格为(?P<as_is>[^，。；]{2,12})|(?P<all>均[为系][正副]?[科股处厅县乡]级)")
_YEAR_BEFORE = re.compile("^20\\d\\d(?=年)")


def read_unit(c: Collector) -> None:
    """Propose the unit's names, the year, the day, and its people."""
    _names(c)
    _signature(c)
    _people(c)
    _rank(c)


_UNIT_NAME = re.compile(
    "(?!年|关于)(?!.*(?:年度|追加|情况|报告|支出))[一-鿿（）□■○〇]{2,40}"
    "(?:镇|乡|街道|区|府|处|局|办|办公室|委|会|院|校|学|园|所|站|中心|馆|社|队|部|厅|室|司|组|大|团|联|协|党|基地|[林农茶牧渔]场)(?:（[一-鿿]{1,4}）)?"
)
"""What a unit may be called; anything else that a title seems to name is no name."""


def named_unit(reading: Reading) -> str:
    """Return the unit that a text names as its own, empty where that is no name of one."""
    return reading.unit if _UNIT_NAME.fullmatch(reading.unit) else ""


def _names(c: Collector) -> None:
    name = named_unit(c.reading)
    title = next((b.index for b in c.blocks[:12] if name and name in evened_text(c, b.index)), 0)
    if name:
        c.carry(Unit.name, name, title)
        county = _COUNTY.search(name)
        if county:
            c.carry(Unit.county, county["county"], title)
    if c.shift is Shift.SAME and c.reading.year:
        c.put(Unit.year, str(c.reading.year), title)
    own = (evened_text(c, b.index) for b in c.blocks if not WORDS_ASKED.search(b.whole))
    called = Counter(_SELF.findall("\n".join(own))).most_common(1)
    if called:
        c.carry(Unit.short_name, called[0][0], title)


def evened_text(c: Collector, index: int) -> str:
    """Return a paragraph evened out."""
    return c.reading.normals[index].text


def _signature(c: Collector) -> None:
    """Propose the day under the text; the unit above it is no remark."""
    for block in c.blocks:
        text = evened_text(c, block.index)
        if text == c.reading.unit or (
            block.index > c.blocks[-1].index - _SIGNED and _is_own_name(text, c.reading.unit)
        ):
            c.placed.add(block.index)
        words = _DAY_IN_WORDS.fullmatch(text)
        if words:
            month, day = chinese_number(words["month"]), chinese_number(words["day"])
            text = f"{words['year']}年{month}月{day}日"
        if not _DAY.fullmatch(text) or block.is_cell:
            continue
        c.placed.add(block.index)
        if c.shift is Shift.SAME and Unit.report_date.at() not in c.items:
            c.put(Unit.report_date, text, block.index)


def _is_own_name(text: str, unit: str) -> bool:
    """Whether a signature is the unit's name, with the county before it or without, and a seal."""
    name = _SEAL.sub("", text)
    fuller = unit and _UNIT_NAME.fullmatch(name) and name.endswith(unit)
    return bool(fuller) or (len(name) >= _SHORTEST_NAME and unit.endswith(name))


_SIGNED = 6
"""A signature is one of the last so many paragraphs."""
_SEAL = re.compile("（(?:公章|盖章|章|印章|印)）$")
_SHORTEST_NAME = 4


def _people(c: Collector) -> None:
    pools: dict[str, list[Candidate]] = {"posts": [], "this": [], "last": []}
    wider: dict[str, list[Candidate]] = {"posts": [], "this": [], "last": []}
    wholes = _with_the_retired(c)
    for index, s in enumerate(c.reading.statements):
        key = count_key(s)
        if s.aside or not is_now(c, s) or index in wholes:
            continue
        if key in PEOPLE:
            _count(c, pools, index, s, key)
        elif s.head in PEOPLE and s.group < 0:
            _count(c, wider, index, s, s.head)
    _count_cells(c, pools)
    _doubt_parts(c, pools, wider)
    _doubt_staff_of_one_kind(c, pools)
    for name, found_wider in wider.items():
        pools[name] = pools[name] or [in_doubt(candidate, WIDER) for candidate in found_wider]
    put_people(c, Staff.establishment, pools["posts"], carried=True)
    if c.shift is Shift.SAME:
        put_people(c, Staff.headcount, pools["this"])
        put_people(c, Staff.headcount_last, pools["last"])
    elif c.shift is Shift.NEXT:
        put_people(c, Staff.headcount_last, pools["this"])


def _with_the_retired(c: Collector) -> set[int]:
    """Return which counts hold the staff as one of their parts: 实有人数11人，其中：在职人员10人，退休1人."""
    statements = c.reading.statements
    return {
        group.parent
        for group in c.reading.lists
        if any(statements[item].key == "headcount" for item in group.items)
        and not statements[group.parent].key
    }


def _doubt_parts(
    c: Collector, pools: dict[str, list[Candidate]], wider: dict[str, list[Candidate]]
) -> None:
    """Doubt the count of the offices alone, where another is told beside it: 机关编制30名，事业单位编制45名."""
    for name, found in pools.items():
        for at, one in enumerate(found):
            text = c.reading.source.paragraphs[one.span.paragraph].text[: one.span.start]
            others = [x for x in wider[name] if x.span.paragraph == one.span.paragraph]
            if others and _OF_OFFICES.search(text):
                found[at] = in_doubt(one, WIDER)


def _doubt_staff_of_one_kind(c: Collector, pools: dict[str, list[Candidate]]) -> None:
    """Doubt a count of staff that is a part of more staff: 在职职工864人，其中在编412人、聘用452人."""
    statements = c.reading.statements
    for whole_, item in ((statements[g.parent], at) for g in c.reading.lists for at in g.items):
        amount = statements[item].amount
        if whole_.key or not _STAFF.search(whole_.label) or amount is None:
            continue
        for at, one in enumerate(pools["this"]):
            if one.span == amount.span:
                words = f"这是“{c.reading.quote(whole_.span)}”中的一项，核对填哪一个数"
                pools["this"][at] = in_doubt(one, words)


_STAFF = re.compile("在职|在岗|教?职工|工作人员")
_OF_OFFICES = re.compile("(?:机关|本级)[^，。；、]{0,4}$")


def _count_cells(c: Collector, pools: dict[str, list[Candidate]]) -> None:
    for cell in c.reading.cells:
        if cell.key not in PEOPLE or cell.amount.unit == "%":
            continue
        c.placed.add(cell.amount.span.paragraph)
        found = Candidate(cell.amount.value, cell.amount.span, cell.amount.step)
        past = cell.column_key == LAST_YEAR or is_before(c, cell.year)
        if cell.key == "headcount":
            pools["last" if past else "this"].append(found)
        elif not past:
            pools["posts"].append(found)


def count_key(s: Statement) -> str:
    """Return the key of a count; in 2021年末实有人数 the year hides the name."""
    known = vocabulary().quantity(_YEAR_BEFORE.sub("", s.label))
    return s.key or (known.key if known and s.unit_is_people else "")


def is_now(c: Collector, s: Statement) -> bool:
    """Whether a count is one of the year of the text, or of the end of the year before."""
    own = c.reading.year
    return s.year is None or own is None or s.year in {own, own - 1}


def is_before(c: Collector, year: int | None) -> bool:
    """Whether a year is the one before that of the text."""
    return year is not None and c.reading.year is not None and year == c.reading.year - 1


def _has_this_year(c: Collector, key: str) -> bool:
    """Whether the text counts the same people at the end of its own year too."""
    own = c.reading.year
    return any(
        count_key(s) == key and s.year == own and s.measure == OUTTURN and s.amount is not None
        for s in c.reading.statements
    )


def _is_of_a_budget(c: Collector) -> bool:
    """Whether the staff at the end of the year before is the present one: that of a budget is."""
    return c.reading.genre is Genre.BUDGET


def _count(
    c: Collector, pools: dict[str, list[Candidate]], index: int, s: Statement, key: str
) -> None:
    value = stated(c, s)
    if value is None:
        if key == "headcount":
            _count_alike(pools, s)
            pools["last"] += [found for column, found in counted_back(c, s) if column == "last"]
        return
    c.used.add(index)
    c.placed.add(s.span.paragraph)
    if key == "establishment":
        pools["posts"].append(value)
        return
    if s.measure == LAST_YEAR and not is_before(c, s.year):
        pools["last"].append(value)
        return
    if is_before(c, s.year) and not _is_of_a_budget(c):
        stale = c.doubts.is_stale(s.span.paragraph) or not _has_this_year(c, key)
        pools["this" if stale else "last"].append(in_doubt(value, STALE) if stale else value)
        return
    pools["this"].append(value)
    last = last_of(c, s, value)
    if last is not None:
        pools["last"].append(last)
        _reason(c, s)


def _count_alike(pools: dict[str, list[Candidate]], s: Statement) -> None:
    """Take both years of a count that is told as the same as before: 与年初的66名相同."""
    for comparison in s.comparisons:
        base = comparison.base_amount
        if comparison.base == LAST_YEAR and comparison.flat and base is not None:
            found = Candidate(base.value, base.span, base.step)
            pools["this"].append(found)
            pools["last"].append(found)


def _reason(c: Collector, s: Statement) -> None:
    text = c.reading.source.paragraphs[s.span.paragraph].text
    found = reason_behind(text, s, len(text)) if c.shift is Shift.SAME else None
    if found is not None:
        c.put(Staff.headcount_reason, found.text, s.span, doubt=found.doubt)


def put_people(
    c: Collector, field: Field[int], found: list[Candidate], *, carried: bool = False
) -> None:
    """Propose the one number that several places print."""
    if not found:
        return
    best = settled(found)
    number = whole(best.number)
    if number is not None:
        doubt = best.doubt.why if best.doubt else ""
        c.put(field, number, best.span, doubt=doubt, carried=carried)


def _rank(c: Collector) -> None:
    for block in c.chapter("overview"):
        match = _RANK.search(block.body)
        if match:
            c.carry(Staff.rank, match["as_is"] or match["all"], block.index)
            return


_KIND = (
    "党政(?:办公)?机构|党政(?:综合)?办公室|综合性?办事机构|内设机构|内设股室|内设科室|行政机构|职能办公室|机关股室|股室|科室|"
    "(?:直属|下属|所属|公益类)?(?:全额)?事业(?:单位|机构|站所)|二级(?:机构|单位)|站所|另设机构|其他机构"
)
_COUNT = "(?P<n{0}>\\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})个"
_NAMES = "[，,：:（(]?(?:分别)?(?:是|为|即|有|包括)?[：:]?(?P<names{0}>[^。；;）)]+)"
_GROUP = re.compile(
    f"(?P<kind1>{_KIND})(?:共有?|有)?{_COUNT.format(1)}{_NAMES.format(1)}"
    f"|{_COUNT.format(2)}(?P<kind2>{_KIND}){_NAMES.format(2)}"
)
_BEFORE = re.compile(
    f"(?:(?<=机构|股室|科室|单位|站所)(?:和|及|以及)|[内下分]设|下辖|[下所]属|设[有立]|(?<=[镇乡局府处位委会])设(?!施)|包括|分为)(?P<names>[一-鿿（）、]{{4,200}}?)等?{_COUNT.format('')}(?P<kind>{_KIND}|机构)"
)
"""Names before their count: 设党政综合办、财政所和应急管理办等3个内设机构."""
_NEXT_CLAUSE = re.compile("[，,](?!(?:以及|及|和|与)[一-鿿])")
_ENDS = "办公室|办|所|站|中心|大队|队|局|科|室|股|委员会|委|院|校|组|部|处|会|馆|园|社|公司|厅|联社|纪委|人大|政协|武装部"
_NAME = re.compile(f"[一-鿿（）]{{2,24}}(?:{_ENDS})(?:（[^）]*）)?")
_APART = re.compile("另(?:外)?(?:单独)?(?:设立|设有|设)(?P<name>[^，。；、\\d]{3,24})")

_UNSORTED = re.compile(f"(?P<name>[一-鿿（）]{{3,24}}){GAP_MARK.pattern}")
"""What a draft prints of an office whose kind is not chosen yet."""


def read_organisation(c: Collector) -> None:
    """Propose a row for every office that the first chapter lists."""
    for block in c.chapter("overview"):
        if block.section in {"key_work", "duties", "scale"}:
            continue
        for kind, count, names in _groups(block):
            _put_group(c, block, kind, count, names)
        for match in _APART.finditer(block.body):
            if _NAME.fullmatch(match["name"]):
                row = _put(c, block, match["name"])
                c.put(Organisation.kind, "other", block.index, row, carried=True)
        for match in _UNSORTED.finditer(block.body):
            if _NAME.fullmatch(match["name"]):
                _put(c, block, match["name"])


def _kind_doubt(kind: str) -> str:
    """Return what is to be looked at where the form calls a kind of offices otherwise than the text."""
    label = Organisation.kind.kind.show(_code(kind))
    if kind[:2] == label[:2] or label in kind or kind == Organisation.heading:
        return ""
    return f"原文写的是“{kind}”，核对是不是{label}"


def _groups(block: Block) -> Iterator[tuple[str, int, list[str]]]:
    at = 0
    while match := _GROUP.search(block.body, at):
        group = "1" if match["kind1"] else "2"
        segment = _NEXT_CLAUSE.split(match[f"names{group}"])[0]
        names = _split(segment)
        yield match[f"kind{group}"], _number(match[f"n{group}"]), names
        at = match.start(f"names{group}") + max(len(segment), 1)
    for before in _BEFORE.finditer(block.body):
        yield before["kind"], _number(before["n"]), _split(before["names"])


def _split(segment: str) -> list[str]:
    parts = re.split("(?:、|[，,]?(?:以及|及)(?=[一-鿿]))(?![^“]*”)", segment)
    names: list[str] = []
    for part in filter(None, (part.strip(" \u3000，,") for part in parts)):
        quoted = part.startswith("“") and part.endswith("”")
        names += [part[1:-1]] if quoted else _parted(part)
    return names if all(_NAME.fullmatch(name.replace("、", "")) for name in names) else []


def _parted(part: str) -> list[str]:
    """Return one name, or two that 和 joins where both are names by themselves."""
    left, joint, right = part.rpartition("和")
    both = joint and _NAME.fullmatch(left) and _NAME.fullmatch(right)
    return [left, right] if both else [part]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text.replace("两", "二"))


def _code(kind: str) -> str:
    if re.search("事业|站所|二级", kind):
        return "public_institution"
    return "other" if re.search("另设|其他", kind) else "party_government"


def _put_group(c: Collector, block: Block, kind: str, count: int, names: list[str]) -> None:
    if not names:
        return
    doubt = "" if count == len(names) else f"报告写{count}个，列出的是{len(names)}个，核对名单"
    for name in names:
        row = _put(c, block, name, doubt)
        unsure = doubt or _kind_doubt(kind)
        c.put(Organisation.kind, _code(kind), block.index, row, doubt=unsure, carried=True)


def _put(c: Collector, block: Block, name: str, doubt: str = "") -> int:
    row = c.row(Organisation, Organisation.name, name)
    c.put(Organisation.name, name, block.index, row, doubt=doubt, carried=True)
    return row


_YEAR = re.compile("20\\d\\d年|今年|一年来|全年")
_ANALYSES: tuple[tuple[str, Field[str]], ...] = (
    ("经济性", Analysis.economy),
    ("效率性", Analysis.efficiency),
    ("有效性", Analysis.effectiveness),
    ("效果性", Analysis.effectiveness),
    ("可持续性", Analysis.sustainability),
)
_ANALYSIS = re.compile(
    "^(?:（?[一二三四\\d]+[）、.])?(?P<name>经济性|效率性|有效性|效果性|可持续性)(?:分析|方面)?[：:。]"
)
_USE = re.compile(
    "(?:资金)?主要用于(?P<use>[^。；]+?)(?=[，,；;](?:其中|包含|包括|分别|[比较与]上年|[比较]20\\d\\d年|完成)|。|$)"
)
_SCORE = re.compile("(?:自评)?(?:得分|总分)(?:为|：|:)?(?P<score>\\d{1,3}(?:\\.\\d{1,2})?)分?")
_CLAUSE = re.compile("[，,；;。]")
_LONGEST_TITLE = 60
NEEDLESS = "提纲里的填写说明，没有读入"


def read_narrative(c: Collector) -> None:
    """Propose what stands in the chapters as plain words."""
    for at, block in enumerate(c.blocks):
        following = c.blocks[at + 1].whole if at + 1 < len(c.blocks) else ""
        asks = WORDS_ASKED.search(block.whole) or WORDS_ASKED.match(following)
        if c.doubts.is_guidance(block.index) or asks:
            c.miss(block.index, block.whole, NEEDLESS)
            c.placed.add(block.index)
    _duties(c)
    _key_work(c)
    _scope(c)
    _analyses(c)
    _use(c)
    _score(c)


def _plain(c: Collector, chapter: str, section: str | None = None) -> list[Block]:
    return [b for b in c.chapter(chapter, section) if b.index not in c.placed]


def _is_head(block: Block, words: str) -> bool:
    """Whether a paragraph is no more than the heading of its section."""
    return not block.body and words in block.title


def _duties(c: Collector) -> None:
    found = [b for b in _plain(c, "overview", "duties") if not _is_head(b, "职")]
    numbered = [b for b in found if b.style]
    row = 0
    for before, block in zip([None, *found], found, strict=False):
        if before and not block.style and _is_label_below(before, block):
            break
        if block.style or (not numbered and not _YEAR.match(block.body)):
            row = _duty(c, block, block.whole, block.style)
        elif _YEAR.match(block.body) or not row:
            c.add_to(OverviewTexts.overall, block.body, block.index)
        else:
            c.add_to(Duty.text, block.body, block.index, row)

    for block in _plain(c, "overview"):
        lead = _DUTIES.match(block.whole)
        if lead is not None and block.whole[lead.end() :].strip():
            _duty(c, block, block.whole[lead.end() :])


def _is_label_below(before: Block, block: Block) -> bool:
    """Whether a bare word stands below a sentence: the label of the next cell of a form."""
    long = len(before.whole) >= _SENTENCE and re.search("[，,；;。]", before.whole)
    return bool(long) and re.fullmatch("[一-鿿（）()]{2,20}", block.whole) is not None


_SENTENCE = 20
"""So many characters with a mark among them are no label."""


def _number_of(mark: str) -> int:
    digits = re.sub("\\D", "", mark)
    return int(digits) if digits else chinese_number(mark.strip("第是、，（）()"))


_DUTIES = re.compile(
    "(?:本?(?:单位|部门)|我[镇乡局办])?(?:的)?(?:主要|工作|部门|单位)?(?:职能|职责|工作职责)(?:职责)?(?:是|为|包括|有)?[：:。，]"
)
"""A head of duties with the duties in the same paragraph."""


def _duty(c: Collector, block: Block, text: str, style: int = 0) -> int:
    """Propose a duty, or each of those that a paragraph numbers; return the row of the last."""
    row = 0
    for each in _numbered_parts(text, style):
        row = c.row(Duty, Duty.text, each)
        c.carry(Duty.text, each, block.index, row)
    return row


_MARKS = (
    (2, "[（(][一二三四五六七八九十]{1,2}[）)]", _number_of),
    (4, "[（(]\\d{1,2}[）)]", _number_of),
    (5, "[①-⑳]", lambda mark: ord(mark) - ord("①") + 1),
    (3, "\\d{1,2}[.、．](?!\\d)", _number_of),
    (0, "第?[一二三四五六七八九十]{1,2}[是、，]", _number_of),
)
"""Numbers inside a paragraph, by the style they have at its beginning."""


def _numbered_parts(text: str, style: int) -> list[str]:
    """Return the items that a paragraph numbers one after the other, else the paragraph.

    `style` is that of the number it began with, which was taken off: the next is the second.
    """
    for own, pattern, number in _MARKS:
        if style and style != own:
            continue
        marks = list(re.finditer(f"(?:^|(?<=[；;。：: \\u3000，,\\n])){pattern}", text))
        first = 2 if style else 1
        counted = [number(mark[0]) for mark in marks] == list(range(first, first + len(marks)))
        if not counted or len(marks) + first < 3 or (not style and marks[0].start() > 0):
            continue
        starts = [*([0] if style else []), *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks[0 if style else 1 :]), len(text)]
        parts = [text[a:b].strip("；;，, \u3000\n") for a, b in zip(starts, ends, strict=True)]
        if all(parts):
            return parts
    return [text]


def _key_work(c: Collector) -> None:
    found = [b for b in _plain(c, "overview", "key_work") if not _is_head(b, "重点工作")]
    styles = [b.style for b in found if b.style]
    row = 0
    for block in found:
        if block.style:
            row = _work(c, block, "1" if block.style == styles[0] else "2")
        elif row:
            c.add_to(KeyWork.text, block.body, block.index, row)
        else:
            c.add_to(OverviewTexts.overall, block.body, block.index)


def _work(c: Collector, block: Block, level: str) -> int:
    title, text = block.title, block.body
    if not title:
        title = _CLAUSE.split(text)[0][:_LONGEST_TITLE]
    row = c.row(KeyWork, KeyWork.title, title)
    c.carry(KeyWork.level, level, block.index, row)
    c.carry(KeyWork.title, title, block.index, row)
    if text:
        c.carry(KeyWork.text, text, block.index, row)
    return row


def _scope(c: Collector) -> None:
    """Propose the paragraphs on scale and scope that hold no figure of their own."""
    paragraphs = {s.span.paragraph for i, s in enumerate(c.reading.statements) if i in c.used}
    for block in _plain(c, "overview", "scale"):
        if block.index not in paragraphs and block.body and not block.title:
            if read_side_projects(c, block):
                continue
            c.add_to(OverviewTexts.spending_scope, block.body, block.index)


def _analyses(c: Collector) -> None:
    for block in _plain(c, "performance"):
        run_in = _ANALYSIS.match(block.body if not block.title else f"{block.title}。")
        name = run_in["name"] if run_in else next((n for n, _ in _ANALYSES if n in block.topic), "")
        field = dict(_ANALYSES).get(name)
        if field is None:
            continue
        text = block.body[run_in.end() :].strip() if run_in and not block.title else block.body
        if text:
            c.add_to(field, text, block.index)
        elif block.title:
            c.placed.add(block.index)


def _use(c: Collector) -> None:
    for block in c.chapter("general_public_budget", "basic_spending"):
        match = _USE.search(block.body)
        if match and "基本支出" in block.body[: match.start()] and "【" not in match["use"]:
            c.carry(SpendingTexts.basic_use, match["use"], block.index)
            return


_SCORES = frozenset((each.section, each.name) for each in (Indicator.score, ProjectIndicator.score))


def _score(c: Collector) -> None:
    for block in c.chapter("performance"):
        if "自评得分" in block.body:
            c.placed.add(block.index)
        match = _SCORE.search(normalise(block.body).text)
        if match:
            why = "读入的是各指标的得分，总分由程序相加，核对是否一致"
            if not any((p.section, p.field) in _SCORES for p in c.items):
                why = "本程序的得分由指标算出，没有读入"
            c.notes.append(f"原报告自评得分{match['score']}分；{why}")
            c.placed.add(block.index)
            return


_WORDLESS = re.compile("[\\s\\d.、，。：:（）()%－—-]*")
_SHORT = 80


def list_the_rest(c: Collector) -> None:
    """List paragraphs, table rows and figures that nothing was made of."""
    heads = {h.paragraph for h in c.reading.headings if not h.run_in}
    money: defaultdict[int, list[int]] = defaultdict(list)
    for at, statement in enumerate(c.reading.statements):
        if statement.amount is not None and not statement.aside:
            money[statement.span.paragraph].append(at)
    below = {block.index: following for block, following in pairwise(c.blocks)}
    for block in c.blocks:
        if block.is_cell or block.index in c.placed or not block.whole.strip("| \u3000"):
            continue
        bare = (
            block.index in heads and not block.body and _stands_above(block, below.get(block.index))
        )
        if unit_line((block.whole,)) and not re.search(r"\d(?!\d*年)", block.whole):
            continue  # the unit of the table below, and no figure
        if bare or _is_title(c, block) or _WORDLESS.fullmatch(block.whole) or is_gap(block.body):
            continue
        figures = money.get(block.index, ())
        if figures and all(at in c.used or _is_total(c, at) for at in figures):
            continue  # the form works them out
        why = LEFT_OPEN if has_gap(block.whole) else NO_FIELD
        c.miss(block.index, _cut(block.whole), why)
    _figures(c)
    for index, text, count in _tables(c):
        more = f"，这张表共有{count}行" if count > 1 else ""
        c.miss(index, _cut(text), f"{NO_FIELD}{more}")


def _stands_above(block: Block, following: Block | None) -> bool:
    """Whether a numbered line is the head of what follows, not an item with nothing under it.

    一、 and （一） are heads of the outline, though nothing may be filled in under them.
    """
    if block.style < 3 and not block.whole.endswith("。"):
        return True
    return following is not None and (not following.style or following.style > block.style)


def _is_title(c: Collector, block: Block) -> bool:
    text = c.reading.normals[block.index].text
    return block.index < 12 and len(text) <= 60 and bool(c.reading.unit) and c.reading.unit in text


def _figures(c: Collector) -> None:
    """List money and people in paragraphs of figures that found no field; narrative keeps its own."""
    paragraphs = {s.span.paragraph for i, s in enumerate(c.reading.statements) if i in c.used}
    paragraphs |= {span.paragraph for span in c.counted}
    staff = {
        s.span.paragraph
        for i, s in enumerate(c.reading.statements)
        if i in c.used and (count_key(s) or s.head) in PEOPLE
    }
    counted = {(span.paragraph, span.end) for span in c.counted}
    texts = "".join(evened(i.value) for i in c.items.values() if isinstance(i.value, str))
    for index, s in enumerate(c.reading.statements):
        people = s.amount is not None and s.amount.unit in {"人", "名", "人次"}
        read = index in c.used or (s.span.paragraph, s.span.end) in counted
        beside = s.span.paragraph in paragraphs and evened(c.reading.quote(s.span)) not in texts
        if people and (s.span.paragraph in staff or beside) and not (read or s.aside):
            c.miss(s.span, _cut(c.reading.quote(s.span)), NO_FIELD)
        money = s.amount is not None and s.amount.unit in {"万元", "元", "千元", "亿元", "万"}
        if index in c.used or s.aside or not money or s.span.paragraph not in paragraphs:
            continue
        if not _is_total(c, index):
            why = _BY_PROJECT if s.key == "project_spending" else NO_FIELD
            c.miss(s.span, _cut(c.reading.quote(s.span)), why)

    for key, span, value in c.without_column:
        if key not in _WORKED_OUT or not _is_added_up(c, value):
            why = _BY_PROJECT if key == "project_spending" else NO_FIELD
            c.miss(span, _cut(c.reading.quote(span)), why)


def _is_total(c: Collector, index: int) -> bool:
    """Whether the form works the figure out: the whole of what was spent, sums of projects."""
    s = c.reading.statements[index]
    if s.chapter == "performance" and s.label.endswith("合计"):
        return True
    before = c.reading.source.paragraphs[s.span.paragraph].text[: s.span.start]
    if before.rfind("【") > before.rfind("】"):
        return True
    return s.key in _WORKED_OUT and (
        s.measure in {OUTTURN, LAST_YEAR}
        or (s.amount is not None and _is_added_up(c, s.amount.value))
    )


_WORKED_OUT = frozenset({"total_spending", "project_spending"})
_BY_PROJECT = "报告按各个项目填预算数，原文没有分到项目"


def _is_added_up(c: Collector, budget: Decimal) -> bool:
    """Whether a budget is what the rows that were read come to: the form adds them up too."""
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for place, item in c.items.items():
        field = place.field
        if field in {Project.initial.name, Project.full_year.name} and isinstance(
            item.value, Decimal
        ):
            sums[place.section if place.section == Project.key else "", field] += item.value
    return budget in sums.values()


def _tables(c: Collector) -> Iterator[tuple[int, str, int]]:
    """Yield each table's first row that nothing was made of, and how many there are."""
    cells = [b for b in c.blocks if b.is_cell]
    paragraphs = c.reading.source.paragraphs
    for _, table in groupby(cells, key=lambda b: paragraphs[b.index].table):
        rows = [list(r) for _, r in groupby(table, key=lambda b: paragraphs[b.index].row)]
        left = [row for row in rows if not any(b.index in c.placed for b in row)]
        if len(left) < len(rows):  # heads above rows that were read are read with them
            left = [row for row in left if not _are_heads(c, row)]
        lines = [(row[0].index, " | ".join(b.body for b in row if b.body)) for row in left]
        lines = [(index, text) for index, text in lines if not _WORDLESS.fullmatch(text)]
        if lines:
            yield (*lines[0], len(lines))


def _are_heads(c: Collector, row: list[Block]) -> bool:
    words = [c.reading.normals[b.index].text for b in row[1:] if b.body]
    return len(words) > 1 and all(map(is_head, words))


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
