"""One firm and six policies whose letter a person can work out by hand."""

from functools import cache

from tests.support.policies import AS_OF, DOCUMENT, library_of

from policymatch import Enterprise, PolicyLibrary, Recommendation, recommend
from policymatch.letters import Letter, compose
from policymatch.messages import Lang

RULES = (
    DOCUMENT
    + """\
policies:
  - id: t/equipment
    title: 设备补助
    category: equipment
    cite: 第四条
    eligible: {all: [营业收入 >= 2000万元, 规上企业]}
    benefit:
      kind: subsidy
      amount: 10% * 研发费用
      instalments: [{share: 60%, when: 验收后}, {share: 40%, when: 第二年}]
    exclusive: [{group: 设备, keep: highest}]
    apply:
      window: {every_year: [03-01, 04-30]}
      channel: 企业服务平台
      materials: [营业执照, 审计报告]
      contact: 0557-1234567
  - id: t/upgrade
    title: 技改补助
    category: equipment
    cite: 第五条
    eligible: 营业收入 >= 2000万元
    benefit: {kind: subsidy, amount: 30万元}
    exclusive: [{group: 设备, keep: highest}]
    apply: {window: {every_year: [09-01, 10-31]}, materials: [审计报告]}
  - id: t/relief
    title: 税款减免
    category: tax
    cite: 第六条
    eligible: 营业收入 <= 5500万元
    benefit: {kind: tax, amount: 20万元}
  - id: t/open
    title: 人才奖励
    category: talent
    cite: 第七条
    eligible: 参保人数 >= 100人
    benefit: {kind: award, amount: 8万元}
    apply: {window: {every_year: [05-01, 05-31]}}
  - id: t/judged
    title: 重点产业链奖励
    category: award
    cite: 第八条
    eligible: {all: [规上企业, {check: 属于市重点产业链}]}
    benefit: {kind: award, amount: 15万元}
  - id: t/near
    title: 专利奖励
    category: award
    cite: 第九条
    eligible: 有效发明专利数 >= 10件
    benefit: {kind: award, amount: 5万元}
"""
)

# 10% × 500万元 = 50万元 beats 30万元; 20万元 of tax; patents: two short.
FIRM = {
    "企业名称": "宿州甲机械有限公司",
    "统一社会信用代码": "91341300MA2XKHTG50",
    "数据年度": 2025,
    "规上企业": "是",
    "营业收入": {"值": "5200万元", "来源": "税务", "日期": "2026-02-28"},
    "研发费用": "500万元",
    "有效发明专利数": "8件",
}


@cache
def library() -> PolicyLibrary:
    return library_of(RULES)


def recommended(**more: object) -> Recommendation:
    firm = Enterprise.from_dict({**FIRM, **more}, library().vocabulary)
    return recommend(firm, library(), AS_OF)


def letter_of(lang: Lang = "zh", **more: object) -> Letter:
    return compose(recommended(**more), lang)
