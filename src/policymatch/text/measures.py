"""The units that stand behind figures in running text, and what they measure.

The vocabulary's units are those of rules and profiles; these are the ones of speech (块, 号人, 平, 亩). What
is the same amount gets the same value and kind: 一年 and 12个月, 15亩 and 1公顷.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a figure measures; its value is in the unit named here."""

    MONEY = "money"
    """Yuan."""
    FOREIGN = "foreign"
    """Units of another currency; the text says which."""
    SHARE = "share"
    """A part of one: 3% is 3/100."""
    POINTS = "points"
    """Percentage points, as parts of one."""
    PEOPLE = "people"
    MONTHS = "months"
    DAYS = "days"
    AREA = "area"
    """Square metres."""
    ENERGY = "energy"
    """Kilowatt hours."""
    POWER = "power"
    """Kilowatts."""
    MASS = "mass"
    """Tonnes."""
    COUNT = "count"
    """Things: machines, firms, patents."""
    PLAIN = "plain"
    """A number without a unit."""


_NAMES: dict[tuple[Kind, Fraction], str] = {
    (Kind.MONEY, Fraction(1)): "元 块 块钱 圆 元钱 元人民币 人民币 块人民币 RMB",
    (Kind.MONEY, Fraction(1, 10)): "角 毛钱",
    (Kind.FOREIGN, Fraction(1)): "美元 美金 港元 港币 欧元 日元 英镑",
    (Kind.SHARE, Fraction(1, 10)): "成",
    (Kind.SHARE, Fraction(1, 100)): "% ％",
    (Kind.SHARE, Fraction(1, 1000)): "‰",
    (Kind.POINTS, Fraction(1, 100)): "个百分点 百分点 个点",
    (Kind.POINTS, Fraction(1, 10_000)): "个基点 基点 BP bp",
    (Kind.PEOPLE, Fraction(1)): (
        "人 名 位 口人 号人 口子 个人 号员工 名员工 个员工 位员工 员工 "
        "个工人 名工人 号工人 个职工 名职工 人次 人员"
    ),
    (Kind.MONTHS, Fraction(12)): "年 周年 个年头 个年度",
    (Kind.MONTHS, Fraction(3)): "个季度",
    (Kind.MONTHS, Fraction(1)): "个月",
    (Kind.DAYS, Fraction(1)): "天 个工作日 工作日 个自然日 日内",
    (Kind.DAYS, Fraction(7)): "周 个星期 星期 个礼拜",
    (Kind.AREA, Fraction(1)): "平方米 平米 平方 平 ㎡ m² m2 个平方",
    (Kind.AREA, Fraction(2000, 3)): "亩 亩地",
    (Kind.AREA, Fraction(10_000)): "公顷",
    (Kind.ENERGY, Fraction(1)): "度 度电 千瓦时 kWh kwh",
    (Kind.POWER, Fraction(1)): "千瓦 kW kw",
    (Kind.POWER, Fraction(1000)): "兆瓦 MW",
    (Kind.MASS, Fraction(1)): "吨 吨标准煤 吨标煤",
    (Kind.COUNT, Fraction(1)): (
        "个 台 套 台套 件 项 家 户 次 批 只 笔 辆 条 间 层 栋 幢 张 份 座 款 处 场 艘 株 头 篇 所"
    ),
}
MEASURES: dict[str, tuple[Kind, Fraction]] = {
    name: measure for measure, names in _NAMES.items() for name in names.split()
}
