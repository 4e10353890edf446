"""Page 6, 问题: what went wrong, why, and what will be done about each."""

from __future__ import annotations

from pingkou_gui.form.field import Layout, Page, Section, line, text


class Problem(
    Section,
    key="problem",
    title="问题和改进措施",
    layout=Layout.DETAIL,
    noun="问题",
    hint="每个问题配一条措施，第七、八章由此写出",
):
    """A problem and the measure that answers it; chapters seven and eight are written of these."""

    name = line(
        "问题",
        names=("存在问题", "名称"),
        help="一句话，例如 预算绩效观念不深入",
        required=True,
        numbered=True,
        prints=("problems",),
    )
    detail = text("具体情况", 3, names=("具体表现", "情况说明"), prints=("problems",))
    cause = text("原因分析", 2, names=("原因", "产生原因"), required=True, prints=("problems",))
    measure = line(
        "改进措施",
        names=("措施", "整改措施", "下一步措施"),
        help="一句话",
        required=True,
        numbered=True,
        prints=("measures",),
    )
    measure_detail = text("措施内容", 3, prints=("measures",))


class OwnText(
    Section,
    key="own_text",
    title="县里另外要求写的内容",
    layout=Layout.TABLE,
    noun="内容",
    counter="节",
    hint="方案里没有自设的节时不用填",
):
    """The text of the sections that a county's scheme has added, by their titles."""

    part = line("哪一节", help="从常用语里选方案自设的节", required=True, phrases="own_parts")
    text = text("文字", 4, help="印在这一节的标题下面")


class Closing(Section, key="closing", title="结果应用和其他说明", layout=Layout.TEXTS):
    """Chapters nine and ten."""

    application = text(
        "自评结果拟应用情况", 2, required=True, prints=("application",), phrases="applications"
    )
    disclosure = text(
        "自评结果公开情况", 2, required=True, prints=("application",), phrases="disclosures"
    )
    remarks = text("其他需要说明的情况", 2, help="没有填 无", prints=("remarks",))


PROBLEMS = Page("problems", "问题", (Problem, OwnText, Closing))
