"""The saved Hugging Face Papers page, and listings of the same shape."""

from pathlib import Path

import pytest

from kg.model import IntakeNote, Paper, Record
from kg.readers.hf_listing import READER
from kg.readers.source import read_head

TITLES = ("Pointing Networks That Sort", "How Much Tree Is Enough for a Sentence", "Tables or Text: Where Attention Looks")
ABSTRACTS = tuple(
    f"We study {subject}. " * 24 + f"It holds for {subject} of $n^2$ parts." for subject in ("sorting", "trees", "tables")
)
LISTING = "".join(f"{title}\n{abstract}\n" for title, abstract in zip(TITLES, ABSTRACTS, strict=True))
PAGE = "Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe"


def read(text: str, tmp_path: Path) -> tuple[list[Record], list[IntakeNote]]:
    path = tmp_path / "listing.txt"
    path.write_bytes(text.encode())
    found = list(READER.read(path))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, IntakeNote)]


def texts(records: list[Record]) -> list[tuple[str, str]]:
    return [(record.paper.title, record.paper.abstract) for record in records]


def test_plain_listing(tmp_path: Path) -> None:
    records, notes = read(LISTING, tmp_path)
    assert texts(records) == list(zip(TITLES, ABSTRACTS, strict=True))
    assert [record.line for record in records] == [1, 3, 5]
    assert records[0].paper == Paper("title-pointing-networks-that-sort", TITLES[0], ABSTRACTS[0], source="hf-papers")
    assert not notes


@pytest.mark.parametrize(
    "text", [LISTING.replace("\n", "\r\n"), LISTING.replace("\n", "\n\n \n"), "\n" + LISTING, LISTING[:-1], "\ufeff" + LISTING]
)
def test_line_ends_and_blank_lines_do_not_matter(text: str, tmp_path: Path) -> None:
    records, notes = read(text, tmp_path)
    assert texts(records) == list(zip(TITLES, ABSTRACTS, strict=True))
    assert not notes


@pytest.mark.parametrize("page", [PAGE, PAGE + "\n", "Subscribe", PAGE.replace("\n", "\r\n\r\n")])
def test_words_of_the_page_are_left_out_and_said_so(page: str, tmp_path: Path) -> None:
    records, notes = read(page + LISTING, tmp_path)
    assert texts(records) == list(zip(TITLES, ABSTRACTS, strict=True))
    assert [(note.action, note.what) for note in notes] == [("changed", TITLES[0])]
    assert notes[0].why.endswith("Subscribe")


def test_the_button_may_be_glued_to_a_small_letter(tmp_path: Path) -> None:
    records, _ = read(f"{PAGE}wav2vec and More\n{ABSTRACTS[0]}\n", tmp_path)
    assert [record.paper.title for record in records] == ["wav2vec and More"]


def test_a_title_may_begin_with_the_word_of_the_button(tmp_path: Path) -> None:
    records, notes = read(f"Subscribers Who Leave\n{ABSTRACTS[0]}\nSubscribeNothing\n{ABSTRACTS[1]}\n", tmp_path)
    assert [record.paper.title for record in records] == ["Subscribers Who Leave", "SubscribeNothing"]
    assert not notes


def test_title_without_abstract_is_kept(tmp_path: Path) -> None:
    records, notes = read(LISTING.replace(ABSTRACTS[1] + "\n", ""), tmp_path)
    assert texts(records) == list(zip(TITLES, (ABSTRACTS[0], "", ABSTRACTS[2]), strict=True))
    assert [(note.line, note.action, note.what) for note in notes] == [(3, "changed", TITLES[1])]


def test_abstract_without_title_is_skipped(tmp_path: Path) -> None:
    records, notes = read(LISTING.replace(TITLES[1] + "\n", ""), tmp_path)
    assert texts(records) == [(TITLES[0], ABSTRACTS[0]), (TITLES[2], ABSTRACTS[2])]
    assert [(note.line, note.action) for note in notes] == [(3, "skipped")]
    assert "no title" in notes[0].why


@pytest.mark.parametrize("missing", [1, 50, 150, 280])
def test_a_cut_end_is_told(missing: int, tmp_path: Path) -> None:
    records, notes = read(LISTING[: -1 - missing], tmp_path)
    assert texts(records)[-1] == (TITLES[2], ABSTRACTS[2][:-missing].strip())
    assert [(note.line, note.action) for note in notes] == [(5, "changed")] * (not ABSTRACTS[2][:-missing].endswith("."))


def test_replaced_characters_are_told(tmp_path: Path) -> None:
    records, notes = read(LISTING.replace("sorting", "sor\x00ing"), tmp_path)
    assert "sor ing" in records[0].paper.abstract
    assert notes[0].why.endswith("one for one: 25 (U+0000)")


def test_titles_without_words_stay_apart(tmp_path: Path) -> None:
    records, _ = read("".join(f"{title}\n{ABSTRACTS[0]}\n" for title in ("???", "!!!", "…")), tmp_path)
    assert len({record.paper.paper_id for record in records}) == 3


@pytest.mark.parametrize("head", [LISTING, PAGE + LISTING, f"\n{TITLES[0]}\n{ABSTRACTS[0]}", LISTING + TITLES[0], LISTING[:-60]])
def test_recognises_listings(head: str) -> None:
    assert READER.recognises(head)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "one line",
        "A poem.\nIs not.\nA listing.\nOf papers.\n",
        "\n".join(TITLES),
        "\n".join(ABSTRACTS),
        '{"title": "a"}\n' + ABSTRACTS[0],
        f"@article{{key,\n  abstract = {{{ABSTRACTS[0]}}}\n}}\n",
        f"TY  - JOUR\nTI  - {TITLES[0]}\nAU  - A\nAU  - B\nAB  - {ABSTRACTS[0]}\nER  - \n",
        "title,abstract\n" + "".join(f"{title},{abstract}\n" for title, abstract in zip(TITLES, ABSTRACTS, strict=True)),
    ],
)
def test_does_not_recognise_other_text(head: str) -> None:
    assert not READER.recognises(head)


@pytest.mark.corpus
def test_the_real_listing_is_read_as_it_stands(listing: Path) -> None:
    found = list(READER.read(listing))
    records = [item for item in found if isinstance(item, Record)]
    lines = listing.read_text("utf-8").split("\n")[2:-1]
    lines[0] = lines[0].removeprefix("Subscribe")
    assert len(records) == 119 == len({record.paper.paper_id for record in records})
    assert [text for record in records for text in (record.paper.title, record.paper.abstract)] == lines
    assert [item.line for item in found if isinstance(item, IntakeNote)] == [3]
    assert READER.recognises(read_head(listing))


@pytest.mark.corpus
def test_the_real_listing_less_any_line_loses_nothing_else(listing: Path, tmp_path: Path) -> None:
    lines = listing.read_text("utf-8").split("\n")[2:-1]
    lines[0] = lines[0].removeprefix("Subscribe")
    whole = list(zip(lines[::2], lines[1::2], strict=True))
    for missing in range(0, len(lines), 7):
        records, notes = read("\n".join(lines[:missing] + lines[missing + 1 :]) + "\n", tmp_path)
        expected = [pair for number, pair in enumerate(whole) if number != missing // 2]
        if missing % 2:
            expected.insert(missing // 2, (whole[missing // 2][0], ""))
        assert texts(records) == expected
        assert [note.line for note in notes] == [missing + 1 - missing % 2]
