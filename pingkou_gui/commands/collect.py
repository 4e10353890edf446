"""Collect what the units sent into one workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.commands.command import DONE, FINDINGS, Desk
from pingkou_gui.commands.output import say, say_json
from pingkou_gui.commands.paths import target
from pingkou_gui.errors import KnownError
from pingkou_gui.exchange.collecting import Wanted, collect, sentence, with_scheme

if TYPE_CHECKING:
    from argparse import Namespace

    from pingkou_gui.exchange.collecting import Outcome


def collect_folders(_desk: Desk, args: Namespace) -> int:
    """Collect folders into a workbook; 1 where someone is missing, late or has open findings."""
    outcome = collect(_wanted(args))
    if args.json:
        say_json(as_data(outcome))
    else:
        for line in told(outcome):
            say(line)
    trouble = outcome.missing or outcome.late or outcome.with_open or outcome.unreadable
    return FINDINGS if trouble else DONE


def _wanted(args: Namespace) -> Wanted:
    if not args.to:
        raise KnownError("没有写汇总表写到哪里", "加上 --to 汇总.xlsx")
    wanted = Wanted(
        tuple(Path(folder) for folder in args.folder),
        target(args.to, ".xlsx"),
        Path(args.sqlite) if args.sqlite else None,
        thorough=bool(args.thorough),
    )
    if args.scheme:
        wanted = with_scheme(wanted, Path(args.scheme))
    return replace(wanted, year=_year(args.year)) if args.year else wanted


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise KnownError(f"--year 写的“{text}”不是年度", "写成四位数字，例如 2023")
    return int(text)


def as_data(outcome: Outcome) -> dict[str, object]:
    """Return what came of it as data for JSON."""
    return {
        "workbook": str(outcome.workbook),
        "year": outcome.year,
        "counts": outcome.counts,
        "missing": outcome.missing,
        "late": outcome.late,
        "with_open": outcome.with_open,
        "unreadable": [{"file": file, "why": why} for file, why in outcome.unreadable],
    }


def told(outcome: Outcome) -> list[str]:
    """Return what came of it in lines."""
    lines = [f"{file}\t{why}" for file, why in outcome.unreadable]
    lines += [f"未交\t{unit}" for unit in outcome.missing]
    lines += [f"迟交\t{unit}" for unit in outcome.late]
    return [*lines, sentence(outcome), f"已写出：{outcome.workbook}"]
