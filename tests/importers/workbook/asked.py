"""What a proposal comes to, beside what was planted."""

from decimal import Decimal

import books

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, Control, ThreePublic
from pingkou_gui.form.pages.funds import AccountTotals, General, GovernmentFunds, StateCapital
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.form.values import NIL, Place
from pingkou_gui.report.report import Draft, Report


def typed(**values):
    """A report as typed: `typed(unit__year="2023", project=[{"name": "甲"}])`."""
    draft = Draft(Report())
    for key, value in values.items():
        section, _, name = key.partition("__")
        place = FORM.sections[section]
        for row in value if isinstance(value, list) else [{name: value}]:
            number = draft.add(place) if isinstance(value, list) else 0
            for field, text in row.items():
                draft.type_in(FORM.field_at(Place(section, 0, field)), text, number)
    return Report().apply(draft.change)


def report_for(name=books.OWNER, year="2023", **more):
    return typed(unit__name=name, unit__year=year, **more)


def amounts(proposal):
    """Amounts and words by place; those of new items by class and name."""
    rows = {}
    for item in proposal.items:
        rows.setdefault(item.place.row, {})[item.place.field] = item.value
    found = {}
    for item in proposal.items:
        if item.place.section == "three_public_counts":
            continue
        if item.place.section != "economic_item":
            found[item.place] = item.value
        elif item.place.field == "this":
            row = rows[item.place.row]
            found[row["category"], row["name"]] = item.value
    return found


def planted():
    """Every value that a complete set of tables holds for the report."""
    true = {
        Basic.wages.this.at(): books.CLASSES["301"],
        Basic.goods.this.at(): books.CLASSES["302"],
        Basic.transfers.this.at(): books.CLASSES["303"],
        Basic.capital.this.at(): books.CLASSES["310"],
        Conferences.meetings.this.at(): Decimal("2.80"),
        Conferences.training.this.at(): Decimal("8.04"),
        Control.office.this.at(): Decimal("61.02"),
        Control.utilities.this.at(): Decimal("44.53"),
        ProjectTotals.total.this.at(): books.GENERAL_PROJECT + books.FUND,
        General.outturn.at(): books.BASIC + books.GENERAL_PROJECT,
        General.carried_in.at(): Decimal(0),
        General.carried_out.at(): Decimal(0),
        AccountTotals.outturn.at(): books.BASIC + books.GENERAL_PROJECT + books.FUND,
        GovernmentFunds.outturn.at(): books.FUND,
        GovernmentFunds.carried_in.at(): Decimal(0),
        GovernmentFunds.carried_out.at(): Decimal(0),
    }
    for name in ("overseas", "purchase", "running", "reception"):
        amounts_of = getattr(ThreePublic, name)
        budget, final = (Decimal(value) for value in books.THREE[name])
        true |= {amounts_of.budget.at(): budget, amounts_of.this.at(): final}
    for field in StateCapital.fields:
        true[field.at()] = NIL
    for code, (name, value) in books.ITEMS.items():
        true[code[:3], name] = Decimal(value)
    return true
