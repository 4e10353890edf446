"""The menus: everything that can be done, each with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from pingkou_gui.ui.main_window import on_demand
from pingkou_gui.ui.main_window.table_acts import TABLE_ACTS, table_act
from pingkou_gui.ui.theme import Appearance, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from pingkou_gui.ui.main_window.window import MainWindow

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


class Menus:
    """Makes the menus of a window, and keeps what depends on the open report."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._needing_report: list[QAction] = []
        self.actions: list[QAction] = []
        self._file()
        self._edit()
        self._view()
        self._tools()
        self._help()

    def set_report_open(self, is_open: bool) -> None:  # noqa: FBT001 - one plain switch
        """Offer what needs an open report, or not."""
        for action in self._needing_report:
            action.setEnabled(is_open)

    def show_history(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do."""
        self.undo.setText(f"撤销{undo}" if undo else "撤销")
        self.redo.setText(f"重做{redo}" if redo else "重做")

    def _file(self) -> None:
        menu, window = self._menu("文件(&F)"), self._window
        self._add(menu, "新建空白报告", window.new_report, "Ctrl+N")
        self._add(menu, "打开报告…", window.show_reports, "Ctrl+O")
        self._add(menu, "打开示例", window.open_sample, "Ctrl+E")
        self._add(menu, "载入数据文件…", partial(on_demand.load_file, window))
        menu.addSeparator()
        self._add(menu, "导入…", partial(on_demand.ask_import, window), "Ctrl+I")
        self._add(menu, "导入粘贴的文字…", partial(on_demand.ask_import_text, window))
        self._add(
            menu, "用这份报告开始新一年…", partial(on_demand.begin_new_year, window), report=True
        )
        menu.addSeparator()
        self._add(menu, "保存状态", window.tell_saved, "Ctrl+S", report=True)
        self._add(menu, "导出 Word…", window.export_word, "Ctrl+Shift+E", report=True)
        self._add(
            menu, "打印预览和 PDF…", partial(on_demand.preview, window), "Ctrl+P", report=True
        )
        self._add(menu, "另存数据文件…", partial(on_demand.save_data, window), report=True)
        self._add(menu, "打包上报…", partial(on_demand.send_report, window), report=True)
        menu.addSeparator()
        self._add(menu, "导入县级方案…", partial(on_demand.import_scheme, window))
        menu.addSeparator()
        self._add(menu, "退出", window.close, "Ctrl+Q")

    def _edit(self) -> None:
        menu, window = self._menu("编辑(&E)"), self._window
        self.undo = self._add(menu, "撤销", window.undo, "Ctrl+Z", report=True)
        self.redo = self._add(menu, "重做", window.redo, "Ctrl+Y", "Ctrl+Shift+Z", report=True)
        menu.addSeparator()
        self._add(menu, "确认沿用", window.confirm, "Ctrl+D", report=True)
        self._add(menu, "选常用语或选项", window.offer_choices, "Alt+Down", report=True)
        rows = menu.addMenu("表格的行")
        for title, key in TABLE_ACTS:
            shown = f"{title.removesuffix('选中的')}\t{key}".rstrip()  # the table listens to it
            self._add(rows, shown, partial(table_act, title), report=True)
        menu.addSeparator()
        self._add(menu, "查找栏目…", window.find_field, "Ctrl+F", report=True)

    def _view(self) -> None:
        menu, window = self._menu("查看(&V)"), self._window
        for action in window.shell.step_actions.values():
            menu.addAction(action)
            self._needing_report.append(action)
        menu.addSeparator()
        self._add(menu, "上一页", lambda: window.turn(-1), "Ctrl+PgUp", report=True)
        self._add(menu, "下一页", lambda: window.turn(1), "Ctrl+PgDown", report=True)
        self._add(
            menu, "本页第一栏", lambda: window.go_to_edge(last=False), "Ctrl+Home", report=True
        )
        self._add(
            menu, "本页最后一栏", lambda: window.go_to_edge(last=True), "Ctrl+End", report=True
        )
        menu.addSeparator()
        self._appearance(menu.addMenu("外观"))
        size = menu.addMenu("字号")
        self._add(
            size,
            "放大",
            lambda: window.set_size(_step(1)),
            "Ctrl+Shift+>",
            "Ctrl+>",
            "Ctrl+Shift+.",
        )
        self._add(
            size,
            "缩小",
            lambda: window.set_size(_step(-1)),
            "Ctrl+Shift+<",
            "Ctrl+<",
            "Ctrl+Shift+,",
        )
        self._add(size, "100%", lambda: window.set_size(100), "Ctrl+Shift+0", "Ctrl+)")

    def _tools(self) -> None:
        menu, window = self._menu("工具(&T)"), self._window
        self._add(menu, "看下一处", lambda: window.go_to_open(1), "F4", report=True)
        self._add(menu, "看上一处", lambda: window.go_to_open(-1), "Shift+F4", report=True)
        self._add(menu, "这个数怎么来的", window.explain, "Ctrl+[", report=True)
        menu.addSeparator()
        self._add(menu, "编辑县级方案…", partial(on_demand.edit_scheme, window))
        self._add(menu, "汇总上报…", partial(on_demand.collect_reports, window))
        menu.addSeparator()
        self._add(menu, "体检一份报告…", partial(on_demand.ask_checkup, window))
        self._add(menu, "体检粘贴的文字…", partial(on_demand.ask_checkup_text, window))

    def _help(self) -> None:
        menu, window = self._menu("帮助(&H)"), self._window
        for action in window.shell.pane_actions.values():
            menu.addAction(action)
            self._needing_report.append(action)
        self._add(menu, "打开数据文件夹", window.open_data_folder)
        self._add(menu, "关于本程序", partial(on_demand.about, window))

    def _appearance(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for appearance in Appearance:
            action = self._add(
                menu, appearance.value, partial(self._window.set_appearance, appearance)
            )
            action.setCheckable(True)
            action.setChecked(theme().appearance is appearance)
            group.addAction(action)

    def _menu(self, title: str) -> QMenu:
        return self._window.shell.menu_bar.addMenu(title)

    def _add(
        self, menu: QMenu, title: str, act: Callable[[], object], *keys: str, report: bool = False
    ) -> QAction:
        action = QAction(title, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self.actions.append(action)
        if report:
            self._needing_report.append(action)
        return action


def _step(way: int) -> int:
    now = theme().percent
    larger = [size for size in SIZES if size > now]
    smaller = [size for size in SIZES if size < now]
    return (larger[:1] or [now])[0] if way > 0 else (smaller[-1:] or [now])[0]
