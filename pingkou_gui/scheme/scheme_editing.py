"""Editing a scheme: a draft, its differences from the file, and writing it back with its comments."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.scoring import bare_name
from pingkou_gui.scheme.scheme import (
    FORMAT,
    PARTS,
    PARTS_NEEDED,
    PHRASES,
    THRESHOLDS,
    TITLES,
    Band,
    Grade,
    IndicatorLevel,
    OutlinePart,
    PageHabits,
    Scheme,
    SchemeError,
    SchemeProblem,
)
from pingkou_gui.scheme.scheme_reader import DEEPEST, flat, read_scheme, toml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pingkou_gui.scheme.scheme import CommonIndicator, Regulation


# Writing a scheme as the TOML text that `read_scheme` reads back.


_WIDEST = 90
"""Characters of a list in one line; a longer one has a line for each entry."""


def write_scheme(scheme: Scheme) -> str:
    """Return the scheme as TOML text; what it was read from is not looked at."""
    return "\n".join(_written_lines(scheme)).strip() + "\n"


def _written_lines(scheme: Scheme) -> Iterator[str]:
    """Yield the lines of a scheme file; optional keys without a value are left out."""
    yield "# 部门整体支出绩效自评报告：县级方案。保存为 UTF-8。"
    yield ""
    head = {
        "format": Decimal(FORMAT),
        "name": scheme.name,
        "version": scheme.version,
        "county": scheme.county,
        "deadline": scheme.deadline,
        "units": scheme.units,
        "use_common": scheme.use_common,
    }
    yield from _pairs(head)
    yield from _table("[titles]", scheme.titles)
    yield from _table("[scoring]", {"execution": scheme.execution})
    yield from _scores(scheme)
    yield from _table("[thresholds]", scheme.thresholds)
    for level, part in flat(scheme.outline):
        heading = {"level": Decimal(level), "key": part.key, "title": part.title}
        more = {"guidance": part.guidance, "text": part.text}
        more = {key: value for key, value in more.items() if value}
        plain = {} if part.heading else {"heading": False}
        yield from _table("[[outline]]", {**heading, **more, **plain})
    phrases = {key: scheme.phrases[key] for key in PHRASES if scheme.phrases.get(key)}
    yield from _table("[phrases]", phrases)
    for rule in scheme.regulations:
        named = {"name": rule.name, "number": rule.number, "wrong": rule.wrong}
        yield from _table("[[regulation]]", {k: v for k, v in named.items() if v})
    extra = {"note": scheme.note, "one_per_project": scheme.project_attachments}
    yield from _table("[attachments]", {key: value for key, value in extra.items() if value})
    yield from _table("[cover]", {"lines": scheme.cover} if scheme.cover else {})
    yield from _table("[page]", _habits(scheme.page))
    for item in scheme.common:
        yield from _table("[[common]]", _common(item))


def _scores(scheme: Scheme) -> Iterator[str]:
    for level in scheme.levels:
        row = {"name": level.name, "points": level.points, "names": level.names}
        yield from _table("[[level]]", row)
    for grade in scheme.grades:
        yield from _table("[[grade]]", {"name": grade.name, "least": grade.least})
    for band in scheme.bands:
        row = {"name": band.name, "most": band.most, "least": band.least}
        yield from _table("[[band]]", row)


def _habits(page: PageHabits) -> dict[str, object]:
    habits = {habit.name: getattr(page, habit.name) for habit in fields(PageHabits)}
    habits["margins"] = tuple(Decimal(str(margin)) for margin in page.margins)
    return habits


def _common(item: CommonIndicator) -> dict[str, object]:
    """Return what is set of a common indicator, its steps as inline tables."""
    row: dict[str, object] = {
        field.name: getattr(item, field.name)
        for field in fields(item)
        if field.name != "steps" and _is_set(getattr(item, field.name))
    }
    if item.steps:
        row["steps"] = tuple(
            {"points": points} if to is None else {"to": to, "points": points}
            for to, points in item.steps
        )
    return row


def _is_set(value: object) -> bool:
    """Return whether a value has to be written; a limit of 0 has."""
    return value is not None and value is not False and value != ""


def _table(header: str, pairs: Mapping[str, object]) -> Iterator[str]:
    yield ""
    yield header
    yield from _pairs(pairs)


def _pairs(pairs: Mapping[str, object]) -> Iterator[str]:
    for key, value in pairs.items():
        yield f"{key} = {_toml_value(value)}"


def _toml_value(value: object) -> str:
    """Return a value as TOML; TypeError for a kind that no scheme holds."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return toml_text(value)
        case str():
            return _quoted(value)
        case tuple():
            return _list([_toml_value(item) for item in value])
        case dict():
            return "{ " + ", ".join(_pairs(value)) + " }"
        case _:
            raise TypeError(value)


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    return line if len(line) <= _WIDEST else _tall(items)


def _tall(items: Iterable[str]) -> str:
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _quoted(text: str) -> str:
    """Return a basic string; control characters cannot stand in one as they are."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'


# A scheme being made: everything as typed, checked by writing and reading it.
#
# What the reader of scheme files refuses cannot be saved, and the sentences that say why are
# the reader's own.


MARGINS = ("top", "bottom", "left", "right")


@dataclass(slots=True)
class DraftHeading:
    """A heading of the outline as it stands in the list."""

    level: int
    key: str
    title: str
    guidance: str = ""
    text: str = ""
    shown: bool = True
    """Whether it is printed as a heading."""


@dataclass(slots=True)
class SchemeDraft:
    """The editor's state; numbers are text as typed, lists are lists of lines."""

    name: str = ""
    version: str = ""
    county: str = ""
    deadline: str = ""
    execution: str = "10"
    use_common: bool = False
    titles: dict[str, str] = field(default_factory=dict)
    headings: list[DraftHeading] = field(default_factory=list)
    levels: list[list[str]] = field(default_factory=list)
    """Rows of name, points, second-level names separated by 、."""
    grades: list[list[str]] = field(default_factory=list)
    """Rows of name, from how many points."""
    bands: list[list[str]] = field(default_factory=list)
    """Rows of name, most per cent, least per cent."""
    thresholds: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    margins: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    regulations: tuple[Regulation, ...] = ()
    common: tuple[CommonIndicator, ...] = ()
    note: str = ""
    project_attachments: bool = False
    cover: tuple[str, ...] = ()


def draft_of(scheme: Scheme) -> SchemeDraft:
    """Return a scheme as a draft to work on."""
    page = scheme.page
    habits = {habit.name: getattr(page, habit.name) for habit in fields(PageHabits)}
    return SchemeDraft(
        scheme.name,
        scheme.version,
        scheme.county,
        scheme.deadline,
        toml_text(scheme.execution),
        scheme.use_common,
        dict(scheme.titles),
        [
            DraftHeading(level, p.key, p.title, p.guidance, p.text, p.heading)
            for level, p in flat(scheme.outline)
        ],
        [[v.name, toml_text(v.points), "、".join(v.names)] for v in scheme.levels],
        [[grade.name, toml_text(grade.least)] for grade in scheme.grades],
        [[band.name, toml_text(band.most), toml_text(band.least)] for band in scheme.bands],
        {key: toml_text(limit) for key, limit in scheme.thresholds.items()},
        {key: list(scheme.phrases.get(key, ())) for key in PHRASES},
        list(scheme.units),
        {m: toml_text(Decimal(str(v))) for m, v in zip(MARGINS, page.margins, strict=True)},
        {name: value for name, value in habits.items() if isinstance(value, str)},
        {name: value for name, value in habits.items() if isinstance(value, bool)},
        scheme.regulations,
        scheme.common,
        scheme.note,
        scheme.project_attachments,
        scheme.cover,
    )


def built(draft: SchemeDraft) -> Scheme:
    """Return the scheme that a draft makes, with the text that is saved.

    Raises:
        SchemeError: It would be none; `problems` has every fault.
    """
    return read_scheme(scheme_text(draft))


def problems_of(draft: SchemeDraft) -> tuple[SchemeProblem, ...]:
    """Return what keeps a draft from being a scheme, empty where nothing does."""
    try:
        built(draft)
    except SchemeError as error:
        return error.problems
    return ()


def scheme_text(draft: SchemeDraft) -> str:
    """Return the draft as TOML text.

    Raises:
        SchemeError: A number cannot be read, or a heading stands two levels below the last.
    """
    problems: list[SchemeProblem] = []
    scheme = _scheme_of_draft(draft, _Numbers(problems))
    if problems:
        raise SchemeError("", problems)
    return write_scheme(scheme)


class _Numbers:
    """Reads typed numbers and keeps what could not be read."""

    def __init__(self, problems: list[SchemeProblem]) -> None:
        self.problems = problems

    def read(self, text: str, what: str) -> Decimal:
        """Return the number, 0 with a problem where there is none."""
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > Decimal(1_000_000):
            fault = f"“{text.strip()[:12]}”不是数字" if text.strip() else "没有填"
            self.problems.append(SchemeProblem(0, f"{what}{fault}", "写成数字，例如 10"))
            return Decimal(0)
        return number


def _scheme_of_draft(draft: SchemeDraft, numbers: _Numbers) -> Scheme:
    """Return the scheme that a draft describes; what cannot be read becomes a problem."""
    limits = {t.key: numbers.read(draft.thresholds.get(t.key, ""), t.label) for t in THRESHOLDS}
    return Scheme(
        draft.name.strip(),
        draft.version.strip(),
        draft.county.strip(),
        _draft_outline(draft.headings, numbers.problems),
        tuple(_level(row, numbers) for row in draft.levels),
        tuple(
            Grade(n.strip(), numbers.read(least, f"等级“{n}”的起点")) for n, least in draft.grades
        ),
        tuple(_band(row, numbers) for row in draft.bands),
        MappingProxyType({key: draft.titles.get(key, "") for key in TITLES}),
        MappingProxyType(limits),
        MappingProxyType({key: _draft_lines(lines) for key, lines in draft.phrases.items()}),
        draft.regulations,
        draft.common,
        draft.use_common,
        numbers.read(draft.execution, "预算执行的分值"),
        _draft_lines(draft.units),
        draft.deadline.strip(),
        _page(draft, numbers),
        draft.note.strip(),
        draft.project_attachments,
        draft.cover,
    )


def _draft_lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _level(row: list[str], numbers: _Numbers) -> IndicatorLevel:
    name, points, names = row
    inner = names.replace("，", "、").replace(",", "、").replace(";", "、").replace("；", "、")
    return IndicatorLevel(
        name.strip(), numbers.read(points, f"“{name}”的分值"), _draft_lines(inner.split("、"))
    )


def _band(row: list[str], numbers: _Numbers) -> Band:
    name, most, least = row
    return Band(
        name.strip(),
        numbers.read(least, f"档次“{name}”的下限"),
        numbers.read(most, f"档次“{name}”的上限"),
    )


def _page(draft: SchemeDraft, numbers: _Numbers) -> PageHabits:
    labels = dict(zip(MARGINS, ("上", "下", "左", "右"), strict=True))
    top, bottom, left, right = (
        float(numbers.read(draft.margins.get(m, ""), f"{labels[m]}边距")) for m in MARGINS
    )
    fonts = {name: font.strip() for name, font in draft.fonts.items() if font.strip()}
    return PageHabits((top, bottom, left, right), **fonts, **draft.flags)  # type: ignore[arg-type]  # by their names


def _draft_outline(
    headings: list[DraftHeading], problems: list[SchemeProblem]
) -> tuple[OutlinePart, ...]:
    """Return the outline, or nothing while there is any problem; a skipped level is one."""
    last = 0
    for heading in headings:
        if heading.level > last + 1:
            problems.append(
                SchemeProblem(
                    0,
                    f"“{heading.title[:20]}”从第{last}级跳到第{heading.level}级",
                    "把它升一级，或在它前面补上上一级的标题",
                )
            )
        last = heading.level
    if problems:
        return ()
    return tuple(_parts(headings, 1))


def _parts(headings: list[DraftHeading], level: int) -> list[OutlinePart]:
    """Return the headings of a level with those below each."""
    starts = [at for at, heading in enumerate(headings) if heading.level == level]
    ends = [*starts, len(headings)][1:]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        head, below = headings[start], headings[start + 1 : end]
        title, guidance = head.title.strip(), head.guidance.strip()
        inner = tuple(_parts(below, level + 1))
        parts.append(
            OutlinePart(head.key, title, guidance, inner, head.text.strip(), heading=head.shown)
        )
    return parts


# What changes between two schemes, in words for the clerk.


TITLE_LABELS = {
    "report": "报告标题",
    "attachment1": "附件1标题",
    "attachment2": "附件2标题",
    "attachment3": "附件3标题",
}
_DEGREES = "一二三四"


def differences(old: Scheme, new: Scheme) -> tuple[str, ...]:
    """Return what `new` has otherwise than `old`, one sentence each, the weightiest first."""
    return (
        *_point_differences(old, new),
        *_outline_differences(old, new),
        *_limits(old, new),
        *_marks(old, new),
        *_titles(old.titles, new.titles),
        *_other_differences(old, new),
    )


def _point_differences(old: Scheme, new: Scheme) -> Iterator[str]:
    """Yield what changed in the points and in the indicators of the first level."""
    if old.execution != new.execution:
        yield f"预算执行的分值由 {toml_text(old.execution)} 分改为 {toml_text(new.execution)} 分"
    before, after = _by_name(old.levels), _by_name(new.levels)
    for name, level in after.items():
        was = before.get(name)
        if was is None:
            yield f"新增一级指标“{level.name}”，{toml_text(level.points)} 分"
            continue
        if was.points != level.points:
            yield f"“{level.name}”由 {toml_text(was.points)} 分改为 {toml_text(level.points)} 分"
        yield from _names(level, set(was.names), set(level.names))
    for name, level in before.items():
        if name not in after:
            yield f"取消一级指标“{level.name}”（原 {toml_text(level.points)} 分）"


def _by_name(levels: tuple[IndicatorLevel, ...]) -> dict[str, IndicatorLevel]:
    return {bare_name(level.name): level for level in levels}


def _names(level: IndicatorLevel, before: set[str], after: set[str]) -> Iterator[str]:
    for name in level.names:
        if name not in before:
            yield f"“{level.name}”下新增二级指标“{name}”"
    for name in sorted(before - after):
        yield f"“{level.name}”下取消二级指标“{name}”"


def _outline_differences(old: Scheme, new: Scheme) -> Iterator[str]:
    """Yield which headings are new, gone, changed or in another order."""
    before = {part.key: (level, part) for level, part in flat(old.outline)}
    after = {part.key: (level, part) for level, part in flat(new.outline)}
    for key, (level, part) in after.items():
        if key not in before:
            yield f"新增{_DEGREES[level - 1]}级标题“{part.title}”"
        else:
            yield from _heading(*before[key], level, part)
    for key, (_, part) in before.items():
        if key not in after:
            yield f"取消标题“{part.title}”，已填的内容留着，不再印出"
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield "标题的先后顺序有变动"


def _heading(was: int, before: OutlinePart, level: int, part: OutlinePart) -> Iterator[str]:
    if before.title != part.title:
        yield f"标题“{before.title}”改为“{part.title}”"
    if was != level:
        yield f"“{part.title}”由{_DEGREES[was - 1]}级标题改为{_DEGREES[level - 1]}级标题"
    if before.guidance != part.guidance:
        yield f"“{part.title}”的填写提示有变动"
    if (before.text, before.heading) != (part.text, part.heading):
        yield f"“{part.title}”里县里定的文字有变动"


def _limits(old: Scheme, new: Scheme) -> Iterator[str]:
    for limit in THRESHOLDS:
        before, after = old.thresholds.get(limit.key), new.thresholds.get(limit.key)
        if before is not None and after is not None and before != after:
            yield f"“{limit.label}”由 {toml_text(before)}{limit.unit} 改为 {toml_text(after)}{limit.unit}"


def _marks(old: Scheme, new: Scheme) -> Iterator[str]:
    before, after = _grade_words(old), _grade_words(new)
    if before != after:
        yield f"等级由“{before}”改为“{after}”"
    if old.bands != new.bands:
        yield "定性指标的评分档次有变动"
    if old.use_common != new.use_common:
        yield "另按共性指标计分" if new.use_common else "不再另按共性指标计分"
    elif old.common != new.common and new.use_common:
        yield "共性指标有变动"


def _grade_words(scheme: Scheme) -> str:
    return "、".join(f"{grade.name} {_least(grade.least)}" for grade in scheme.grades)


def _least(least: Decimal) -> str:
    return f"{toml_text(least)} 分起"


def _titles(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key, label in TITLE_LABELS.items():
        if old.get(key) != new.get(key):
            yield f"{label}改为“{new.get(key, '')}”"


def _other_differences(old: Scheme, new: Scheme) -> Iterator[str]:
    """Yield what changed in deadline, phrases, cover, attachments, citations, page and units."""
    if old.deadline != new.deadline:
        yield f"上报截止日改为 {new.deadline or '没有规定'}"
    for key, label in PHRASES.items():
        if old.phrases.get(key) != new.phrases.get(key):
            yield f"常用语“{label}”有变动"
    if old.note != new.note:
        yield "附件1说明里县里定的文字有变动"
    if old.cover != new.cover:
        yield "封面有变动"
    if old.project_attachments != new.project_attachments:
        own = (
            "每个项目单独一个附件" if new.project_attachments else "各项目合为附件3，一个项目一张表"
        )
        yield f"项目自评表改为{own}"
    if old.regulations != new.regulations:
        yield "可以引用的文件有变动"
    if any(getattr(old.page, h.name) != getattr(new.page, h.name) for h in fields(PageHabits)):
        yield "版式（边距、字体或落款）有变动"
    if old.units != new.units:
        yield f"要上报的单位由 {len(old.units)} 个改为 {len(new.units)} 个"


# Moving the headings of an outline that is being made; a heading takes along what is below.


def end_of(headings: list[DraftHeading], at: int) -> int:
    """Return where what stands below the heading at `at` ends."""
    end = at + 1
    while end < len(headings) and headings[end].level > headings[at].level:
        end += 1
    return end


def move(headings: list[DraftHeading], at: int, way: int) -> int:
    """Move a heading past its neighbour of the same level, up (-1) or down (1); return where it is."""
    end, level = end_of(headings, at), headings[at].level
    if way < 0:
        to = at - 1
        while to >= 0 and headings[to].level > level:
            to -= 1
        if to < 0 or headings[to].level < level:
            return at
        block = headings[at:end]
        del headings[at:end]
        headings[to:to] = block
        return to
    if end >= len(headings) or headings[end].level < level:
        return at
    after = end_of(headings, end)
    block = headings[end:after]
    del headings[end:after]
    headings[at:at] = block
    return at + len(block)


def shift(headings: list[DraftHeading], at: int, by: int) -> bool:
    """Make a heading with what is below one level higher (-1) or lower (1); return whether it went."""
    block = headings[at : end_of(headings, at)]
    deepest = max(heading.level for heading in block) + by
    above = headings[at - 1].level if at else 0
    if not 1 <= headings[at].level + by <= above + 1 or deepest > DEEPEST:
        return False
    for heading in block:
        heading.level += by
    return True


def remove(headings: list[DraftHeading], at: int) -> None:
    """Take a heading out; those below it stay and go one level up."""
    for heading in headings[at + 1 : end_of(headings, at)]:
        heading.level -= 1
    del headings[at]


def can_remove(heading: DraftHeading) -> bool:
    """Return whether a report may do without this part."""
    return heading.key not in PARTS_NEEDED


def absent(headings: list[DraftHeading]) -> tuple[str, ...]:
    """Return the keys of the parts that the outline has not, in the usual order."""
    there = {heading.key for heading in headings}
    return tuple(key for key in PARTS if key not in there)


def add(headings: list[DraftHeading], heading: DraftHeading, after: int) -> int:
    """Put a heading behind the one at `after` and what is below it; return where it is."""
    at = end_of(headings, after) if headings else 0
    heading.level = headings[after].level if headings else 1
    headings.insert(at, heading)
    return at
