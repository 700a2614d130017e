"""Every value and key knows the line and column at which it stands."""

import json

from hypothesis import given
from hypothesis import strategies as st

from policymatch.yamlio import Path, Source, read_text

YAML = """\
document:
  title: 关于“支持”的措施
  number:   甲发〔2025〕3号
policies:
  - id: a/1
    eligible: {all: [规上企业, '行业 属于 制造业']}
    summary: "两行"
  -
    id: a/2
"""


def places(text: str) -> dict[str, str]:
    """Return line:column of each value by its path."""
    source = read_text(text, "file.yaml")
    assert source.problems == []
    return {".".join(map(str, path)): f"{line}:{column}" for path, (line, column) in source.places.items()}


def test_places_of_values() -> None:
    assert places(YAML) == {
        "": "1:1",
        "document": "2:3",
        "document.title": "2:10",
        "document.number": "3:13",
        "policies": "5:3",
        "policies.0": "5:5",
        "policies.0.id": "5:9",
        "policies.0.eligible": "6:15",
        "policies.0.eligible.all": "6:21",
        "policies.0.eligible.all.0": "6:22",
        # Behind a quote, at the text itself.
        "policies.0.eligible.all.1": "6:29",
        "policies.0.summary": "7:15",
        "policies.1": "9:5",
        "policies.1.id": "9:9",
    }


def test_places_of_keys() -> None:
    source = read_text(YAML, "file.yaml")
    assert str(source.key_place(("policies", 0, "eligible"))) == "file.yaml:6:5"
    assert str(source.key_place(("policies", 0, "eligible", "all"))) == "file.yaml:6:16"
    # An item of a list has no key: where it stands itself.
    assert str(source.key_place(("policies", 1))) == "file.yaml:9:5"


def test_what_is_not_there_has_the_place_around_it() -> None:
    source = read_text(YAML, "file.yaml")
    assert source.place(("policies", 1, "title")) == source.place(("policies", 1))
    assert source.place(("policies", 7, "apply", "window")) == source.place(("policies",))
    assert str(read_text("", "file.yaml").place(("a",))) == "file.yaml"


def test_flow_lists_are_known() -> None:
    source = read_text("a: [1]\nb:\n  - 1\nc: {d: [2]}\n", "file.yaml")
    assert source.flow == {("a",), ("c",), ("c", "d")}


def test_line_ends_do_not_matter() -> None:
    unix = read_text("a: 1\nb:\n  - x\n", "file.yaml")
    windows = read_text("a: 1\r\nb:\r\n  - x\r\n", "file.yaml")
    assert (windows.data, windows.places) == (unix.data, unix.places)


def test_characters_beyond_the_basic_plane_count_once() -> None:
    assert places("[𠮷野家, x]")["1"] == "1:7"


trees = st.recursive(
    st.text("甲乙ab1 '\"\\𠮷", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("甲ab", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def leaves(data: object, path: Path = ()) -> list[tuple[Path, str]]:
    """Return every text in some data with its path."""
    if isinstance(data, str):
        return [(path, data)]
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [leaf for step, inner in items for leaf in leaves(inner, (*path, step))]


@given(trees, st.sampled_from([None, 1, 4]))
def test_json_is_read_as_json_reads_it(data: object, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    source: Source = read_text(text, "file.json")
    assert source.problems == []
    assert source.data == data
    lines = text.splitlines()
    for path, leaf in leaves(data):
        place = source.place(path)
        assert place.line is not None
        assert place.column is not None
        written = json.dumps(leaf, ensure_ascii=False)[1:]
        assert lines[place.line - 1][place.column - 1 :].startswith(written)
