"""The page in Chromium, with the network cut: what a person does with it, and what a hostile atlas cannot do."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.atlas import Atlas
from outputs.html import HTML

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = shutil.which("chromium")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]

Rows = dict[str, list[dict[str, Any]]]
OpenPage = Callable[..., Any]

# Writes down, for the last frame, the box of each text and the middle of each circle, in pixels of the window.
WATCH_CANVAS = """
window.frame = { texts: [], circles: [] };
const { clearRect, fillText, arc } = CanvasRenderingContext2D.prototype;
const place = (context, x, y) => {
  const at = context.getTransform().transformPoint(new DOMPoint(x, y));
  const { left, top, width } = context.canvas.getBoundingClientRect();
  const ratio = context.canvas.width / width;
  return { x: left + at.x / ratio, y: top + at.y / ratio };
};
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  window.frame = { texts: [], circles: [] };
  return clearRect.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const { width } = this.measureText(text);
  window.frame.texts.push({ text, width, height: parseFloat(this.font.match(/([\\d.]+)px/)[1]), ...place(this, x, y) });
  return fillText.call(this, text, x, y);
};
CanvasRenderingContext2D.prototype.arc = function (x, y, ...rest) {
  window.frame.circles.push(place(this, x, y));
  return arc.call(this, x, y, ...rest);
};
"""

EMOJI = "Nobody expected it 😀🎉 here. A gated LSTM and the LSTM of last year 🧪 agree on SQuAD."


def place(x: float, y: float, *, centrality: float = 0.5, community: int = 0) -> dict[str, Any]:
    return {"x": x, "y": y, "centrality": centrality, "community": community}


def mention(number: int, paper: str, text: str, word: str, concept: str, *, nth: int = 0) -> dict[str, Any]:
    start = [match.start() for match in re.finditer(word, text)][nth]
    sentence = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    end = text.index(".", start) + 1
    span = {"start": start, "end": start + len(word), "sent_start": sentence, "sent_end": end}
    return {"mention_no": number, "paper_id": paper, "field": "abstract", "concept_id": concept, "text": word, **span}


def drawn_rows() -> Rows:
    """Rows of three papers and four concepts with places, one concept of one paper, one hidden."""
    second = "We answer questions on SQuAD with an LSTM."
    return {
        "papers": [
            {
                "paper_id": "a",
                "title": "Gates That Remember",
                "abstract": EMOJI,
                "url": "https://example.org/a",
                **place(-150, -100),
            },
            {
                "paper_id": "b",
                "title": "Answers from Paragraphs",
                "abstract": second,
                "url": "javascript:alert(1)",
                **place(150, -100),
            },
            {"paper_id": "c", "title": "Seeing Less", "abstract": "", **place(0, 160, centrality=0.2)},
        ],
        "concepts": [
            {
                "concept_id": "lstm",
                "label": "long short-term memory",
                "type": "Model",
                "aliases": ["LSTM"],
                "papers": 2,
                **place(0, 0, centrality=1),
            },
            {"concept_id": "squad", "label": "SQuAD", "type": "Dataset", "aliases": [], "papers": 2, **place(0, -150)},
            {
                "concept_id": "qa",
                "label": "question answering",
                "type": "Task",
                "aliases": ["QA"],
                "papers": 1,
                **place(190, -100),
            },
            {"concept_id": "model", "label": "model", "type": "Model", "aliases": [], "papers": 3, "hidden": True},
        ],
        "mentions": [
            mention(0, "a", EMOJI, "LSTM", "lstm"),
            mention(1, "a", EMOJI, "LSTM", "lstm", nth=1),
            mention(2, "a", EMOJI, "SQuAD", "squad"),
            mention(3, "b", second, "answer questions", "qa"),
            mention(4, "b", second, "SQuAD", "squad"),
            mention(5, "b", second, "LSTM", "lstm"),
        ],
        "usages": [
            {"paper_id": paper, "concept_id": concept}
            for paper, concept in (("a", "lstm"), ("a", "squad"), ("b", "lstm"), ("b", "squad"), ("b", "qa"), ("c", "model"))
        ],
        "links": [{"paper_a": "a", "paper_b": "b", "score": 0.7, "shared": ["lstm", "squad"]}],
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, make_atlas: Callable[..., Atlas], tmp_path: Path) -> Iterator[OpenPage]:
    """A function that writes the page of an atlas or of rows and opens it offline; at the end nothing may have gone wrong."""
    context = browser.new_context(viewport={"width": 1200, "height": 800}, offline=True, reduced_motion="reduce")
    context.add_init_script(WATCH_CANVAS)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on(
        "request",
        lambda request: wrong.append(request.url) if not request.url.startswith(f"file://{tmp_path}/page.html") else None,
    )

    def open_(atlas: Atlas | Rows) -> Any:
        HTML.write(make_atlas(atlas, merges=()) if isinstance(atlas, dict) else atlas, tmp_path / "page.html")
        page.goto((tmp_path / "page.html").as_uri())
        page.wait_for_function("document.getElementById('list').hidden === false || window.frame.texts.length > 0")
        return page

    yield open_
    context.close()
    assert not wrong


def test_search_finds_a_paper_by_a_word_of_its_title_and_enter_opens_it(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.keyboard.press("/")
    page.keyboard.type("paragraphs")
    assert page.get_by_role("option").all_inner_texts() == ["Answers from Paragraphs"]
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=2).inner_text() == "Answers from Paragraphs"


def test_search_finds_a_concept_by_an_alias_and_the_arrows_choose(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.get_by_role("combobox").fill("qa")
    assert "question answering" in page.get_by_role("option").first.inner_text()
    page.get_by_role("combobox").fill("a")
    first = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("combobox").get_attribute("aria-activedescendant") != first


def test_escape_empties_the_search_and_then_closes_the_details(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.get_by_role("combobox").fill("seeing")
    page.keyboard.press("Escape")
    assert page.get_by_role("combobox").input_value() == ""
    page.get_by_role("combobox").fill("seeing")
    page.keyboard.press("Enter")
    assert page.locator("#details").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()


def test_the_legend_filters_by_type(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    assert page.get_by_role("status").inner_text() == "Showing 5 of 6 papers and concepts; search finds the others."
    button = page.get_by_role("button", name="Dataset")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.get_by_role("status").inner_text().startswith("Showing 4 of 6")
    page.wait_for_function("!window.frame.texts.some(({ text }) => text === 'SQuAD')")


def test_the_switch_leaves_the_papers_alone(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.get_by_text("Papers", exact=True).click()
    assert page.get_by_role("status").inner_text() == "Showing 3 of 3 papers."
    page.wait_for_function("window.frame.circles.length === 0")


def test_a_click_on_a_concept_shows_its_papers_with_their_sentences(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    circle = page.evaluate("window.frame.circles[0]")
    page.mouse.click(circle["x"], circle["y"])
    assert page.get_by_role("heading", level=2).inner_text() == "long short-term memory"
    assert page.locator("#details .sentence").all_inner_texts() == [
        "We answer questions on SQuAD with an LSTM.",
        "A gated LSTM and the LSTM of last year 🧪 agree on SQuAD.",
    ]


def test_a_paper_shows_its_abstract_with_marks_its_concepts_and_the_nearest_papers(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.evaluate("location.hash = '#paper/a'")
    details = page.locator("#details")
    assert details.locator(".abstract").inner_text() == EMOJI
    assert details.locator(".abstract a").all_inner_texts() == ["LSTM", "LSTM", "SQuAD"]
    assert details.locator(".names a").all_inner_texts() == ["long short-term memory", "SQuAD"]
    assert details.locator(".rows .why").all_inner_texts() == ["share long short-term memory, SQuAD"]
    details.get_by_text("Answers from Paragraphs").click()
    assert page.get_by_role("heading", level=2).inner_text() == "Answers from Paragraphs"


def test_only_https_addresses_are_links(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.evaluate("location.hash = '#paper/a'")
    link = page.locator("#details .sources a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://example.org/a", "noopener noreferrer")
    page.evaluate("location.hash = '#paper/b'")
    page.get_by_text("javascript:alert(1)").click()
    assert page.locator("#details .sources a").count() == 0


def test_a_concept_of_one_paper_is_drawn_when_its_paper_is_chosen(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    assert "question answering" not in drawn_texts(page)
    page.evaluate("location.hash = '#paper/b'")
    page.wait_for_function("window.frame.texts.some(({ text }) => text === 'question answering')")


def test_texts_on_the_canvas_do_not_cover_each_other(open_page: OpenPage, atlas: Atlas) -> None:
    page = open_page(atlas)
    boxes = page.evaluate("window.frame.texts")
    assert len(boxes) > 10
    assert not [
        (one["text"], other["text"])
        for number, one in enumerate(boxes)
        for other in boxes[:number]
        if abs(one["x"] - other["x"]) < (one["width"] + other["width"]) / 2
        and abs(one["y"] - other["y"]) < (one["height"] + other["height"]) / 2
    ]


def test_an_atlas_without_layout_opens_on_a_table_and_says_so(open_page: OpenPage, small_atlas: Atlas) -> None:
    page = open_page(small_atlas)
    assert "has no layout" in page.locator("#list p").inner_text()
    assert page.locator("#list tbody tr").count() == 3
    page.locator("#list a").first.click()
    assert page.locator("#details").is_visible()


def test_an_empty_atlas_says_that_it_is_empty(open_page: OpenPage) -> None:
    assert open_page({}).locator("#list p").inner_text() == "This atlas holds no papers."


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        '<img src="https://example.org/x.png" onerror="alert(1)">',
        "{{7*7}} ${7*7} <!--<script>",
        "javascript:alert(1)",
        "line\u2028and\u2029line",
        '"><svg onload=alert(1)>',
    ],
)
def test_hostile_text_stays_text_wherever_it_stands(open_page: OpenPage, text: str) -> None:
    page = open_page(with_text_everywhere(text))
    page.get_by_role("combobox").fill(text[:6])
    page.wait_for_selector("[role=option]")
    for address in ("paper", "concept"):
        page.evaluate("address => (location.hash = `#${address[0]}/${encodeURIComponent(address[1])}`)", [address, text])
        assert page.get_by_role("heading", level=2).text_content() == text
    assert page.locator("script").count() == 3
    assert page.locator("img, svg[onload], iframe").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def with_text_everywhere(text: str) -> Rows:
    span = {"field": "abstract", "start": 0, "end": 3, "sent_start": 0, "sent_end": len(text)}
    return {
        "papers": [
            {
                "paper_id": text,
                "title": text,
                "abstract": text,
                "authors": [text],
                "venue": text,
                "url": text,
                "code": [text],
                **place(0, 0),
            },
            {"paper_id": "other", "title": "Another paper", **place(200, 0)},
        ],
        "concepts": [
            {"concept_id": text, "label": text, "type": "Model", "aliases": [f"{text} too"], "papers": 2, **place(100, 100)}
        ],
        "mentions": [{"mention_no": 0, "paper_id": text, "concept_id": text, "text": text[:3], **span}],
        "usages": [{"paper_id": paper, "concept_id": text} for paper in (text, "other")],
        "links": [{"paper_a": "other", "paper_b": text, "score": 0.5, "shared": [text]}],
    }


def drawn_texts(page: Any) -> list[str]:
    return [text["text"] for text in page.evaluate("window.frame.texts")]
