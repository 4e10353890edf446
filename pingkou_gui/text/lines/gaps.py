"""Words that may stand between a name and its figure without changing what the name means."""

from __future__ import annotations

import re

from pingkou_gui.text.lines.vocabulary import any_of

_BETWEEN = [
    "收入支出",
    "支出情况",
    "支出总额",
    "支出总计",
    "支出合计",
    "财政拨款",
    "当年财政",
    "本年度",
    "全年度",
    "年度",
    "本单位",
    "我单位",
    "本部门",
    "我部门",
    "本级",
    "机关",
    "单位",
    "部门",
    "全镇",
    "全乡",
    "全局",
    "全院",
    "全校",
    "支出",
    "决算",
    "预算",
    "费用",
    "经费",
    "情况",
    "完成",
    "执行",
    "实际",
    "实现",
    "共计",
    "合计",
    "总计",
    "总额",
    "金额",
    "数额",
    "发生",
    "累计",
    "使用",
    "安排",
    "列支",
    "开支",
    "投入",
    "投资",
    "资金",
    "全年",
    "本年",
    "当年",
    "今年",
    "年末",
    "年底",
    "年初",
    "达到",
    "数",
    "总",
    "共",
    "计",
    "为",
    "是",
    "达",
    "了",
    "约",
    "近",
    "的",
    "在",
    "中",
    "：",
    "，",
    ":",
    "约为",
    "大约",
    "有",
    "人数",
    "人员",
    "一般公共",
    "总支出",
    "总收入",
    "额",
    "分别",
    "核定",
    "预计",
    "经",
    "审核",
    "认定",
    "均",
    "仍",
    "又",
    "则",
    "系",
    "名",
    "决算数",
    "预算数",
    "拨款",
    "本年度内",
    "下达",
    "批复",
    "批准",
    "编列",
    "编制",
    "报销",
    "支付",
    "花了",
    "花去",
    "花掉",
    "花费",
    "用去",
    "用了",
    "用掉",
    "方面",
    "这一块",
    "这块",
    "这一项",
    "一项",
    "类",
    "上",
    "总数",
    "教职工",
    "干部职工",
    "职工",
    "专任教师",
    "教师",
    "共有",
    "仅",
    "只",
    "现有",
    "实有",
    "在编",
    "在岗",
    "在职",
    "月",
    "日",
    "末",
    "（境）",
    "〕",
    "（人）",
]
"""Filler words between a name and its figure."""
_BETWEEN_PATTERNS = (
    "20\\d\\d年度?",
    "我(?:中心|[镇乡局院校县办委中馆所站会])",
    "本(?:中心|[镇乡局院校办委馆所站会])",
    "（含[^（）]{0,12}）",
    "（不含[^（）]{0,12}）",
    "（[万亿]?元）",
)
_BEFORE = [
    "〔",
    "党政机关",
    "财政预算拨款",
    "预算拨款",
    "现",
    "现单位",
    "内有",
    "拥有",
    "参公单位",
    "参公",
    "行政单位",
    "事业单位",
    "其他事业单位",
    "其他单位",
    "加上",
    "分别",
    "连同",
    "及所属",
    "所属",
    "直属",
    "安排的",
    "用",
    "中的",
    "一般公共预算",
    "国有资本经营预算",
    "社会保险基金预算",
    "其中",
    "分",
    "拿",
    "对照",
    "对比",
    "包括",
    "包含",
    "含",
    "主要",
    "另外",
    "另",
    "和",
    "及",
    "与",
    "且",
    "同时",
    "无",
    "没有",
    "未发生",
    "未安排",
    "不涉及",
    "县级",
    "用于",
    "用在",
    "由",
    "同口径",
    "去年",
    "全部",
    "都",
    "其",
    "该",
    "两项",
    "三项",
    "基本支出里",
    "总体",
    "整体",
    "经比较",
    "据统计",
    "经汇总",
    "经统计",
    "各级",
    "街道",
    "镇政府",
    "乡政府",
    "学校",
    "医院",
    "执行中",
    "项目",
    "工作",
    "综合",
    "区级",
    "镇级",
    "乡级",
    "市级",
    "省级",
]
"""Words that may stand before a name as well."""
_BEFORE_PATTERNS = (
    "[一-鿿]{1,14}(?:[县市区州旗镇乡局院校馆所委会]|街道|中心)(?=20\\d\\d年)",
    "政府性基金预算?",
    "用于(?:为)?(?:保障|完成)[^，。；\\d]{0,16}(?:正常运转|特定[^，。；\\d]{0,8}任务)[^，。；\\d]{0,18}的",
    "[一二三四五六七八九]是",
    "[镇乡局院校县站所区村]里",
    "[·•●○■□◆◇▲△▪▶★☆※]{1,4}",
    "[①-⑳]",
    "[—-]{1,4}",
    "按[^，。；、]{1,8}分",
    "从[^，。；、]{1,8}看",
    "（?[一二三四五六七八九十]{1,3}）",
    "[一二三四五六七八九十]{1,3}、",
    "（?\\d{1,2}）",
    "\\d{1,2}[、.]",
    "截[至止](?:20\\d\\d年)?(?:\\d{1,2}月)?(?:\\d{1,2}日|底|末)?",
    "较?上年(?:度|末|底)?",
    "[县市区乡镇]本级",
    "全[县市区省州镇乡局院校办馆所站委会园]",
    "我[省市县区]",
    "控制在?",
)


def lead_pattern() -> str:
    """Return a pattern of one word that may stand before a name or between it and its figure."""
    return "|".join((*_BETWEEN_PATTERNS, *_BEFORE_PATTERNS, any_of((*_BETWEEN, *_BEFORE))))


_FILLER = re.compile("|".join((*_BETWEEN_PATTERNS, any_of(_BETWEEN))))
_LEAD = re.compile(lead_pattern())


_MARKS = "，。；：、（）！？\n"
_REASON = re.compile("原因|由于|因为|主要系|是因|导致|所致|缘于|由此|因此|主要是")
_MAX_GAP = 48
_FAR = 80
_CODE = re.compile("\\d{2,3}[类款项目]")
_BRACKET = 14
"""The longest bracket within a name."""
_NUMBERED = re.compile(
    "^(?:[—\\-–·•●○■□◆◇▲△▪▶★☆※]{1,4}|[①-⑳]|（?[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|（?\\d{1,2}）|\\d{1,2}[、.．](?!\\d)"
    "|[一二三四五六七八九]是|其中|以及|及|和|包括|用于|\\s|第[一二三四五六七八九十]项?)+"
)
_TRAILING = re.compile(
    "(?:[为共约计达：，]|支出为|共计|合计|安排|投入资金|投入|实际支出|决算数?|预算数?)+$"
)


def is_filler(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether `text[start:end]`, between a name and its figure, is nothing but filler words."""
    end = len(text) if end is None else end
    return end - start <= _MAX_GAP and _is_run(_FILLER, text, start, end)


def is_lead(words: str) -> bool:
    """Whether words before a name leave it the whole quantity, or name nothing by themselves: 2023年我镇…."""
    plain = words.lstrip(".、")
    return len(words) <= _MAX_GAP and _is_run(_LEAD, plain, 0, len(plain))


def _is_run(word: re.Pattern[str], text: str, at: int, end: int) -> bool:
    """Whether `text[at:end]` is a sequence of matches of `word`, without backtracking."""
    while at < end and (found := word.match(text, at, end)) and found.end() > at:
        at = found.end()
    return at == end


def gives_reason(text: str) -> bool:
    """Whether `text` has words of a reason."""
    return _REASON.search(text) is not None


def clause_start(text: str, at: int, since: int = 0) -> int:
    """Return the start of the clause around position `at`, not before `since`.

    A short bracket without a number, or with the code of an item, does not end the clause:
    农林水（类）, 农林水（213类）.
    """
    near = max(since, at - _FAR)
    place = at - 1
    while place >= near:
        mark = text[place]
        if mark == "）":
            opens = text.rfind("（", max(near, place - _BRACKET), place)
            inside = text[opens + 1 : place] if opens >= 0 else "，"
            code = _CODE.fullmatch(inside) is not None
            if code or not any(c.isdigit() or c in _MARKS for c in inside):
                place = opens - 1
                continue
        if mark in _MARKS:
            return place + 1
        place -= 1
    return near


def item_label(words: str) -> str:
    """Return the name of an item: the words before its amount without number and verb."""
    bare = _NUMBERED.sub("", words).lstrip(".、")
    shorter = _TRAILING.sub("", bare)
    return shorter if len(shorter) >= 2 else bare or words
