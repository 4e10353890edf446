import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.paths import asset
from pingkou_gui.report.carried import (
    LAST_YEARS,
    SETTLED,
    awaits_confirmation,
    confirm,
    confirmed_together,
    waiting,
    waiting_by_page,
    waiting_in_row,
    waiting_with_figures,
)
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.new_year import CARRIED, new_year
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme


@pytest.fixture(scope="module")
def turned():
    """The report of the year after the sample's."""
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return new_year(record).report


def confirmed(report, places):
    draft = Draft(report)
    confirm(draft, report, places)
    return report.apply(draft.change)


def test_no_figure_of_last_year_awaits_confirmation(turned):
    names = {(place.section, place.field) for place in waiting(turned)}
    assert not names & SETTLED
    assert not [name for _, name in names if name.endswith("last")]


def test_what_was_carried_in_awaits_a_look_as_this_year_grants_it(turned):
    assert ("general", "carried_in") in {(place.section, place.field) for place in waiting(turned)}


def test_the_class_and_the_name_of_an_item_go_with_its_amount(turned):
    assert not [place for place in waiting(turned) if place.section == "economic_item"]


def test_words_and_names_for_this_year_await_confirmation(turned):
    sections = {place.section for place in waiting(turned)}
    assert {"unit", "organisation", "duty", "project", "indicator", "problem"} <= sections


def test_all_that_is_carried_is_last_years_or_awaits_confirmation(turned):
    for place, entry in turned.entries.items():
        assert entry.source.kind is SourceKind.CARRIED
        known = (place.section, place.field) in CARRIED | LAST_YEARS
        assert known, place


def test_a_value_that_was_typed_awaits_nothing(report_of):
    report = report_of(unit__name="平口镇", project=[{"name": "修路"}])
    assert waiting(report) == ()
    assert waiting_by_page(report) == {}


def test_the_page_asked_for_is_the_page_told(turned):
    every = {place for page in FORM.pages for place in waiting(turned, page.key)}
    assert every == set(waiting(turned))
    assert all(FORM.page_of(p.section).key == "problems" for p in waiting(turned, "problems"))


def test_a_row_counts_once_and_a_single_value_counts_for_itself(turned):
    rows = {(p.section, p.row) for p in waiting(turned, "projects") if p.row}
    single = [p for p in waiting(turned, "projects") if not p.row]
    assert waiting_by_page(turned)["projects"] == len(rows) + len(single)


def test_a_page_confirmed_awaits_nothing_and_keeps_its_values(turned):
    after = confirmed(turned, waiting(turned, "projects"))
    assert waiting(after, "projects") == ()
    assert "projects" not in waiting_by_page(after)
    assert {p: e.value for p, e in after.entries.items()} == {
        p: e.value for p, e in turned.entries.items()
    }
    assert set(waiting(after)) == set(waiting(turned)) - set(waiting(turned, "projects"))


def test_a_row_is_confirmed_as_one_and_no_other_with_it(turned):
    first, second, *_ = turned.rows("project")
    place = next(p for p in waiting(turned) if (p.section, p.row) == ("project", first))
    after = confirmed(turned, waiting_in_row(turned, place))
    left = {p.row for p in waiting(after) if p.section == "project"}
    assert first not in left
    assert second in left


def test_a_single_value_is_confirmed_alone(turned):
    place = next(p for p in waiting(turned) if p.section == "unit")
    assert waiting_in_row(turned, place) == (place,)


def test_confirming_last_years_own_figure_changes_nothing(turned):
    place = next(p for p in turned.entries if p.field == "headcount_last")
    assert not awaits_confirmation(place, turned.entries[place])
    assert confirmed(turned, [place]) == turned


@pytest.fixture
def carried_problem(report_of):
    def made(text, field=Problem.name):
        report = report_of()
        draft = Draft(report)
        section = FORM.sections[field.section]
        draft.put(field, text, draft.add(section), Source(SourceKind.CARRIED))
        return report.apply(draft.change)

    return made


@pytest.mark.parametrize(
    "text",
    [
        "年中追加预算312.45万元",
        "追加比例达１７．３０％",
        "还有26户没有验收",
        "2024年完工较晚",
        "结余三十二万元",
        "完成率只有百分之八十",
        "涉及一百二十户",
        "二十三个村没有建账",
    ],
)
def test_a_carried_text_with_a_figure_is_not_confirmed_with_its_page(carried_problem, text):
    report = carried_problem(text)
    assert confirmed_together(report, "problems") == ()
    assert waiting_with_figures(report, "problems") == 1
    assert len(waiting(report, "problems")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "预算编得不细",
        "没有照《2019年资金管理办法》执行",
        "没有照湘财绩〔2024〕15号执行",
        "没有照《预算法》（2018年修正）编制",
        "第3条落实不到位",
        "G240国道沿线管护不够",
        "一是人手不够，两个所合署办公",
        "1.人手不够",
        "政策没有走进千家万户",
    ],
)
def test_numbers_of_laws_documents_and_items_do_not_hold_a_text_back(carried_problem, text):
    report = carried_problem(text)
    assert len(confirmed_together(report, "problems")) == 1
    assert waiting_with_figures(report, "problems") == 0


def test_a_target_is_a_figure_in_its_own_cell_and_goes_with_its_page(carried_problem):
    report = carried_problem("12.5公里", Indicator.target)
    assert len(confirmed_together(report, "scoring")) == 1


def asked_to_look_at(facts):
    found = (x for x in findings(facts) if x.check == "carried_figures_are_looked_at")
    return {place for x in found if x.asks for place in x.places}


def test_the_report_is_a_draft_while_figures_of_last_years_texts_were_not_looked_at(turned):
    facts = Facts(turned, default_scheme())
    places = asked_to_look_at(facts)
    told = {str(turned[place]) for place in places}
    assert any("全年扩改农村道路18公里" in text for text in told)
    assert all(any(letter.isdigit() for letter in text) or "百" in text for text in told)
    assert {place.section for place in places} == {"key_work", "overview_texts", "goal"}


def test_a_text_that_was_confirmed_or_written_anew_is_not_asked_for(turned):
    facts = Facts(turned, default_scheme())
    first, second, *_ = sorted(asked_to_look_at(facts))
    draft = Draft(turned)
    confirm(draft, turned, waiting_in_row(turned, first))
    draft.put(FORM.field_at(second), "全年扩改农村道路21公里。", second.row)
    later = facts.after(turned.apply(draft.change), draft.change)
    assert asked_to_look_at(facts) - asked_to_look_at(later) == {first, second}


def test_a_page_confirmed_at_once_still_asks_for_its_texts_with_figures(turned):
    report = confirmed(turned, confirmed_together(turned, "overview"))
    left = asked_to_look_at(Facts(report, default_scheme()))
    assert {place.section for place in left} >= {"key_work", "overview_texts"}
    assert not set(waiting(report, "overview")) - left
