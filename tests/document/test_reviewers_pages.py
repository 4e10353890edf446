"""Pages that a reviewer sent back: half empty ones, sheets of four pages, tables without a head."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pingkou_gui.document.compose import compose
from pingkou_gui.document.line_breaking import OfficialWidths, Typesetter
from pingkou_gui.document.page_checks import head_fault, signature_fault
from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import Paragraph, Table
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.form.pages.problems import Closing
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

LINES = 22
MOST_EMPTY = 10
"""What must stand with the signature moves along: seven lines of the list, a blank one, two names."""


@pytest.fixture(scope="module")
def report():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8")).report


def composed(report, *, apart=False):
    scheme = replace(default_scheme(), project_attachments=apart)
    return compose(Facts(report, scheme), draft=True)


def laid_out(document, rules=Typesetter.WORD):
    return Typesetting(default_scheme().page, OfficialWidths(), rules).lay_out(document)


def changed(report, change):
    draft = Draft(report, first_free_row=report.last_row + 1)
    change(draft)
    return report.apply(draft.change)


@pytest.mark.parametrize("apart", [False, True])
def test_no_page_stays_half_empty_before_the_signature(report, apart):
    """Ten attachments of two lines each, and last texts of every length.

    What the attachments hold begins on a page of its own, so one line stands for it.
    """
    short = (Paragraph((Span("略"),)),)
    for size in range(1, 23):
        typed = changed(
            report, lambda d, n=size: d.type_in(Closing.disclosure, "公" * (1 + 28 * n))
        )
        whole = composed(typed, apart=apart)
        listed = tuple(replace(attachment, blocks=short) for attachment in whole.attachments)
        for rules in Typesetter:
            laid = laid_out(replace(whole, attachments=listed), rules)
            *_, before, _ = laid.part(0)
            last = max(line.top + line.height for line in before.lines)
            empty = (before.page.paper[1] - before.page.bottom - last) / before.page.pitch
            assert signature_fault(laid) == ""
            assert empty < MOST_EMPTY + 1


def with_reasons(report, size):
    """The report with a reason of so many characters at every indicator of every project."""

    def write(draft):
        for project in report.rows(Project.key):
            for row in report.rows(ProjectIndicator.key, project):
                draft.type_in(ProjectIndicator.reason, "因汛期雨水多开工晚" * size, row)

    return changed(report, write)


@pytest.mark.parametrize("times", [3, 5, 7])
def test_a_long_reason_at_every_indicator_does_not_blow_a_sheet_up(report, times):
    """27, 45 and 63 characters: a sheet once took four pages with 47."""
    laid = laid_out(composed(with_reasons(report, times), apart=True))
    sheets = laid.parts[3:]
    assert len(sheets) == len(report.rows(Project.key))
    assert max(len(laid.part(number)) for number in sheets) <= 2


@pytest.mark.parametrize("projects", [1, 3, 6, 12])
def test_basic_data_stand_on_one_page_or_repeat_their_head(report, projects):
    def fit(draft):
        rows = report.rows(Project.key)
        for row in rows[projects:]:
            draft.remove(Project, row)
        for number in range(len(rows), projects):
            row = draft.add(Project)
            draft.type_in(
                Project.name, f"第{number}个村（社区）道路硬化、灌溉渠道修复建设项目资金", row
            )
            draft.type_in(Project.outturn, "1", row)

    document = composed(changed(report, fit))
    for rules in Typesetter:
        laid = laid_out(document, rules)
        assert len(laid.part(1)) <= 2
        assert head_fault(laid) == ""


def test_basic_data_of_nine_projects_stand_on_one_page_with_their_rows_closer(report):
    document = composed(report)
    (table,) = [block for block in document.attachments[0].blocks if isinstance(block, Table)]
    assert 230 <= table.line < 290
    for rules in Typesetter:
        (page,) = laid_out(document, rules).part(1)
        assert any(line.text.startswith("填表人") for line in page.lines)


@pytest.mark.parametrize("longer", range(2, 7))
def test_few_rows_of_basic_data_never_stand_alone_on_a_second_page(report, longer):
    def write(draft):
        for row in report.rows(Project.key)[:longer]:
            draft.type_in(Project.name, "农村公路养护和灌溉渠道修复、" * 4, row)

    for rules in Typesetter:
        pages = laid_out(composed(changed(report, write)), rules).part(1)
        if len(pages) > 1:
            words = "".join(line.text for line in pages[-1].lines)
            assert "公用经费" in words
            assert "2022年决算数" in words
