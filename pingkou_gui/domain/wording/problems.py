"""Chapters seven to ten: problems with their measures, use of the results, remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.wording.reconciling import explained_gap
from pingkou_gui.domain.wording.say import together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.spans import words
from pingkou_gui.domain.wording.texts import (
    because,
    paragraphs,
    phrase_of,
    text_of,
    text_or_missing,
)
from pingkou_gui.domain.wording.values import missing, typed
from pingkou_gui.spec.pages.problems import Closing, Problem
from pingkou_gui.spec.place import Place

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.spans import Spans


@sentence("problems.name", Problem)
def problem_name(f: Facts, row: int) -> Spans:
    """A problem in one line."""
    return phrase_of(f, Problem.name, row) or (typed(f, Problem.name, row),)


@sentence("problems", Problem)
def problem(f: Facts, row: int) -> Spans:
    """What it looks like, and where it comes from."""
    cause = together(because(f, Problem.cause, row, opening="原因主要是："), "。")
    return together(text_of(f, Problem.detail, row), cause)


@sentence("measures.name", Problem)
def measure_name(f: Facts, row: int) -> Spans:
    """The measure against a problem, in one line."""
    return phrase_of(f, Problem.measure, row) or (typed(f, Problem.measure, row),)


@sentence("measures", Problem)
def measure(f: Facts, row: int) -> Spans:
    """What will be done."""
    return text_of(f, Problem.measure_detail, row)


@sentence("problems.none")
def no_problem(f: Facts, _row: int) -> Spans:
    """The placeholder for problems of which none is listed."""
    if f.rows(Problem):
        return ()
    return together(missing("存在的问题及原因", Place(Problem.key, 0, Problem.name.name)), "。")


@sentence("measures.none")
def no_measure(f: Facts, _row: int) -> Spans:
    """The placeholder for measures of which none is listed."""
    if f.rows(Problem):
        return ()
    return together(missing("改进措施", Place(Problem.key, 0, Problem.measure.name)), "。")


@sentence("application")
def application(f: Facts, _row: int) -> Spans:
    """What the results will be used for, and how they were made public."""
    return paragraphs(
        (
            text_or_missing(f, Closing.application),
            text_or_missing(f, Closing.disclosure),
        )
    )


@sentence("remarks")
def remarks(f: Facts, _row: int) -> Spans:
    """Whatever else has to be said; a difference that was closed is explained here."""
    explained = explained_gap(f)
    own = text_of(f, Closing.remarks) if explained else text_or_missing(f, Closing.remarks)
    nothing = bool(explained) and words(own) == "无。"
    return paragraphs((explained, () if nothing else own))


PROBLEMS = (
    problem_name,
    problem,
    measure_name,
    measure,
    no_problem,
    no_measure,
    application,
    remarks,
)
