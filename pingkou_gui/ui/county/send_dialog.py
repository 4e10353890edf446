"""打包上报: what is open, the reason for sending it all the same, where to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from pingkou_gui.errors import KnownError
from pingkou_gui.exchange.sending import send
from pingkou_gui.ui.county.files import ask_package_target, open_folder
from pingkou_gui.ui.dialog import Dialog, Listing, framed
from pingkou_gui.ui.kit import Button, ButtonKind, Text, TextBox, WrappedText
from pingkou_gui.ui.theme import Tone, TypeRole

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.exchange.sending import Ready

_WHAT = "上报包是一个文件，里面有 Word 报告和附件、全部数据、检查结果和写的原因，交给县财政局就行"
_SENTENCE_ENOUGH = 4


class SendDialog(Dialog):
    """Shows what must be mended, takes the reason, writes the package."""

    def __init__(self, ready: Ready, proposed: Path, parent: QWidget | None = None) -> None:
        """Offer to send a report that was looked over, at first under the name `proposed`."""
        super().__init__("打包上报", (38, 26 if ready.open else 12), parent)
        self._ready, self._proposed = ready, proposed
        self.written: Path | None = None
        self.reason = TextBox(name="为什么现在就要上报", min_lines=2, max_lines=4)
        self._told = WrappedText("", tone=Tone.ERROR)
        self._leave = Button("回去修改" if ready.open else "关闭", key="Esc")
        self.pack = Button("打包…", ButtonKind.PRIMARY)
        self._folder = Button("打开所在文件夹", ButtonKind.LINK)
        self._lay_out()
        self._leave.clicked.connect(self.reject)
        self.pack.clicked.connect(self._pack)
        self._folder.clicked.connect(self._show_folder)
        self.reason.textChanged.connect(self._judge)
        self._judge()

    def _lay_out(self) -> None:
        count = len(self._ready.open)
        head = f"还有 {count} 处必须改的没有改" if count else "没有必须改的，可以上报"
        self.column.addWidget(Text(head, TypeRole.HEAD))
        self.column.addWidget(WrappedText(_WHAT, tone=Tone.SECONDARY))
        if count:
            self._lay_out_open()
        else:
            self.column.addStretch(1)
        self.column.addWidget(self._told)
        self._told.hide()
        self._folder.hide()
        self.add_foot(self._folder, self._leave, self.pack, left=1)

    def _lay_out_open(self) -> None:
        listing = Listing("必须改的", ("轻重", "页", "问题"), wide=2)
        listing.show_rows((f.severity, f.page, f.message) for f in self._ready.open)
        self.column.addWidget(framed(listing), 1)
        self.column.addWidget(Text("来不及改？写明为什么现在就要上报", TypeRole.STRONG))
        self.column.addWidget(self.reason)
        note = "这句话随包一起交给县里，县里汇总时看得到"
        self.column.addWidget(WrappedText(note, TypeRole.SMALL, Tone.SECONDARY))

    @Slot()
    def _judge(self) -> None:
        short = len(self.reason.toPlainText().strip()) < _SENTENCE_ENOUGH
        missing = "先改好上面的，或写明原因" if self._ready.open and short else ""
        self.pack.set_missing(missing)

    @Slot()
    def _pack(self) -> None:
        target = ask_package_target(self, self._proposed)
        if target is not None:
            self.write(target)

    def write(self, target: Path) -> None:
        """Write the package to `target` and say what came of it."""
        moment = datetime.now().astimezone()
        try:
            send(self._ready, target, moment, despite=self.reason.toPlainText())
        except KnownError as error:
            self._tell(f"{error.happened}。{error.remedy}", Tone.ERROR)
            return
        self.written = target
        self._tell(f"已打包：{target.name}", Tone.TEXT)
        self._folder.show()
        self._leave.set_text("关闭")

    def _tell(self, words: str, tone: Tone) -> None:
        self._told.set_tone(tone)
        self._told.setText(words)
        self._told.show()

    @Slot()
    def _show_folder(self) -> None:
        if self.written is not None:
            open_folder(self.written.parent)
