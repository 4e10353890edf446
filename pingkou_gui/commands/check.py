"""Check a report of the data folder, or a Word or text file from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.commands.command import DONE, FINDINGS, Command, Desk
from pingkou_gui.commands.output import say, say_json
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.progress import progress
from pingkou_gui.scheme import scheme_of

if TYPE_CHECKING:
    from argparse import Namespace

    from pingkou_gui.domain.record import Record


def open_points(record: Record) -> list[dict[str, Any]]:
    """Return what is missing and what cannot be read, as data for JSON."""
    points: list[dict[str, Any]] = []
    for page in progress(Facts(record.report, scheme_of(record.scheme))):
        points += [
            _point("MISSING", "还差", page.page.title, gap.label, str(gap.place))
            for gap in page.gaps
        ]
        for place, unread in page.unread:
            point = _point("UNREADABLE", "必改", page.page.title, unread.why, str(place))
            points.append(point | {"quote": unread.text})
    return points


def _point(class_: str, severity: str, page: str, message: str, place: str) -> dict[str, Any]:
    return {
        "class": class_,
        "severity": severity,
        "where": page,
        "place": place,
        "message": message,
        "quote": "",
        "expected": "",
    }


def _check(desk: Desk, args: Namespace) -> int:
    _, record = desk.record(args.report)
    points = open_points(record)
    if args.json:
        say_json(points)
    else:
        for point in points:
            say(f"{point['severity']}\t{point['where']}\t{point['message']}")
        say(f"共 {len(points)} 处")
    return FINDINGS if points else DONE


CHECK = Command(
    "check",
    "检查报告：缺什么、什么读不出",
    _check,
    (("REPORT", "编号"),),
    (("--json", "以 json 列出"),),
)
