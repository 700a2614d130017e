"""Headers that name no fact: whose row it is, what is never kept, and the parts of a long table."""

from __future__ import annotations

from collections.abc import Mapping

from policymatch.intake.headers.column import Ignored, Role


def _table(groups: Mapping[Role, str]) -> dict[str, Role]:
    return {word: role for role, words in groups.items() for word in words.split()}


# Whose row it is. The taxpayer's number of a firm is its credit code since 2015 (国发〔2015〕33号 and the
# rules on 三证合一); an organisation code of nine characters is told apart when its cells are read.
KEYS = _table(
    {
        Role.CODE: (
            "统一社会信用代码 社会信用代码 统一信用代码 统一代码 信用代码 统一社会信用码 统一社会信用代码证号 "
            "统一社会信用代码/注册号 统一社会信用代码或注册号 组织机构代码 组织机构代码证号 机构代码 企业代码 单位代码 "
            "纳税人识别号 纳税识别号 税号 纳税人识别码 社会信用代码/纳税人识别号 营业执照号 营业执照号码 工商注册号 "
            "企业信用代码 企业统一社会信用代码 单位统一社会信用代码 信用代码证号 uscc creditcode credit_code "
            "unifiedsocialcreditcode"
        ),
        Role.NAME: (
            "企业名称 单位名称 公司名称 名称 企业 公司 企业全称 单位全称 公司全称 企业名 公司名 单位名 纳税人名称 "
            "申报单位 申报企业 申请单位 申请企业 申报主体 申请人名称 市场主体名称 主体名称 经营主体名称 法人单位名称 "
            "法人单位 法人名称 机构名称 用人单位 用人单位名称 参保单位 参保单位名称 缴费单位 缴费单位名称 承担单位 "
            "项目单位 项目单位名称 建设单位 实施单位 业主单位 企业名称全称 企业(单位)名称 借款企业 借款企业名称 "
            "借款单位 贷款企业 贷款企业名称 客户名称 专利权人 权利人 权利人名称 被处罚单位 所属企业 所在企业 所属单位 "
            "工作单位 所在单位 受益企业 获奖企业 获补企业 牵头单位 承租企业 承租方 投保企业 投保人 "
            "name firm company companyname enterprise enterprisename firmname"
        ),
    }
)

# A name that ends so says whose row it is, unless it is another firm's: 对方单位统一社会信用代码.
KEY_ENDS = {"信用代码": Role.CODE, "企业名称": Role.NAME, "单位名称": Role.NAME, "公司名称": Role.NAME}

# The parts of a long table (one row for each firm and indicator), and the year of a row.
PARTS = _table(
    {
        Role.YEAR: "年度 年份 数据年度 所属年度 统计年度 会计年度 报告年度 纳税年度 税款所属年度 所属期 报告期 统计年份 year",
        Role.INDICATOR: "指标 指标名称 数据项 数据项名称 字段 字段名称 科目 科目名称 统计指标 经济指标 项目名 指标项 indicator item",
        Role.VALUE: "数值 值 指标值 数据 数据值 本年数 本期数 本期金额 期末数 本年累计 填报值 填报内容 内容 value",
        Role.UNIT: "计量单位 指标单位 数值单位 unit",
    }
)
# 单位 alone is the unit of a figure or the name of a firm: what stands below it tells.
EITHER_UNIT_OR_FIRM = "单位"

# What is not kept, and why.
IGNORED: dict[str, Ignored] = {
    **dict.fromkeys(
        "序号 编号 号 行号 行次 no no. id 主键 记录号 流水号 排序 顺序号 序列".split(), Ignored.NUMBER
    ),
    **dict.fromkeys(
        "备注 备注信息 备注说明 说明 其他 其它 填报说明 审核意见 审核结果 初审意见 审查意见 县区意见 填报时间 填报日期 填表日期 填报单位 "
        "报送单位 报送时间 更新时间 更新日期 数据来源 来源 导入时间 创建时间 修改时间 录入时间 是否更新 状态 "
        "推荐单位 推荐部门 remark remarks note notes updated_at created_at".split(),
        Ignored.REMARK,
    ),
    # A person who stands for the firm is no fact that a rule needs.
    **dict.fromkeys(
        "联系人 联系人姓名 联系电话 电话 手机 手机号 手机号码 联系方式 联系人电话 联系手机 固定电话 办公电话 座机 传真 邮箱 "
        "电子邮箱 电子邮件 e-mail email 法定代表人 法人 法人代表 法人代表人 法定代表人姓名 法人姓名 负责人 企业负责人 企业联系人 "
        "单位负责人 经办人 经办人电话 填报人 填表人 制表人 审核人 统计负责人 财务负责人 法人电话 法人联系方式 法定代表人电话 "
        "负责人电话 负责人联系方式 "
        "身份证号 身份证号码 身份证 证件号码 证件号 公民身份号码 银行账号 银行账户 开户行 开户银行 账号 姓名 员工姓名 "
        "人员姓名 人才姓名 职工姓名 性别 民族 籍贯 家庭住址 户籍地址 微信 微信号 qq 社保卡号 社保编号 个人编号 股东 "
        "股东名称 实际控制人 控股股东 董事长 总经理 phone tel contact".split(),
        Ignored.PERSON,
    ),
    # Where exactly it is no rule asks: the region has a field of its own.
    **dict.fromkeys(
        "地址 注册地址 企业地址 单位地址 公司地址 住所 通讯地址 联系地址 经营地址 详细地址 生产经营地址 办公地址 邮编 邮政编码 "
        "网址 企业网址 官网 公司网站".split(),
        Ignored.ADDRESS,
    ),
}

# What people add to the name of a fact, or leave out, without changing what is meant.
PREFIXES = ("企业", "公司", "单位", "本企业", "本单位", "全年", "年度", "年末", "年底", "期末", "截至目前", "目前", "现有", "实缴")
SUFFIXES = ("金额", "情况", "数额", "总数", "数量", "名称", "合计", "总计", "人数", "额", "数", "量")

# Words that change what is meant: two names with different ones are never taken for the same.
TELLING = (
    "增速 增长 增幅 增量 增加 同比 环比 占比 占 比重 比例 率 强度 排名 排序 名次 人均 户均 亩均 均 新增 累计 净 毛 主营 其中 是否 "
    "日期 时间 年份 编号 代码 类型 类别 等级 级别 评分 得分 期限 次数 家数 户数 人数 余额 利息 补贴 补助 奖励 减免 应缴 应纳 "
    "实缴 欠 退 免 进项 销项 出口 进口 进出口 境外 境内 省外 国外 外资 上级 省级 市级 县级 区级 国家 研发 科技 管理 销售 财务 "
    "发明 实用新型 外观 有效 授权 申请 首次 成本 费用 税 资产 负债 利润 投资 贷款 平均 期末 固定 流动 无形 母公司 集团 子公司 "
    "控股 月 季 去年 建议 拟 备案 开工 完工 竣工 验收 投产 项目 设备 软件 离职 到岗 毕业 购房 落户 残疾 失业 工伤 医疗 养老 "
    "生育 公积金 工业 农业 服务 建筑 批发 零售 商品 高新 技术 女 男 大专 本科 硕士 博士"
).split()
