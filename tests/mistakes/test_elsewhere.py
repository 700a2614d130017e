"""The codes that no mistake file can show: too large, missing, or given by Python data."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.batch.mistakes import MATCHES
from tests.firms.mistakes import TRIGGERED as OF_TABLES
from tests.intake.fake import FakeTable
from tests.intake.mistakes import INTAKE
from tests.intake.run_mistakes import RUNS
from tests.letters.mistakes import LETTERS, TEMPLATES
from tests.letters.word_templates import TRIGGERED as OF_WORD
from tests.mistakes.cases import cases
from tests.mistakes.codes import ELSEWHERE, all_codes
from tests.sandbox.mistakes import TRIGGERED as OF_DRAFTS
from tests.spark.mistakes import TRIGGERED as OF_SPARK

from policymatch import (
    ChangeError,
    Enterprise,
    NotFoundError,
    PolicyLibrary,
    Problem,
    ProfileError,
    load_library,
)
from policymatch.compare import changed_firm
from policymatch.coverage import read_applications
from policymatch.enterprise import Confirmation, append, read_profile
from policymatch.firms import profiles_in, sound
from policymatch.intake.headers import Recogniser
from policymatch.intake.mapping import propose, read_mapping
from policymatch.library import files
from policymatch.matching.confirming import confirmation_of
from policymatch.package.read import read_package
from policymatch.problems import InputError, PackageError
from policymatch.roster import Roster
from policymatch.rosters import read_list, roster_in
from policymatch.vocabulary import base_vocabulary
from policymatch.vocabulary.load import extended
from policymatch.yamlio import read_file, read_text
from policymatch.yamlio.read import MAX_BYTES, MAX_NODES


def profile_problem(data: dict[str, object]) -> Problem:
    with pytest.raises(ProfileError) as caught:
        Enterprise.from_dict({"企业名称": "甲公司", **data})
    (problem,) = caught.value.problems
    return problem


def file_unreadable(folder: Path) -> Problem:
    (problem,) = read_file(folder / "missing.yaml").problems
    return problem


def file_too_large(folder: Path) -> Problem:
    (folder / "large.yaml").write_bytes(b"# " + b"x" * MAX_BYTES)
    (problem,) = load_library(folder)[1]
    return problem


def yaml_too_large(folder: Path) -> Problem:
    (folder / "many.yaml").write_text("[" + "1," * MAX_NODES + "1]", "utf-8")
    (problem,) = load_library(folder)[1]
    return problem


def folder_missing(folder: Path) -> Problem:
    (problem,) = load_library(folder / "missing")[1]
    return problem


def folder_empty(folder: Path) -> Problem:
    (folder / "notes.txt").write_text("no rules", "utf-8")
    (problem,) = load_library(folder)[1]
    return problem


def folder_too_large(folder: Path) -> Problem:
    for name in ("a", "b", "c"):
        (folder / f"{name}.yaml").write_text("", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "MAX_FILES", 2)
        (problem,) = load_library(folder)[1]
    return problem


def unknown_policy(folder: Path) -> Problem:
    with pytest.raises(NotFoundError) as caught:
        PolicyLibrary({}, base_vocabulary(), "").get("a/1")
    return caught.value.problem


def unknown_roster(folder: Path) -> Problem:
    with pytest.raises(NotFoundError) as caught:
        roster_in(PolicyLibrary({}, base_vocabulary(), ""), "a/1")
    return caught.value.problem


def roster_before(folder: Path) -> Problem:
    file = folder / "list.json"
    file.write_text("{}", "utf-8")
    with pytest.raises(InputError) as caught:
        read_list(file, Roster("a/1", "库", "市", "办法", (), ""))
    (problem,) = caught.value.problems
    return problem


def applications_columns(folder: Path) -> Problem:
    file = folder / "applied.csv"
    file.write_text("序号,金额\n1,2\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_applications(file)
    (problem,) = caught.value.problems
    return problem


def unsupported_data(folder: Path) -> Problem:
    return profile_problem({"员工人数": object()})


def inexact_float(folder: Path) -> Problem:
    return profile_problem({"研发人员占比": 0.1 + 0.2})


def list_too_long(folder: Path) -> Problem:
    return profile_problem({"专利": [{}] * 10_001})


def too_high(folder: Path) -> Problem:
    local = read_text("fields: {depth: {label: 井深, type: number, bounds: [null, 0]}}", "vocabulary.yaml")
    vocabulary = extended(base_vocabulary(), local)
    with pytest.raises(ProfileError) as caught:
        read_profile(read_text("{企业名称: 甲公司, 井深: 5}", "firm.yaml"), vocabulary)
    (problem,) = caught.value.problems
    return problem


def package_problem(folder: Path, policies: str, relations: str = "") -> Problem:
    """The one problem of a package; the policies and relations are written in short."""
    path = folder / "relations.yaml"
    path.write_text(f"policies: [{policies}]\nrelations: [{relations}]\n", "utf-8")
    with pytest.raises(PackageError) as caught:
        read_package(path)
    (problem,) = caught.value.problems
    return problem


def package_amount(folder: Path) -> Problem:
    return package_problem(folder, "{id: a, amount: -1}")


def package_duplicate_id(folder: Path) -> Problem:
    return package_problem(folder, "{id: a, amount: 1}, {id: a, amount: 2}")


def package_unknown_id(folder: Path) -> Problem:
    return package_problem(folder, "{id: a, amount: 1}", "{kind: cap, members: [b], amount: 1}")


def package_circle(folder: Path) -> Problem:
    orders = "{kind: top_up, order: [a, b]}, {kind: top_up, order: [b, a]}"
    return package_problem(folder, "{id: a, amount: 1}, {id: b, amount: 1}", orders)


def change_problem(change: str, *more: str) -> Problem:
    firm = Enterprise.from_dict({"企业名称": "甲公司", "名单": ["重点企业"]})
    with pytest.raises(ChangeError) as caught:
        changed_firm(firm, [*more, change], base_vocabulary(), date(2026, 3, 16))
    (problem,) = caught.value.problems
    assert problem.place.file == change
    return problem


def no_profiles(folder: Path) -> Problem:
    problems: list[Problem] = []
    assert list(sound(profiles_in([folder], base_vocabulary()), problems)) == []
    (problem,) = problems
    return problem


def mapping_problem(columns: str, rows: int = 1) -> Problem:
    sheet = f"sheets: [{{file: a.csv, layout: wide, header: {rows}, columns: [{columns}]}}]"
    source = read_text(sheet, "mapping.yaml")
    for pinned in read_mapping(source, base_vocabulary()):
        table = FakeTable([["企业名称", "营业收入"], ["甲公司", "5万元"]], file="a.csv")
        propose(table, Recogniser(base_vocabulary()), pinned, 2024, source)
    (problem,) = source.problems
    return problem


JUDGED = """
document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}
policies:
  - {id: a, title: 补助, category: x, eligible: 规上企业, benefit: {kind: subsidy}}
  - {id: b, title: 补助, category: x, eligible: {all: [{check: 先进}]}, benefit: {kind: subsidy}}
  - {id: c, title: 补助, category: x, for: 项目, eligible: {all: [{check: 先进}]}, benefit: {kind: subsidy}}
"""


def confirm_problem(folder: Path, policy: str, check: str, record: str | None = None) -> Problem:
    (folder / "rules.yaml").write_text(JUDGED, "utf-8")
    firm = Enterprise.from_dict({"企业名称": "甲公司", "项目": [{"名称": "一期"}, {"名称": "一期"}]})
    library = PolicyLibrary.load(folder)
    with pytest.raises(NotFoundError) as caught:
        confirmation_of(firm, library, policy, check, True, "张三", date(2026, 3, 16), record=record)
    return caught.value.problem


def confirmation_unwritable(_: Path) -> Problem:
    made = Confirmation("a", "b", True, "张三", date(2026, 3, 16))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "_in_yaml", lambda text, _: text)
        with pytest.raises(ProfileError) as caught:
            append.with_confirmation(b"name: A\n", "firm.yaml", made)
    (problem,) = caught.value.problems
    return problem


TRIGGERED: dict[str, Callable[[Path], Problem]] = {
    **OF_DRAFTS,
    **OF_SPARK,
    "file-unreadable": file_unreadable,
    "file-too-large": file_too_large,
    "yaml-too-large": yaml_too_large,
    "folder-missing": folder_missing,
    "folder-empty": folder_empty,
    "folder-too-large": folder_too_large,
    "unknown-policy": unknown_policy,
    "unknown-roster": unknown_roster,
    "roster-before": roster_before,
    "applications-columns": applications_columns,
    "unsupported-data": unsupported_data,
    "inexact-float": inexact_float,
    "list-too-long": list_too_long,
    "too-high": too_high,
    "package-amount": package_amount,
    "package-duplicate-id": package_duplicate_id,
    "package-unknown-id": package_unknown_id,
    "package-circle": package_circle,
    "change-form": lambda _: change_problem("研发费用 500万元"),
    "change-empty": lambda _: change_problem("研发费用="),
    "change-identity": lambda _: change_problem("基准日=2026-06-01"),
    "change-in-record": lambda _: change_problem("项目.设备投资=800万元"),
    "change-not-a-list": lambda _: change_problem("研发费用+=50万元"),
    "change-not-listed": lambda _: change_problem("名单-=培育企业"),
    "change-twice": lambda _: change_problem("研发费用=2万元", "研发费用=1万元"),
    "no-profiles": no_profiles,
    **OF_TABLES,
    "mapping-target": lambda _: mapping_problem("{header: 营业收入}"),
    "mapping-undecided": lambda _: mapping_problem("{header: 营业收入, field: 营业收入, ask: true}"),
    "mapping-header": lambda _: mapping_problem("{header: 营业收人, field: 营业收入}"),
    "mapping-rows": lambda _: mapping_problem("", rows=99),
    "no-checks": lambda folder: confirm_problem(folder, "a", "1"),
    "unknown-check": lambda folder: confirm_problem(folder, "b", "2"),
    "not-for-records": lambda folder: confirm_problem(folder, "b", "1", "一期"),
    "unknown-checked-record": lambda folder: confirm_problem(folder, "c", "1", "二期"),
    "ambiguous-record": lambda folder: confirm_problem(folder, "c", "1", "一期"),
    "confirmation-unwritable": confirmation_unwritable,
    **INTAKE,
    **RUNS,
    **TEMPLATES,
    **LETTERS,
    **OF_WORD,
    **MATCHES,
}


@pytest.mark.parametrize("code", TRIGGERED)
def test_triggered(code: str, tmp_path: Path) -> None:
    problem = TRIGGERED[code](tmp_path)
    assert problem.code == code
    assert f"[{code}]" in problem.line("zh")
    assert f"[{code}]" in problem.line("en")


def test_every_code_is_triggered_here_or_by_a_mistake_file() -> None:
    by_files = {one.code for case in cases() for one in case.expected}
    assert by_files.isdisjoint(ELSEWHERE), "an exception that a mistake file makes needless"
    assert by_files | set(ELSEWHERE) == set(all_codes())
    assert set(TRIGGERED) == set(ELSEWHERE)
