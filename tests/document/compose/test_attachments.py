"""The attachments together: numbers, titles, signatures, and what a draft marks."""

from dataclasses import replace

from attachment_text import shown, spans_of
from hypothesis import given
from hypothesis import strategies as st
from township import INDICATORS, PROJECTS, SINGLES, Draft, facts, many, township

from pingkou_gui.document.attachments import attachments
from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.document.tree import Document, attachment_list, attachment_mark
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.progress import progress
from pingkou_gui.scheme.scheme_reader import default_scheme

KEYS = sorted(key.replace(".", "__") for key in SINGLES)


def texts(f):
    return "".join(shown(attachment.blocks) for attachment in attachments(f))


def named(name):
    project = ((name, *PROJECTS[0][1:]),)
    return attachments(facts(projects=project, evaluated=0))[-1].title


def test_every_project_has_a_sheet_of_one_attachment():
    found = attachments(facts(projects=many(40)))
    assert [a.number for a in found] == [1, 2, *[3] * 40]
    assert [a.sheet for a in found] == [0, 0, *range(1, 41)]
    assert found[41].title == "2023年度第40号村道修缮项目支出绩效自评表"
    document = Document("题", (), None, found)
    assert attachment_list(document)[2:] == ["3. 2023年度项目支出绩效自评表"]
    assert attachment_mark(document, found[41]) == "附件3-40"


def test_where_the_scheme_wants_it_every_project_has_an_attachment_of_its_own():
    plain = facts(projects=many(40))
    f = Facts(plain.report, replace(plain.scheme, project_attachments=True))
    found = attachments(f)
    assert [attachment.number for attachment in found] == list(range(1, 43))
    assert len(attachment_list(Document("题", (), None, found))) == 42


def test_a_single_project_has_a_sheet_without_a_second_number():
    found = attachments(facts(projects=PROJECTS[:1], evaluated=0))
    document = Document("题", (), None, found)
    assert attachment_mark(document, found[2]) == "附件3"
    assert attachment_list(document)[2] == "3. 2023年度村道养护项目支出绩效自评表"


def test_without_projects_there_are_two():
    titles = [attachment.title for attachment in attachments(facts(projects=(), evaluated=0))]
    assert titles == ["2023年度部门整体支出绩效评价基础数据表", "2023年度部门整体支出绩效自评表"]


def test_only_the_sheet_of_the_whole_unit_lies_across():
    assert [a.landscape for a in attachments(facts())] == [False, True, False, False, False, False]


def test_the_title_does_not_say_project_twice_and_shows_that_a_name_is_missing():
    assert named("饮水安全项目") == "2023年度饮水安全项目支出绩效自评表"
    assert named("库区补助项目支出") == "2023年度库区补助项目支出绩效自评表"
    assert named("") == "2023年度【待填：项目名称】项目支出绩效自评表"


def test_each_is_signed_and_what_is_blank_is_signed_by_hand():
    line = "填表人：文竹\t联系电话：0000-0000000\t填报日期：2024年3月15日\t单位负责人：\n"
    assert [shown(a.blocks).endswith(line) for a in attachments(facts())] == [True] * 6


def test_a_complete_report_has_no_gap_in_its_attachments():
    assert "【待填" not in texts(facts())


@given(st.sets(st.sampled_from(KEYS), min_size=1, max_size=8), st.booleans())
def test_a_gap_is_marked_only_where_the_report_counts_one(absent, scored):
    blanks = dict.fromkeys(absent, "")
    f = facts(**blanks, indicators=INDICATORS if scored else ())
    marked = "【待填" in texts(f)
    assert not marked or any(page.gaps or page.unread for page in progress(f))


def test_every_typed_or_computed_word_says_where_it_comes_from():
    spans = [span for a in attachments(facts()) for span in spans_of(a.blocks)]
    assert [s for s in spans if s.kind is not SpanKind.PLAIN and not s.refs] == []


def test_an_edit_of_one_project_writes_only_its_sheet_anew():
    report = township(projects=many(5))
    before = Facts(report, default_scheme())
    draft = Draft(report)
    draft.type_in(Project.goal, "另一个目标。", report.rows("project")[2])
    first = attachments(before)
    second = attachments(before.after(report.apply(draft.change), draft.change))
    same = [old.blocks is new.blocks for old, new in zip(first, second, strict=True)]
    assert same == [True, True, True, True, False, True, True]
