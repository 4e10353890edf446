"""Write a report as Word."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pingkou_gui.commands.command import DONE, FINDINGS, Desk
from pingkou_gui.commands.output import complain, say
from pingkou_gui.commands.paths import target
from pingkou_gui.document.publish import publish
from pingkou_gui.document.standing import open_words

if TYPE_CHECKING:
    from argparse import Namespace


def export(desk: Desk, args: Namespace) -> int:
    """Write a report as Word and say what its proof found; 1 where it is still a draft."""
    path = target(args.file, ".docx")
    _, record = desk.record(args.report)
    published = publish(record, path, datetime.now().astimezone())
    say(f"已写出{'草稿' if published.draft else ''}：{published.target}")
    say(str(published.proof))
    for item in published.proof.failures:
        complain(f"{item.label}：{item.detail}")
    found = published.standing
    if published.draft:
        complain(f"{open_words(len(found.must), found.missing)}，用 check 逐处查看")
    return FINDINGS if published.draft or not published.proof.holds else DONE
