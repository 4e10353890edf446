"""Pack a report to be sent to the county."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pingkou_gui.commands.command import DONE, FINDINGS, Desk
from pingkou_gui.commands.output import complain, say
from pingkou_gui.commands.paths import target
from pingkou_gui.exchange.sending import look_over, send
from pingkou_gui.file_types import RETURN_PACKAGE

if TYPE_CHECKING:
    from argparse import Namespace


def package(desk: Desk, args: Namespace) -> int:
    """Write the return package of a report; 1 where something is open and no reason is given."""
    path = target(args.file, RETURN_PACKAGE.extension)
    _, record = desk.record(args.report)
    ready = look_over(record)
    reason = args.reason or ""
    if ready.open and not reason.strip():
        for finding in ready.open:
            say(f"{finding.severity}\t{finding.page}\t{finding.message}")
        complain(
            f"还有 {len(ready.open)} 处必须改的。改好再打包，或用 --reason 写明为什么现在就要上报"
        )
        return FINDINGS
    written = send(ready, path, datetime.now().astimezone(), despite=reason)
    say(f"已打包：{written}")
    return DONE
