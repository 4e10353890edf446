"""Where a long title is broken: by sense, into as few and as even lines as may be."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.document.flow import BLANK
from pingkou_gui.document.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

# A unit or a year is said in one breath, and so is what the report is about.
_BEST = re.compile(
    "(?<=人民政府)|(?<=办事处)|(?<=委员会)|(?<=服务中心)|(?=部门整体支出)|(?<!部门)(?=整体支出)"
    "|(?=项目支出)"
)
_GOOD = re.compile(
    "(?<=年度)|(?<=[州盟旗县市区镇乡局站所队院校园])(?![州盟旗县市区镇乡])|(?=关于)|(?<=[、，的和])"
    "|(?=绩效)|(?=自评)|(?=评价)|(?=情况)|(?=报告)|(?=基础)"
)
_WORDS = (
    "委员会 办公室 办事处 资金 经费 补助 补贴 奖励 弥补 缺口 建设 整治 治理 "
    "改造 维修 维护 养护 修缮 管理 服务 保障 运行 运转 发展 产业 农村 农业 "
    "农田 水利 人居 环境 生态 公路 道路 安全 饮水 基础 设施 设备 购置 综合 "
    "平台 中心 社会 事务 事业 公益 村级 集体 经济 组织 债务 化解 移民 后期 "
    "扶持 库区 专项 项目 工程 信息 系统 文化 教育 医疗 卫生 健康 养老 救助 "
    "救灾 应急 消防 防汛 抗旱 退役 军人 便民 社区 街道 政府 人民 办公 党建 "
    "宣传 纪检 监察 巡察 财政 税收 协税 征管 收入 返还 支出 上级 中央 省级 "
    "市级 县级 乡镇 部门 联合 行政 执法 大队 自然 资源 林业 畜牧 国土 规划 "
    "住房 城乡 市场 监督 交通 运输 人力 民政 残疾 妇女 儿童 统计 审计 电子 "
    "政务 数据 会议 培训 接待 车辆 公务 招商 引资 园区 企业 扶贫 乡村 振兴 "
    "巩固 衔接 推进 示范 试点 提升 工作 整体 绩效 自评 评价 报告"
)
"""Words that names of units and projects are made of: a line ends beside them, never inside."""
_INSIDE = re.compile(r"[0-9A-Za-z.%％]")
_NEVER_FIRST = "）》”、，。；：？！…"
_NEVER_LAST = "（《“"
_LINE, _RAGGED = 10.0, 6.0
"""What a line more costs, and a line that is all but empty."""
_AT_BEST, _AT_GOOD, _BESIDE_WORD, _ANYWHERE, _IN_WORD, _FORBIDDEN = (
    0.0,
    2.0,
    4.0,
    24.0,
    60.0,
    1000.0,
)
"""What it costs to break a line there."""


def measure(text: str) -> float:
    """Return the width of the text in full-width characters."""
    return sum(0.5 if character.isascii() else 1 for character in text)


@lru_cache(maxsize=1024)
def broken(title: str, room: int) -> str:
    """Return the title with a newline at each break; `room` is the characters of a line.

    A title that brings its own newlines keeps them.
    """
    lines = [line.strip(BLANK) for line in legible(title).split("\n") if line.strip(BLANK)]
    return "\n".join(part for line in lines for part in _parts(line, room))


def _parts(line: str, room: int) -> list[str]:
    """Return the line in the parts that cost least together."""
    if measure(line) <= room:
        return [line]
    seams = _seams(line)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(line) + 1):
        best.append(min(_last_lines(line, room, end, best, seams)))
    cuts = [len(line)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return [line[a:b].strip(BLANK) for a, b in pairwise(reversed(cuts))]


def _last_lines(
    line: str, room: int, end: int, best: list[tuple[float, int]], seams: list[float]
) -> Iterator[tuple[float, int]]:
    """Yield what the line up to `end` costs, and where its last part begins."""
    width = 0.0
    for start in range(end - 1, -1, -1):
        width += measure(line[start])
        if width > room:
            return
        ragged = _RAGGED * (1 - width / room) ** 2
        yield best[start][0] + _LINE + ragged + seams[end], start


def _seams(line: str) -> list[float]:
    """Return what it costs to break before each character of a line."""
    costs = [_ANYWHERE] * (len(line) + 1)
    for word in re.finditer(_WORDS.replace(" ", "|"), line):
        costs[word.start()] = min(costs[word.start()], _BESIDE_WORD)
        costs[word.end()] = _BESIDE_WORD
        for inside in range(word.start() + 1, word.end()):
            costs[inside] = _IN_WORD
    for cost, sense in ((_AT_GOOD, _GOOD), (_AT_BEST, _BEST)):
        for found in sense.finditer(line):
            if costs[found.start()] != _IN_WORD:
                costs[found.start()] = cost
    for place in range(1, len(line)):
        costs[place] = costs[place] if _allowed(line, place) else _FORBIDDEN
    return [*costs[:-1], 0.0]


def _allowed(line: str, place: int) -> bool:
    before, after = line[place - 1], line[place]
    whole = bool(_INSIDE.match(before) and _INSIDE.match(after))
    return not whole and after not in _NEVER_FIRST and before not in _NEVER_LAST
