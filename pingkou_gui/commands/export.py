"""Write a report as Word or PDF."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.commands.command import DONE, FINDINGS, Desk
from pingkou_gui.commands.output import complain, say
from pingkou_gui.commands.paths import target
from pingkou_gui.document.publish import publish
from pingkou_gui.document.standing import open_words
from pingkou_gui.errors import KnownError

if TYPE_CHECKING:
    from argparse import Namespace

    from pingkou_gui.document.standing import Standing


def export(desk: Desk, args: Namespace) -> int:
    """Write a report and say what its proof found; 1 where it is still a draft."""
    if Path(args.file).suffix.lower() == ".pdf":
        return _export_pdf(desk, args)
    if args.part is not None:
        raise KnownError("--part 只用于 PDF", "把文件名写成以 .pdf 结尾，或者去掉 --part")
    path = target(args.file, ".docx")
    _, record = desk.record(args.report)
    published = publish(record, path, datetime.now().astimezone())
    say(f"已写出{'草稿' if published.draft else ''}：{published.target}")
    say(str(published.proof))
    for item in published.proof.failures:
        complain(f"{item.label}：{item.detail}")
    found = published.standing
    _complain_of_draft(found)
    return FINDINGS if published.draft or not published.proof.holds else DONE


def _export_pdf(desk: Desk, args: Namespace) -> int:
    """Write a report or a part of it as PDF; 1 where it is still a draft or a character lacks."""
    path = target(args.file, ".pdf")
    _, record = desk.record(args.report)
    written = desk.export_pdf(record, path, args.part)
    found = written.standing
    say(f"已写出{'草稿' if found.draft else ''}：{written.target}（{written.pages}页）")
    if written.substitutes:
        say(f"这台电脑缺的字体：{'；'.join(written.substitutes)}")
    if written.lacking:
        complain(f"这台电脑的字体里没有“{written.lacking}”，PDF 里显示为方框")
    _complain_of_draft(found)
    return FINDINGS if found.draft or written.lacking else DONE


def _complain_of_draft(found: Standing) -> None:
    if found.draft:
        complain(f"{open_words(len(found.must), found.missing)}，用 check 逐处查看")
