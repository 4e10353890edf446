"""A made-up report and what is read of it: tests change one thing and see what comes of it."""

from pingkou_gui.errors import KnownError
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine

TITLE = "2023年度云岭县白茅镇人民政府部门整体支出绩效自评报告"
OVERVIEW = """一、部门概况
（一）基本情况
白茅镇人民政府内设机构3个，分别是党政办公室、财政所和社会事务办公室；事业单位2个：农业综合服务中心、退役军人服务站，均为正股级。核定编制数62人，年末实有人数58人，比上年减少3人。
主要职能
1、拟订并实施全镇发展计划。
2、管好公共设施和集体资产。
"""
BASIC = """二、一般公共预算支出情况
（一）基本支出情况
2023年基本支出640.00万元，其中工资福利支出410.00万元，商品和服务支出190.00万元，对个人和家庭的补助40.00万元。
“三公”经费支出21.00万元，其中公务接待费9.00万元，比上年减少1.00万元，下降10.00%，主要原因是接待批次减少；公务用车购置及运行维护费12.00万元，与上年持平；无因公出国（境）费支出。
会议费支出2.80万元，比上年减少2.85万元，下降50.44%，主要原因是会议减少。
"""
PROJECTS = """（二）项目支出情况
2023年项目支出260.00万元，其中：路灯改造150.00万元、山塘清淤110.00万元。
"""
FUNDS = """三、政府性基金预算支出情况
2023年政府性基金预算支出45.00万元，上年结转6.00万元，本年安排42.00万元，实际支出45.00万元，结转下年3.00万元，主要用于修渠。
四、国有资本经营预算支出情况
无。
五、社会保险基金预算支出情况
本年度无社会保险基金预算支出。
"""
SCORE = """六、部门整体支出绩效情况
2023年自评得分94.5分，等级为“优”。主要扣分原因是跟踪不及时。
"""
PROBLEMS = """七、存在的问题及原因分析
1、指标编得偏粗。有的项目没有数量指标，主要原因是经办人员不熟悉。
2、跟踪不及时。平时检查少。
八、下一步改进措施
1、逐条审核指标。年初集中审核。
2、每季度检查一次。
"""
END = """九、部门整体支出绩效自评结果拟应用和公开情况
自评结果作为下一年安排预算的依据。
十、其他需要说明的情况
无。
云岭县白茅镇人民政府
2024年3月18日
"""
BODY = OVERVIEW + BASIC + PROJECTS + FUNDS + SCORE + PROBLEMS + END
TEXT = f"{TITLE}\n{BODY}"
REPORT = SourceText.from_string(TEXT)


def values(source):
    """What a text proposes, by field: value and doubt; rows by their order and not their number."""
    rows, found = {}, {}
    for item in read_report(source, Report()).items:
        place = item.place
        kept = rows.setdefault(place.section, {})
        row = 0 if place.row == 0 else kept.setdefault(place.row, len(kept) + 1)
        found[f"{place.section}.{row}.{place.field}"] = (item.value, item.doubt)
    return found


WANTED = values(REPORT)


def changed(source):
    """What a text proposes otherwise than the plain report does."""
    found = values(source)
    keys = sorted({*found, *WANTED})
    return {k: found.get(k) for k in keys if found.get(k) != WANTED.get(k)}


def findings(source):
    """What the check of a text says, by class and severity; but for how it was read as a whole."""
    found = [(f.class_, str(f.severity), f.message) for f in examine(source)]
    return [f for f in found if f[2] not in source.remarks]


def notes(source):
    """The notes of an import, but for the one on the years and that on the score."""
    return [n for n in read_report(source, Report()).notes[1:] if "原报告自评得分" not in n]


def refusal(read, *arguments):
    """The sentence a reader refuses with."""
    try:
        read(*arguments)
    except KnownError as error:
        return str(error)
    return ""
