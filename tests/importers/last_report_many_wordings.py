"""Clean reports in many styles and wordings, read and compared with the figures they print.

Run it to try many: `python tests/importers/last_report_many_wordings.py 300`.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "text"))

from regression import compose, plant
from regression_prose import plain

from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.last_report_figures import AMOUNT_ROWS
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.text.lines.source import SourceText

ROWS = {**AMOUNT_ROWS, "project_spending": ProjectTotals.total}
"""Amount rows by the keys of the invented figures."""


def differences(seed):
    """Return how many figures were read, the names of those that were not, and those read wrong."""
    paragraphs, figures = compose(seed)
    pairs = list(pairs_of(paragraphs, figures))
    wrong = [(k, said, got) for k, said, got in pairs if got is not None and got != said]
    missing = [k for k, said, got in pairs if got is None]
    return len(pairs) - len(missing), missing, wrong


def pairs_of(paragraphs, figures):
    """Yield name, true figure and what would be taken unseen; None for what is in doubt."""
    text = "\n".join(plain(p) for p in paragraphs)
    proposal = read_report(SourceText.from_string(text), Report())
    draft = Draft(Report())
    accept(draft, proposal, proposal.ticked(Report()))
    facts = Facts(Report().apply(draft.change), default_scheme())
    doubted = {str(item.place) for item in proposal.items if item.doubt}
    for name, field, said, got in compared(figures, facts):
        yield name, said, None if field in doubted else got


def taken_wrongly(class_, seed):
    """Return the figures taken unseen although a planted slip makes them wrong."""
    planted = plant(class_, seed)
    if planted is None:
        return []
    pairs = pairs_of(planted.paragraphs, compose(seed)[1])
    return [(k, said, got) for k, said, got in pairs if got is not None and got != said]


def compared(figures, facts):
    """Yield name, field, figure and what was read for it."""
    for key, amounts in ROWS.items():
        for column, values in (("this", figures.now), ("last", figures.last)):
            if key in values:
                field = amounts.this if column == "this" else amounts.last
                read = facts[quantity(amounts).column(column)]
                yield f"{key}:{column}", field.key, values[key], read
    yield "headcount", "", figures.headcount, facts[Staff.headcount]
    yield "headcount_last", "", figures.headcount_last, facts[Staff.headcount_last]
    read = {facts[Project.name, r].removesuffix("等项目支出"): r for r in facts.rows(Project)}
    for budget, items in (
        ("general", figures.general_items),
        ("government_funds", figures.fund_items),
    ):
        for name, amount in items:
            row = read.pop(name, None)
            yield (
                f"project:{budget}",
                "",
                amount,
                None if row is None else facts[Project.outturn, row],
            )
            yield "budget", "", budget, None if row is None else facts[Project.budget, row]
    for name in read:
        yield "project:invented", "", "", name


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    right, absent, amiss = 0, Counter(), Counter()
    for seed in range(count):
        read, missing, wrong = differences(seed)
        right += read - len(wrong)
        absent.update(missing)
        for found in wrong:
            amiss[found[0]] += 1
            say(seed, *found)
    say(
        f"{count} 份报告，{right} 个数读对，{sum(absent.values())} 个没有读到，{sum(amiss.values())} 个不对"
    )
    say("没有读到", absent.most_common(25))


if __name__ == "__main__":
    main()
