"""支出经济分类科目 (部门预算, Ministry of Finance 2018 and later): codes and names."""

from __future__ import annotations

import re
from functools import lru_cache

CLASSES = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "307": "债务利息及费用支出",
    "310": "资本性支出",
    "399": "其他支出",
}
"""The classes that basic spending is kept by in the report."""

_ITEMS = """
30101基本工资 30102津贴补贴 30103奖金 30106伙食补助费 30107绩效工资
30108机关事业单位基本养老保险缴费 30109职业年金缴费 30110职工基本医疗保险缴费
30111公务员医疗补助缴费 30112其他社会保障缴费 30113住房公积金 30114医疗费 30199其他工资福利支出
30201办公费 30202印刷费 30203咨询费 30204手续费 30205水费 30206电费 30207邮电费 30208取暖费
30209物业管理费 30211差旅费 30212因公出国（境）费用 30213维修（护）费 30214租赁费 30215会议费
30216培训费 30217公务接待费 30218专用材料费 30224被装购置费 30225专用燃料费 30226劳务费
30227委托业务费 30228工会经费 30229福利费 30231公务用车运行维护费 30239其他交通费用
30240税金及附加费用 30299其他商品和服务支出
30301离休费 30302退休费 30303退职（役）费 30304抚恤金 30305生活补助 30306救济费 30307医疗费补助
30308助学金 30309奖励金 30310个人农业生产补贴 30311代缴社会保险费 30399其他对个人和家庭的补助
30701国内债务付息 30702国外债务付息 30703国内债务发行费用 30704国外债务发行费用
31001房屋建筑物购建 31002办公设备购置 31003专用设备购置 31005基础设施建设 31006大型修缮
31007信息网络及软件购置更新 31008物资储备 31009土地补偿 31010安置补助 31011地上附着物和青苗补偿
31012拆迁补偿 31013公务用车购置 31019其他交通工具购置 31021文物和陈列品购置 31022无形资产购置
31099其他资本性支出
39906赠与 39907国家赔偿费用支出 39908对民间非营利组织和群众性自治组织补贴 39999其他支出
"""

NAMES = CLASSES | {word[:5]: word[5:] for word in _ITEMS.split()}
"""Every code with its name."""

_LEFT_OUT = re.compile(r"[（(][^）)]*[）)]|其中[:：]|[\s、，,.0-9]|支出|费用|费$")


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """Return a name without what is written now one way, now another."""
    return _LEFT_OUT.sub("", name)


@lru_cache(maxsize=1024)
def same_name(code: str, name: str) -> bool:
    """Return whether a name may stand beside a code; a name or code of its own may."""
    known, plain = NAMES.get(code), plain_name(name)
    if known is None or not plain:
        return True
    others = {plain_name(n) for c, n in NAMES.items() if c != code and len(c) == len(code)}
    return plain == plain_name(known) or plain not in others
