"""The headers of tables of applications, and the words in which they say what became of one."""

from __future__ import annotations

from enum import StrEnum

from policymatch.text import normalise


class Column(StrEnum):
    """What a column of the table holds."""

    CODE = "code"
    NAME = "name"
    POLICY = "policy"
    DATE = "date"
    STATE = "state"


class State(StrEnum):
    """What became of an application."""

    APPLIED = "applied"
    PAID = "paid"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


_HEADERS = {
    Column.CODE: "统一社会信用代码 社会信用代码 信用代码 统一信用代码 credit_code code uscc",
    Column.NAME: "企业名称 单位名称 申报单位 申报企业 申请企业 企业 name firm enterprise company",
    Column.POLICY: (
        "政策编号 政策 政策名称 政策事项 政策标题 申报事项 事项 事项名称 policy_id policy policy_title title"
    ),
    Column.DATE: "申报日期 申请日期 申报时间 申请时间 受理日期 日期 date applied_on application_date",
    Column.STATE: "状态 申报状态 办理状态 审核状态 结果 进度 status state result",
}
_STATES = {
    State.APPLIED: (
        "已申报 申报 已申请 申请 已提交 提交 已受理 受理 审核中 在审 办理中 待审核 待审 公示 公示中 已公示 "
        "审核通过 通过 已通过 批准 已批准 待拨付 待兑付 applied submitted accepted pending approved in_review"
    ),
    State.PAID: (
        "已兑现 兑现 已兑付 兑付 已拨付 拨付 已发放 发放 已支付 支付 已享受 已到账 paid granted disbursed"
    ),
    State.REJECTED: (
        "未通过 不通过 审核不通过 审核未通过 驳回 已驳回 退回 已退回 不予受理 rejected refused denied"
    ),
    State.WITHDRAWN: "撤回 已撤回 撤销 已撤销 放弃 已放弃 withdrawn cancelled",
}


def _table(words: dict[Column, str] | dict[State, str]) -> dict[str, Column | State]:
    return {normalise(word): key for key, listed in words.items() for word in listed.split()}


_BY_HEADER = _table(_HEADERS)
_BY_STATE = _table(_STATES)


def column_of(header: str) -> Column | None:
    """Return what a column with this header holds, or None."""
    found = _BY_HEADER.get(_plain(header))
    return found if isinstance(found, Column) else None


def state_of(text: str) -> State | None:
    """Return what became of an application, or None when the word is not known. No word: it was made."""
    if not text:
        return State.APPLIED
    found = _BY_STATE.get(_plain(text))
    return found if isinstance(found, State) else None


def _plain(text: str) -> str:
    return normalise(text.strip().rstrip("*＊:：")).replace(" ", "_")
