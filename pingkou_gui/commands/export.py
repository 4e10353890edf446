"""Write a report as Word."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.commands.command import DONE, Desk
from pingkou_gui.commands.output import say

if TYPE_CHECKING:
    from argparse import Namespace


def export(desk: Desk, args: Namespace) -> int:
    """Write a report as Word and say what its proof found."""
    from pingkou_gui.document.publish import publish  # noqa: PLC0415 - only when written

    _, record = desk.record(args.report)
    published = publish(record, Path(args.file), datetime.now().astimezone())
    say(f"已写出{'草稿' if published.draft else ''}：{published.target}")
    say(str(published.proof))
    return DONE
