"""The pages of the editor but for the outline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pingkou_gui.scheme.drafting import MARGINS
from pingkou_gui.scheme.known import PHRASES, THRESHOLDS
from pingkou_gui.ui.county.editor.form import EditorPage
from pingkou_gui.ui.county.editor.placeholders import TITLES
from pingkou_gui.ui.county.editor.table import RowsTable

if TYPE_CHECKING:
    from pingkou_gui.ui.county.editor.state import EditorState

_TITLES = {
    "report": "报告标题",
    "attachment1": "附件1标题",
    "attachment2": "附件2标题",
    "attachment3": "附件3标题",
}
_MARGINS = dict(zip(MARGINS, ("上边距", "下边距", "左边距", "右边距"), strict=True))
_FONTS = {
    "body_font": "正文字体",
    "title_font": "标题字体",
    "heading_font": "一级标题字体",
    "subheading_font": "二级标题字体",
    "table_font": "表格字体",
    "latin_font": "西文字体",
    "number_font": "页码字体",
}
_FLAGS = {
    "bold_third_level": "三级标题加粗",
    "sealed": "落款处加盖公章（日期右空四字）",
    "rotate_landscape_numbers": "横排附件的页码转到装订边的对侧",
}


def basics(state: EditorState) -> EditorPage:
    """Return the page with name, deadline and titles."""
    page = EditorPage(state, "名称和标题")
    group = page.group("方案")
    page.add_attribute(group, "name", "方案名称")
    page.add_attribute(group, "version", "版本", width=8, unit="每次下发改一下，例如 2024.2")
    page.add_attribute(group, "county", "县（市、区）", width=10)
    page.add_attribute(group, "deadline", "上报截止日", width=8, unit="例如 2024-03-31，没有就空着")
    titles = page.group("标题", "花括号里的由程序换成年度、单位名称、项目名称")
    for key, label in _TITLES.items():
        page.add_field(titles, key, label, lambda: state.draft.titles, words=TITLES)
    return page


def points(state: EditorState) -> EditorPage:
    """Return the page with indicators, points, grades and bands."""
    page = EditorPage(state, "指标和分值", label=7)
    group = page.group("一级指标", "连同预算执行合计 100 分")
    page.add_attribute(group, "execution", "预算执行的分值", width=4, unit="分")
    heads = ("一级指标", "分值", "二级指标，用顿号隔开")
    _add_table(page, group, "levels", RowsTable("一级指标", heads, "指标", wide=2))
    grades = page.group("等级", "从高到低，最后一等从 0 分起")
    _add_table(page, grades, "grades", RowsTable("等级", ("等级", "多少分起"), "等级", wide=0))
    bands = page.group("定性指标的档次", "得分占分值的百分比，从 100 到 0 不留空")
    table = RowsTable("档次", ("档次", "最高 %", "最低 %"), "档次", wide=0)
    _add_table(page, bands, "bands", table)
    common = page.group("共性指标", "财预〔2013〕53号")
    page.add_check(
        common,
        "use_common",
        "另按财政部共性指标计一次分",
        lambda: state.draft.use_common,
        lambda wanted: setattr(state.draft, "use_common", wanted),
    )
    return page


def _add_table(page: EditorPage, group: object, key: str, table: RowsTable) -> None:
    state = page.state
    table.edited.connect(state.note)
    table.setObjectName(key)
    page.on_show(lambda: table.show_rows(getattr(state.draft, key)))
    group.add(table)  # type: ignore[attr-defined]


def limits(state: EditorState) -> EditorPage:
    """Return the page with the thresholds."""
    page = EditorPage(state, "核对界限", label=12)
    group = page.group("核对界限")
    for limit in THRESHOLDS:
        page.add_field(
            group, limit.key, limit.label, lambda: state.draft.thresholds, width=5, unit=limit.unit
        )
    return page


def phrases(state: EditorState) -> EditorPage:
    """Return the page with the phrases that are offered."""
    page = EditorPage(state, "常用语")
    page.add_note("一行一句，填写时可以选，选了还能改")
    for key, label in PHRASES.items():
        group = page.group(label)
        page.add_lines(
            group,
            key,
            label,
            partial(_phrases_of, state, key),
            partial(_set_phrases, state, key),
        )
    return page


def _phrases_of(state: EditorState, key: str) -> list[str]:
    return state.draft.phrases.get(key, [])


def _set_phrases(state: EditorState, key: str, lines: list[str]) -> None:
    state.draft.phrases[key] = lines


def units(state: EditorState) -> EditorPage:
    """Return the page with the units that hand in a report."""
    page = EditorPage(state, "单位名单")
    page.add_note("一行一个单位，可以从表格里整列复制过来；汇总时按这个名单找谁没有交")
    group = page.group("要上报的单位")
    page.add_lines(
        group,
        "units",
        "单位",
        lambda: state.draft.units,
        lambda lines: setattr(state.draft, "units", lines),
        least=14,
        most=20,
    )
    return page


def habits(state: EditorState) -> EditorPage:
    """Return the page with margins, fonts and marks."""
    page = EditorPage(state, "版式")
    margins = page.group("页边距", "公文标准是上 37、下 35、左 28、右 26")
    for key, label in _MARGINS.items():
        page.add_field(margins, key, label, lambda: state.draft.margins, width=4, unit="毫米")
    fonts = page.group("字体")
    for key, label in _FONTS.items():
        page.add_field(fonts, key, label, lambda: state.draft.fonts, width=12)
    flags = page.group("其他")
    for key, label in _FLAGS.items():
        page.add_check(
            flags, key, label, partial(_flag, state, key), partial(_set_flag, state, key)
        )
    return page


def _flag(state: EditorState, key: str) -> bool:
    return state.draft.flags.get(key, False)


def _set_flag(state: EditorState, key: str, wanted: bool) -> None:  # noqa: FBT001 - a tick
    state.draft.flags[key] = wanted
