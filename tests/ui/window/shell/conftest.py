"""A window full of the kit's widgets, for tests and for the eye."""

import pytest
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.ui.open_items import PageStep, StepState
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.theme import theme as current_theme
from pingkou_gui.ui.widgets.base import FieldState, FlowRow, SignLabel
from pingkou_gui.ui.widgets.controls import (
    Button,
    ButtonKind,
    LineField,
    Message,
    MessageAction,
    SegmentedChoice,
)
from pingkou_gui.ui.widgets.inputs import CheckBox, ComboBox, TextBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Banner, Card, FormRow, GroupBox, GroupColumn, PageArea
from pingkou_gui.ui.window.shell import Pane, Shell

STEPS = (
    PageStep("overview", "概况", 1, StepState.REMINDER, 1),
    PageStep("basic", "基本支出", 2, StepState.ERROR, 1),
    PageStep("projects", "项目", 3, StepState.PARTIAL, 3),
    PageStep("funds", "资金", 4, StepState.ERROR, 1),
    PageStep("scores", "评分", 5, StepState.PARTIAL, 2),
    PageStep("problems", "问题", 6, StepState.DONE),
    PageStep("export", "总览与导出", None, StepState.LAST),
)
COLUMNS = (
    GroupColumn("本年决算", 4.8),
    GroupColumn("上年决算", 4.8),
    GroupColumn("增减额", 4.0),
    GroupColumn("增减率", 3.7),
    GroupColumn("变动原因", None, figures=False),
)


def amount_field(name, text, state=FieldState.TYPED, mark=None, *, width=4.8, strong=False):
    field = LineField(name=name, figures=True, width=width, strong=strong)
    field.set_value_text(text)
    field.set_state(state)
    field.set_marks(mark)
    return field


def amount_row(label, this, last, reason, *, state=FieldState.TYPED, total=False, level=0.0):
    row = FormRow(total=total)
    text = TextLabel(label, TypeRole.STRONG if total else TypeRole.BODY, width=8.9, indent=level)
    row.add(text)
    kind = FieldState.DERIVED if total else state
    mark = None if total or state is FieldState.ERROR else Sign.WORKBOOK
    row.add(amount_field(f"{label}，本年决算", this, kind, mark, strong=total))
    row.add(
        amount_field(
            f"{label}，上年决算",
            last,
            FieldState.DERIVED if total else FieldState.TYPED,
            None if total else Sign.REPORT,
            strong=total,
        )
    )
    derived = FieldState.DERIVED
    row.add(amount_field(f"{label}，增减额", "−13.46", derived, width=4, strong=total))
    row.add(amount_field(f"{label}，增减率", "−89.95%", derived, width=3.7, strong=total))
    row.set_tail(reason)
    return row


def reason_field(text, state=FieldState.TYPED, mark=Sign.CHEVRON):
    field = LineField(name="变动原因")
    field.set_value_text(text)
    field.set_state(state)
    field.set_marks(None, mark)
    return field


def spending_page():
    page = PageArea(name="基本支出")
    page.add(spending_group())
    page.add(states_group())
    page.add(controls_group())
    page.add(band())
    return page


def spending_group():
    group = GroupBox("基本支出", columns=COLUMNS, title_width=8.9)
    group.add(amount_row("301 工资福利支出", "1,024.74", "1,038.20", reason_field("人数减少5人")))
    wrong = amount_row(
        "302 商品和服务支出", "44.80", "445.83", reason_field("压减支出"), state=FieldState.ERROR
    )
    wrong.set_messages(
        [
            Message(
                Sign.ERROR,
                "本年决算 44.80 与决算公开表的 244.80 不一致，差 200.00",
                (MessageAction("mend", "改为 244.80"), MessageAction("keep", "保留并写原因")),
            )
        ]
    )
    group.add(wrong)
    late = amount_row(
        "公务用车运行维护费", "3.10", "5.19", reason_field("", FieldState.REMINDER), level=0.9
    )
    late.set_messages(
        [
            Message(
                Sign.REMINDER,
                "比上年减少 40.27%，超过 30%，写明原因",
                (MessageAction("pick", "选常用原因"), MessageAction("look", "看上年怎么写")),
            )
        ]
    )
    group.add(late)
    group.add(
        amount_row(
            "公务接待费",
            "25.99",
            "32.39",
            reason_field("厉行节约", FieldState.CARRIED, Sign.CARRIED),
        )
    )
    group.add(
        amount_row(
            "基本支出合计", "1,087.78", "1,505.27", TextLabel("人员经费 1,042.98"), total=True
        )
    )
    return group


def states_group():
    group = GroupBox("“三公”经费", note="万元")
    shown = [amount_field(state.value, "无", state, width=3.6) for state in FieldState]
    shown.append(ComboBox([("general", "一般公共预算"), ("fund", "政府性基金")], name="预算来源"))
    shown.append(CheckBox("采用"))
    shown[-1].setChecked(True)
    group.add(row_of(*shown))
    group.add_to_head(Button("从表格粘贴", ButtonKind.LINK))
    group.add_to_head(Button("添加项目"))
    return group


def row_of(*widgets):
    row, holder = FormRow(), QFrame()
    line = FlowRow(holder, gap=current_theme().em(0.35))
    line.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        line.addWidget(widget)
    row.add(holder, 1)
    return row


def controls_group():
    group = GroupBox("写法", note="第 3 个，共 9 个")
    box = TextBox(name="资金使用", max_lines=5)
    box.set_value_text("用于村（社区）干部补贴\n按季度拨付")
    late = Button("不能按")
    late.set_missing("先写原因")
    filters = SegmentedChoice([("a", "要看的 9"), ("b", "相同的 22")], joined=False)
    settle = Button("以此原因了结", ButtonKind.PRIMARY)
    row = FormRow()
    row.add(box, 1)
    group.add(row)
    group.add(row_of(filters, settle, late))
    return group


def band():
    made = Banner(name="差额", tone=Tone.ERROR)
    line = QHBoxLayout()
    line.addWidget(SignLabel(Sign.ERROR))
    line.addWidget(TextLabel("相差", tone=Tone.ERROR))
    line.addWidget(TextLabel("162.43", TypeRole.FIGURE, Tone.ERROR))
    line.addWidget(TextLabel("万元，按性质多", tone=Tone.ERROR))
    for sign in Sign:
        line.addWidget(SignLabel(sign))
    line.addStretch(1)
    made.column.addLayout(line)
    return made


def finding_pane():
    pane = QFrame()
    column = QVBoxLayout(pane)
    for current in (False, True):
        card = Card(name="发现")
        card.set_current(current)
        card.column.addWidget(TextLabel("必改", TypeRole.STRONG, Tone.ERROR))
        card.column.addWidget(WrappedText("本年决算 44.80 与决算公开表的 244.80 不一致，差 200.00"))
        card.column.addWidget(Button("跳到这里", ButtonKind.LINK))
        column.addWidget(card)
    column.addStretch(1)
    return pane


def make_gallery():
    panes = (
        Pane("text", "正文", finding_pane, "F6"),
        Pane("checks", "检查 6", finding_pane, "F8"),
        Pane("help", "说明", finding_pane, "F1"),
    )
    shell = Shell(STEPS, panes)

    def give_way():
        for row in shell.findChildren(FormRow) + shell.findChildren(GroupBox):
            row.set_tail_below(shell.room.reason_below)

    shell.room_changed.connect(give_way)
    for name in ("文件(&F)", "编辑(&E)", "查看(&V)", "工具(&T)", "帮助(&H)"):
        shell.menu_bar.addMenu(name).addAction(name)
    for step in STEPS:
        shell.add_page(step.key, spending_page)
    shell.show_page("basic")
    give_way()
    shell.choose_pane("checks")
    shell.foot.set_counts(2, 3)
    shell.show_saved("14:32")
    shell.field_bar.show_field(
        "302 商品和服务支出 · 本年决算",
        "万元；上年 445.83（2022年度报告）；决算公开表 244.80（“基本支出决算表”C23）",
        MessageAction("carry", "沿用上年", "Ctrl+D"),
    )
    return shell


@pytest.fixture
def gallery(theme, qtbot):
    shell = make_gallery()
    qtbot.addWidget(shell)
    return shell
