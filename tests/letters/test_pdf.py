"""Papers as PDF: all the text is there, in order, on pages that look as they should."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.support.papers import bodies_of, catalogue_of, line, pages_of, paper, squeezed

from policymatch.letters.letterhead import Letterhead
from policymatch.letters.paper.blocks import (
    Bar,
    Bars,
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
    Span,
    Table,
    Text,
    Timeline,
    Tone,
)
from policymatch.letters.render import pdf
from policymatch.letters.render.pdf import page_count_of, pdf_of, pngs_of

A4 = (595, 842)  # points
MARGIN = 70  # points; of the broad kind, at each side
INCH = 72


def table(rows: int, caption: str | None = None) -> Table:
    return Table(
        columns=(Column(title="政策", share=2), Column(title="金额")),
        rows=tuple(
            ((line(f"首{i:02}始"), line(f"末{i:02}终")), (line(f"{i}万元", "「核实」"),)) for i in range(rows)
        ),
        caption=caption,
    )


def test_everything_a_paper_says_is_printed_once_and_in_order() -> None:
    made = paper(
        KeyFigures(items=(KeyFigure(value="6 项", label="可申报", note="另有3项", tone=Tone.GOOD),)),
        Heading(level=1, text="一、申报"),
        Text(
            line=(Run(text="已经符合"), Run(text="请核实", tone=Tone.WARN), Run(text="已关闭", tone=Tone.BAD))
        ),
        table(2, caption="表1"),
        Heading(level=3, text="细目"),
        Pairs(items=(Pair(label="依据", line=line("第七条"), note="来源"),), columns=2),
        Callout(title="断崖", lines=(line("超过即失去"), line("请留意"))),
        Bars(
            items=(
                Bar(label="标准", low=Decimal(1), high=Decimal(2), text="50万"),
                Bar(label="贴息", low=Decimal(0), high=None, text="待定"),
            ),
            caption="图1",
            alt="两项",
        ),
        Bullets(items=(line("甲"), line("乙"))),
        Bullets(items=(line("丙"), line("丁")), ordered=True),
        Checklist(items=(line("执照"),)),
        SignOff(office="服务中心", day="2026年3月16日", seal="盖章处"),
        subtitle="恒拓公司",
        letterhead=Letterhead(office="企业服务中心", address="银河路1号", phone="0557"),
        annex_title="附件",
        annex=(Text(line=line("逐条")),),
    )
    *letter, annex = bodies_of(made)
    assert annex == "附件逐条"
    assert "".join(letter) == (
        "企业服务中心银河路1号电话：0557建议书恒拓公司"
        "6项可申报另有3项一、申报已经符合请核实已关闭"
        "表1政策金额首00始末00终0万元「核实」首01始末01终1万元「核实」"
        "细目依据第七条来源断崖超过即失去请留意图1标准50万贴息待定"
        "甲乙1.丙2.丁执照盖章处服务中心2026年3月16日"
    )


def test_a_timeline_names_its_months_today_and_its_spans() -> None:
    line_ = Timeline(
        first=date(2026, 11, 1),
        last=date(2027, 2, 28),
        today=date(2026, 12, 3),
        spans=(
            Span(label="年报", opens=date(2026, 12, 1), closes=date(2027, 1, 31), text="月底截止"),
            Span(label="很早", opens=date(2020, 1, 1), closes=date(2020, 2, 1), text="已过"),
        ),
        caption="日历",
        alt="两项",
    )
    months = "2026年2027年11月12月1月2月"
    assert bodies_of(paper(line_)) == [f"建议书日历{months}今日年报月底截止很早已过"]
    hidden = line_.model_copy(update={"today": date(2030, 1, 1)})
    assert bodies_of(paper(hidden)) == [f"建议书日历{months}年报月底截止很早已过"]


def test_what_firms_write_is_printed_and_never_run() -> None:
    written = (
        '#eval("1") $x$ *b* _i_ <a> @ref //c /* d */ `e` \\ #panic() = H - l + e / t: ~ -- ... \' " #{1} [x]'
    )
    made = paper(
        Text(line=line(written)),
        Heading(level=1, text=written),
        Table(columns=(Column(title=written),), rows=(((line(written),),),), caption=written),
        title=written,
        header=written,
        footer="{page}" + written,
        letterhead=Letterhead(office=written),
    )
    (body,) = bodies_of(made)
    assert body == squeezed(written) * 7


def test_the_pages_are_a4_with_the_head_from_the_second_on() -> None:
    made = paper(table(60, caption="表1"), header="恒拓公司建议书")
    pages = pages_of(made)
    assert len(pages) > 2
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {A4}
    assert "恒拓公司建议书" not in pages[0].extract_text()
    assert len(bodies_of(made)) == len(pages)


def test_a_table_repeats_its_header_and_keeps_rows_whole() -> None:
    bodies = bodies_of(paper(table(60)))
    assert all("政策金额" in body for body in bodies)
    for row in range(60):
        (page,) = [body for body in bodies if f"首{row:02}始" in body]
        assert f"末{row:02}终{row}万元「核实」" in page


def test_a_row_too_tall_for_a_page_goes_on_over_pages() -> None:
    tall = Table(columns=(Column(title="题"),), rows=(((line("长文" * 2000),),),))
    assert "".join(bodies_of(paper(tall))).count("长文") == 2000


@pytest.mark.parametrize("lines_before", range(26, 42, 2))
def test_headings_and_captions_are_never_the_last_on_a_page(lines_before: int) -> None:
    filler = tuple(Text(line=line(f"第{i}段")) for i in range(lines_before))
    bodies = bodies_of(paper(*filler, Heading(level=2, text="标题在此"), table(3, caption="表题在此")))
    (page,) = [body for body in bodies if "标题在此" in body]
    assert "标题在此表题在此政策金额首00始" in page


@pytest.mark.parametrize("lines_before", range(18, 30, 2))
def test_the_sign_off_never_stands_alone_on_a_page(lines_before: int) -> None:
    filler = tuple(Text(line=line(f"第{i}段")) for i in range(lines_before))
    bodies = bodies_of(
        paper(*filler, Text(line=line("此致")), SignOff(office="中心", day="今天", seal="盖章处"))
    )
    assert bodies[-1].endswith("此致盖章处中心今天")


def test_the_annex_begins_on_a_page_of_its_own() -> None:
    made = paper(Text(line=line("信")), annex_title="附件一", annex=(Text(line=line("细节")),))
    assert bodies_of(made) == ["建议书信", "附件一细节"]
    assert bodies_of(made.model_copy(update={"annex": ()})) == ["建议书信"]


def test_long_codes_stay_within_the_margins() -> None:
    code = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" * 4
    narrow = Table(columns=tuple(Column(title=f"列{i}") for i in range(5)), rows=((((line(code),),) * 5),))
    made = paper(
        Text(line=line(code)),
        narrow,
        KeyFigures(items=(KeyFigure(value=code, label=code),) * 4),
        Pairs(items=(Pair(label=code, line=line(code)),) * 2, columns=2),
        footer=code,
        header=code,
    )
    edges: list[float] = []
    for page in pages_of(made):
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_: (
                edges.append(cm[0] * tm[4] + cm[4]) if text.strip() else None
            )
        )
    assert min(edges) > MARGIN
    assert max(edges) < A4[0] - MARGIN
    assert "".join(bodies_of(made)).count(code) >= 1


def test_the_english_edition_says_it_in_english() -> None:
    made = paper(Text(line=line("Dear Sirs")), lang="en", title="Advice")
    reader = PdfReader(BytesIO(pdf_of(made)))
    assert catalogue_of(reader)["/Lang"] == "en"
    assert bodies_of(made) == ["AdviceDearSirs"]


def test_a_pdf_says_what_it_is_and_can_be_read_out() -> None:
    made = paper(Text(line=line("信")), title="建议书", letterhead=Letterhead(office="服务中心"))
    reader = PdfReader(BytesIO(pdf_of(made)))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("建议书", "服务中心")
    assert reader.metadata.creation_date is None
    assert catalogue_of(reader)["/Lang"] == "zh-CN"
    assert catalogue_of(reader)["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue_of(reader)["/Metadata"].get_data()
    assert b"pdfaid" not in catalogue_of(reader)["/Metadata"].get_data()


def test_with_its_day_a_pdf_is_fit_for_archives() -> None:
    made = paper(Text(line=line("信")))
    reader = PdfReader(BytesIO(pdf_of(made, date(2026, 3, 16))))
    told = catalogue_of(reader)["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in told
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in told
    assert reader.metadata is not None
    created = reader.metadata.creation_date
    assert created is not None
    assert created.date() == date(2026, 3, 16)


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = paper(table(3), Text(line=line("信")))
    first = pdf_of(made)
    pdf_of(paper(Text(line=line("别的"))))
    assert pdf_of(made) == first
    assert pdf_of(made, date(2026, 3, 16)) == pdf_of(made, date(2026, 3, 16))


def test_rare_characters_are_printed_and_missing_ones_are_marked() -> None:
    assert bodies_of(paper(Text(line=line("㛃𠮷与\U0001f600")))) == ["建议书㛃𠮷与〓"]


def test_a_compact_paper_takes_less_room() -> None:
    blocks = tuple(Text(line=line(f"第{i}段")) for i in range(45))
    assert page_count_of(paper(*blocks)) == 2
    assert page_count_of(paper(*blocks, compact=True)) == 1


def test_pictures_are_the_pages() -> None:
    made = paper(table(40))
    pictures = pngs_of(made, ppi=INCH)
    assert len(pictures) == page_count_of(made) == len(pages_of(made)) > 1
    for picture in pictures:
        assert picture.startswith(b"\x89PNG")
        size = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
        assert size == pytest.approx(A4, abs=1)


def test_blocks_with_nothing_in_them_leave_no_trace() -> None:
    nothing = (
        Bullets(items=()),
        Checklist(items=()),
        Pairs(items=()),
        KeyFigures(items=()),
        Table(columns=(), rows=()),
        Bars(items=(), caption="图", alt="图"),
        Heading(level=2, text=" "),
        Callout(title=None, lines=()),
    )
    assert bodies_of(paper(*nothing)) == ["建议书"]


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="not as many cells as there are columns"):
        Table(columns=(Column(title="甲"),), rows=(((line("1"),), (line("2"),)),))


def test_a_forked_process_says_why_it_cannot_set(monkeypatch: pytest.MonkeyPatch) -> None:
    made = paper(Text(line=line("信")))
    pdf_of(made)
    monkeypatch.setattr(pdf, "getpid", lambda: -1)
    with pytest.raises(RuntimeError, match="spawn"):
        pdf_of(made)
