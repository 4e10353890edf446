"""Words that say which of two amounts is larger, and changes told beside the amounts they are of."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

TITLE = "临溪县柳林乡人民政府2023年度部门整体支出绩效自评报告\n一、部门概况\n"
TABLE = (
    "表1 “三公”经费支出表 单位：万元\n项目\t年初预算数\t决算数\t增减\n公务用车运行维护费\t7.00\t6.15\t-0.85\n公务接待费\t5.00\t3.40\t-1.60\n"
    "合计\t12.00\t9.55\t-2.45\n"
)


def told(text, *classes):
    found = proofread(SourceText.from_string(TITLE + text))
    return [(f.class_, f.expected) for f in found if f.class_ in classes]


@pytest.mark.parametrize(
    ("word", "found"),
    [("高于", [("DIRECTION", "决算数低于年初预算数")]), ("低于", [])],
)
def test_what_words_alone_compare_has_its_amounts_in_the_table(word, found):
    text = f"{TABLE}公务接待费决算数{word}年初预算数，主要原因是压减陪餐。全年接待42批次。"
    assert told(text, "DIRECTION") == found


@pytest.mark.parametrize(
    ("percent", "found"), [("14.76", [("PCT", "12.86%")]), ("12.86", []), ("12.9", [])]
)
def test_the_percent_of_a_change_from_the_year_in_brackets(percent, found):
    text = f"公务接待费18.56万元（上年21.30万元），下降{percent}%，预算26.00万元。"
    assert told(text, "PCT") == found


def test_a_choice_that_begins_its_sentence_is_of_the_rate_before():
    text = "“三公”经费支出预算为13.00万元，支出决算为10.62万元，完成预算的81.69%。决算数大于/小于/等于{}的主要原因是厉行节约。"
    assert told(text.format("预算数"), "TEMPLATE_LEFTOVER") == [
        ("TEMPLATE_LEFTOVER", "决算数小于预算数")
    ]
    ((_, right),) = told(text.format("上年数"), "TEMPLATE_LEFTOVER")
    assert right == "留一个，删去另一个"


def test_nothing_last_year_has_no_percent_and_the_rise_is_no_fall():
    text = "公务用车购置费18.00万元，上年0万元，比上年增加18.00万元，增长100%，原因是旧车报废。"
    assert [class_ for class_, _ in told(text, "ZERO_BASE", "DIRECTION")] == ["ZERO_BASE"]


def test_an_amount_of_the_year_before_is_not_compared_without_a_word():
    text = "“三公”经费决算2.18万元，与2022年的2.45万元减少0.27万元，下降11.02%。"
    assert [class_ for class_, _ in told(text, "WORDING")] == ["WORDING"]
    assert told(text.replace("与2022", "比2022"), "WORDING") == []


def test_what_follows_a_part_that_is_the_whole_is_another_matter():
    text = (
        "本乡收入1672.48万元，其中一般公共预算拨款收入1672.48万元，较上年1598.30万元增加74.18万元，增长4.64%；"
        "全年支出1672.48万元，其中一般公共预算拨款支出1672.48万元，较上年增加74.18万元。"
    )
    assert told(text, "SUM") == []


def test_the_caption_of_a_table_is_asked_about_its_year():
    text = "表1  2022年项目支出表（万元）\n项目\t年初预算\t决算\n村道养护\t86.00\t82.00\n垃圾清运\t40.00\t40.00\n合计\t126.00\t122.00"
    assert told(text, "STALE_YEAR") == [("STALE_YEAR", "2023年")]
    assert told(text.replace("2022", "2023"), "STALE_YEAR") == []


CHANGES = (
    "表一　支出预算表（单位：万元）\n项目\t{heads}\t增减\n办公用房维修\t{a}\t10.00\n"
    "村道养护\t{b}\t{change}\n垃圾清运\t{c}\t0.50\n"
)


@pytest.mark.parametrize(
    ("change", "found"), [("4.00", 0), ("2.00", 1), ("-4.00", 1)], ids=["right", "wrong", "turned"]
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_column_of_changes_is_the_later_year_less_the_earlier(turned, change, found):
    heads, *rows = (
        pair[::-1] if turned else pair
        for pair in (
            ("2022年预算", "2023年预算"), ("318.60", "328.60"), ("41.20", "45.20"), ("15.00", "15.50"),
        )
    )  # fmt: skip
    a, b, c = ("\t".join(row) for row in rows)
    text = CHANGES.format(heads="\t".join(heads), a=a, b=b, c=c, change=change)
    assert len(told(text, "SUM")) == found


def test_parts_named_by_of_which_that_are_all_of_it_in_one_year_are_not_more_in_the_next():
    text = (
        "表一　支出预算表（单位：万元）\n项目\t2022年预算\t2023年预算\t增减\n基本支出\t328.60\t347.20\t18.60\n"
        "其中：工资福利支出\t272.40\t288.50\t16.10\n　　　商品和服务支出\t41.20\t45.20\t2.00\n"
        "　　　对个人和家庭的补助\t15.00\t15.50\t0.50\n项目支出\t1474.00\t1528.00\t54.00\n合计\t1802.60\t1875.20\t72.60"
    )
    assert told(text, "SUM") == [("SUM", "43.20")]
