"""Papers of any content as PDF: nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.papers import bodies_of, paper, squeezed

from policymatch.letters.paper.blocks import (
    AnyBlock,
    Bullets,
    Callout,
    Checklist,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Pair,
    Pairs,
    Run,
    SignOff,
    Table,
    Text,
    Tone,
)

WORDS = st.text(
    "企业政策补助申报一二三abcXYZ019 #$*_<>@`\\/[]{}=+-~'\"，。：（）「」《》\n㛃𠮷", min_size=1, max_size=90
)
SEEN = WORDS.filter(str.strip)
TONES = st.sampled_from(Tone)
LINES = st.lists(st.builds(Run, text=WORDS, tone=TONES), max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Heading, level=st.sampled_from((1, 2, 3)), text=SEEN),
    st.builds(Text, line=LINES),
    st.builds(Bullets, items=st.lists(LINES, max_size=4).map(tuple), ordered=st.just(False)),
    st.builds(Checklist, items=st.lists(LINES, max_size=4).map(tuple)),
    st.builds(
        Table,
        columns=st.just((Column(title="甲", share=0.5), Column(title="乙", share=3))),
        rows=st.lists(st.tuples(*[st.lists(LINES, max_size=2).map(tuple)] * 2), max_size=6).map(tuple),
        caption=st.none() | WORDS,
    ),
    st.builds(
        Pairs,
        items=st.lists(st.builds(Pair, label=WORDS, line=LINES, note=st.none() | WORDS), max_size=4).map(
            tuple
        ),
        columns=st.sampled_from((1, 2)),
    ),
    st.builds(
        KeyFigures,
        items=st.lists(
            st.builds(KeyFigure, value=WORDS, label=WORDS, note=st.none() | WORDS, tone=TONES), max_size=6
        ).map(tuple),
    ),
    st.builds(Callout, title=st.none() | WORDS, lines=st.lists(LINES, max_size=3).map(tuple), tone=TONES),
    st.builds(SignOff, office=st.none() | WORDS, day=WORDS, seal=st.none() | WORDS),
)


def said_by(block: AnyBlock) -> list[str]:
    """Return what a block says, in the order of reading."""
    told = block.model_dump(mode="json")
    if isinstance(block, SignOff):
        return [part for part in (block.seal, block.office, block.day) if part]
    if isinstance(block, Table):
        head = [block.caption or "", *(column.title for column in block.columns)]
        cells = [run.text for row in block.rows for cell in row for one in cell for run in one]
        return [*head, *cells]
    if isinstance(block, Callout):
        return [block.title or "", *(run.text for one in block.lines for run in one)]
    if isinstance(block, Pairs):
        return [
            text
            for pair in block.items
            for text in (pair.label, *(run.text for run in pair.line), pair.note or "")
        ]
    if isinstance(block, KeyFigures):
        return [text for item in block.items for text in (item.value, item.label, item.note or "")]
    if isinstance(block, Heading):
        return [block.text]
    lines = [block.line] if isinstance(block, Text) else told["items"]
    return [run.text if isinstance(run, Run) else run["text"] for one in lines for run in one]


@settings(max_examples=25)
@given(
    title=SEEN,
    blocks=st.lists(BLOCKS, max_size=5),
    annex=st.lists(BLOCKS, max_size=2),
    compact=st.booleans(),
    lang=st.sampled_from(("zh", "en")),
)
def test_nothing_is_lost_in_any_paper(
    title: str, blocks: list[AnyBlock], annex: list[AnyBlock], compact: bool, lang: str
) -> None:
    made = paper(*blocks, title=title, annex=tuple(annex), compact=compact, lang=lang)
    text = "".join(bodies_of(made)).replace("-", "")
    at = 0
    for said in [title, *(said for block in (*blocks, *annex) for said in said_by(block))]:
        # Hyphens are left out: English may get some of its own.
        wanted = squeezed(said).replace("-", "")
        found = text.find(wanted, at)
        assert found >= 0, (wanted, text[at:])
        at = found + len(wanted)
