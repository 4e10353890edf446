"""A county's own form: slots, sections of its own, fixed words, a whole other province."""

from dataclasses import replace

import pytest

from pingkou_gui.document.compose import compose
from pingkou_gui.document.tree import plain_text
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme import SchemeError
from pingkou_gui.scheme.scheme_editing import differences, draft_of, scheme_text, write_scheme
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme, read_scheme_file

TEXT = asset("schemes/hunan.toml").read_text(encoding="utf-8")
PART = '[[outline]]\nlevel = 1\nkey = "remarks"'
OWN = '[[outline]]\nlevel = 1\nkey = "own.assets"\ntitle = "{year}年国有资产占用情况"\n'


@pytest.fixture(scope="module")
def guangdong():
    return read_scheme_file(asset("schemes/guangdong.toml"))


def faults(text):
    with pytest.raises(SchemeError) as caught:
        read_scheme(text)
    return [(problem.line, problem.what, problem.remedy) for problem in caught.value.problems]


def line_of(text, words):
    return next(n for n, line in enumerate(text.split("\n"), 1) if words in line)


def test_every_title_has_its_slots_filled_in(facts_of):
    text = TEXT.replace(
        'attachment2 = "{year}年度部门整体',
        'attachment2 = "{county}{unit}{year}年度（{last_year}年比较）部门整体',
    )
    f = facts_of(unit__name="平口镇", unit__year="2023", unit__county="安化县")
    document = compose(Facts(f.report, read_scheme(text)), draft=False)
    assert document.attachments[1].title == (
        "安化县平口镇2023年度（2022年比较）部门整体支出绩效自评表"
    )
    blank = compose(Facts(facts_of().report, read_scheme(text)), draft=True)
    assert "【待填：所在县（市、区）】" in blank.attachments[1].title


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            'attachment1 = "{year}年度部门',
            'attachment1 = "{years}部门',
            "标题里的 {years} 程序不认识",
        ),
        (
            'attachment2 = "{year}年度部门',
            'attachment2 = "{project}部门',
            "标题里的 {project} 程序不认识",
        ),
        ('title = "部门概况"', 'title = "{unti}概况"', "标题里的 {unti} 程序不认识"),
        ('title = "部门概况"', 'title = "{year概况"', "标题里的花括号不成对"),
    ],
)
def test_a_slot_that_would_be_printed_raw_is_refused_with_its_line(old, new, what):
    text = TEXT.replace(old, new, 1)
    assert [(line, said) for line, said, _ in faults(text)] == [(line_of(text, new), what)]


def test_a_section_of_the_countys_own_stands_where_the_scheme_puts_it(facts_of):
    scheme = read_scheme(TEXT.replace(PART, f"{OWN}\n{PART}"))
    f = facts_of(
        unit__year="2023", own_text=[{"part": "{year}年国有资产占用情况", "text": "无变化"}]
    )
    lines = plain_text(compose(Facts(f.report, scheme), draft=False)).split("\n")
    at = lines.index("十、2023年国有资产占用情况")
    assert lines[at + 1 : at + 3] == ["无变化。", "十一、其他需要说明的情况"]


@pytest.mark.parametrize(
    ("part", "what"),
    [
        (f"{OWN}\n{OWN.replace('assets', 'more')}", "自设的两节都叫"),
        (OWN.replace("own.assets", "own.Assets"), "程序不认识提纲项 own.Assets"),
        (f'{OWN}text = "{{who}}负责"\n', "文字里的 {who} 程序不认识"),
    ],
)
def test_a_section_of_the_countys_own_is_read_strictly(part, what):
    assert faults(TEXT.replace(PART, f"{part}\n{PART}"))[0][1].startswith(what)


def test_only_a_section_of_the_countys_own_may_bring_text_and_a_chapter_has_its_heading():
    text = TEXT.replace(PART, f'{PART}\ntext = "甲"')
    assert faults(text)[0][1] == "这一节的文字由程序写"
    text = TEXT.replace(PART, f"{PART}\nheading = false")
    assert faults(text)[0][1] == "这一章要有标题"


def test_several_sections_of_the_program_may_stand_below_one_heading(facts_of):
    joined = TEXT.replace(
        'key = "overview.staff"\ntitle = "人员编制"',
        'key = "overview.staff"\ntitle = "人员编制"\nheading = false',
    )
    assert joined != TEXT
    f = facts_of(unit__year="2023", staff__headcount="91", organisation=[{"name": "财政所"}])
    lines = plain_text(compose(Facts(f.report, read_scheme(joined)), draft=False)).split("\n")
    at = lines.index(next(line for line in lines if "年末实有在职人员91人" in line))
    assert lines[at].startswith("【待填：正文自称】核定编制")
    assert lines[at + 1].startswith("2.主要职能")


def test_the_forms_own_words_stand_in_the_remarks_of_the_first_attachment(facts_of):
    scheme = replace(default_scheme(), note="“项目支出”填报{year}年基本支出以外的支出。")
    f = facts_of(unit__year="2023", spending_texts__note="另有追加。")
    text = plain_text(compose(Facts(f.report, scheme), draft=False))
    assert "说明\t“项目支出”填报2023年基本支出以外的支出。另有追加。" in text


def test_the_editor_keeps_what_only_the_file_can_say(guangdong):
    kept = read_scheme(scheme_text(draft_of(guangdong)))
    assert replace(kept, text="") == replace(guangdong, text="")
    assert replace(read_scheme(write_scheme(guangdong)), text="") == replace(guangdong, text="")
    apart = replace(guangdong, project_attachments=True, note="")
    assert set(differences(guangdong, apart)) == {
        "附件1说明里县里定的文字有变动",
        "项目自评表改为每个项目单独一个附件",
    }


def test_a_whole_other_province_needs_no_line_of_code(guangdong):
    report = from_json(asset("sample/pingkou-2023.json").read_text(encoding="utf-8")).report
    lines = plain_text(compose(Facts(report, guangdong), draft=False)).split("\n")
    assert lines[1:4] == [
        "评价年度：2023年",
        "评价单位（公章）：安化县平口镇人民政府",
        "填报日期：2024年3月15日",
    ]
    assert lines[5].endswith("2023年度部门整体支出绩效自评情况报告如下：")
    heads = [line for line in lines if line[1:2] == "、" and line[0] in "一二三四五六七八"]
    assert heads == [
        "一、部门基本情况",
        "二、2023年度预算执行情况",
        "三、绩效自评情况",
        "四、存在问题",
        "五、改进措施",
        "六、绩效自评结果应用和公开情况",
        "七、其他需要说明的情况",
    ]
    assert "（五）部门整体支出绩效目标" in lines
    assert "附件：1. 2023年度部门整体支出基础数据表" in lines
    assert not [line for line in lines if "{" in line]
