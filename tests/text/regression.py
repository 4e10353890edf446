"""A labelled trial of the check-up, on reports of our own making.

Composes clean reports from varied figures and wordings, plants one slip at a time, and
counts how many are found, how many are named by their own class, and how many clean
reports raise an alarm (必改 or 提醒; hints are counted apart).

Run: python tests/text/regression.py [slips a class] [clean reports]
"""

import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from regression_figures import invent
from regression_prose import Prose, plain
from regression_slips import SAME_FAULT, SLIPS

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import Severity

_SOFT = {"JUMP", "FORMAT", "CONTRADICTION"}
"""Classes whose hints count: a second value that no slip makes of the first may be of something else."""


@dataclass
class Count:
    """What was planted and found of one class."""

    planted: int = 0
    found: int = 0
    named: int = 0
    expected: int = 0
    missed: list[str] = field(default_factory=list)


def compose(seed):
    """Return a clean report with its tags, and its figures."""
    rng = random.Random(seed)
    figures = invent(rng)
    return Prose(rng, figures).report(), figures


def examine(paragraphs):
    return proofread(SourceText.from_string("\n".join(plain(line) for line in paragraphs)))


def plant(class_, seed):
    """Return a report with one slip of `class_`, or None where it has no place for one."""
    paragraphs, figures = compose(seed)
    rng = random.Random(f"{class_}{seed}")
    return rng.choice(SLIPS[class_])(rng, paragraphs, figures)


def judge(class_, planted, findings):
    """Return whether the slip was found, and whether under its own class."""
    place = plain(planted.paragraphs[planted.at]) if planted.at < len(planted.paragraphs) else ""
    loud = [f for f in findings if f.severity is not Severity.HINT or class_ in _SOFT]
    named = [f for f in loud if f.class_ == class_]
    kin = [f for f in loud if f.class_ in SAME_FAULT.get(class_, ())]
    near = [
        f
        for f in kin
        if planted.wrong and (planted.wrong in f.message + f.quote or f.quote in place)
    ]
    return bool(named or near), bool(named)


def count_class(class_, wanted, first_seed=0):
    """Plant `wanted` slips of one class, one report each."""
    result = Count()
    seed = first_seed
    while result.planted < wanted and seed < first_seed + wanted * 40:
        seed += 1
        planted = plant(class_, seed)
        if planted is None:
            continue
        findings = examine(planted.paragraphs)
        found, named = judge(class_, planted, findings)
        result.planted += 1
        result.found += found
        result.named += named
        result.expected += any(
            planted.expected and planted.expected in f.expected for f in findings
        )
        if not found:
            result.missed.append(
                f"{seed}: {planted.wrong} ({plain(planted.paragraphs[min(planted.at, len(planted.paragraphs) - 1)])[:90]})"
            )
    return result


def false_alarms(reports, first_seed=100_000):
    """Return how many clean reports raise an alarm, how many a hint, and what was said."""
    alarms, hints, said = 0, 0, Counter()
    for seed in range(first_seed, first_seed + reports):
        findings = examine(compose(seed)[0])
        alarms += any(f.severity is not Severity.HINT for f in findings)
        hints += any(f.severity is Severity.HINT for f in findings)
        said.update(f"{f.class_} {f.severity}: {f.message[:80]}" for f in findings)
    return alarms, hints, said


def main(wanted=40, reports=400):
    say = sys.stdout.write
    planted = found = 0
    for class_ in SLIPS:
        counted = count_class(class_, wanted)
        planted, found = planted + counted.planted, found + counted.found
        say(
            f"{class_:18} {counted.found}/{counted.planted} found, {counted.named} by its own class\n"
        )
        for line in counted.missed[:4]:
            say(f"    missed {line}\n")
    alarms, hints, said = false_alarms(reports)
    say(f"all: {found}/{planted} = {100 * found / planted:.1f}% found\n")
    say(f"clean reports: {alarms} of {reports} raise an alarm, {hints} a hint\n")
    for line, times in said.most_common(8):
        say(f"    {times} {line}\n")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
