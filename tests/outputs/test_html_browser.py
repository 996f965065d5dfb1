"""The page in Chromium, with the network cut: what a person does with it, and what a hostile atlas cannot do."""

import re
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from kg.atlas import Atlas
from outputs.html import HTML

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parents[2] / "outputs/html/front/node_modules/axe-core/axe.min.js"
SERIOUS = {"serious", "critical"}
SVG = "{http://www.w3.org/2000/svg}"

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


def until(page: Any, expression: str, value: object = None) -> None:
    """Wait until an expression holds; playwright's own waiting evaluates text inside the page, which its policy forbids."""
    for _ in range(300):
        if page.evaluate(expression, value):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def visit(page: Any, address: str) -> None:
    """Go to an address of the page, as a link from elsewhere does; returns when the page shows it."""
    page.evaluate(
        """address => new Promise(shown => {
          const before = location.hash;
          addEventListener("hashchange", () => shown(), { once: true });
          location.hash = address;
          if (location.hash === before) shown();
        })""",
        address,
    )


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
        until(page, "document.getElementById('list').hidden === false || window.frame.texts.length > 0")
        page.wait_for_selector("html[data-texts]")
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
    until(page, "!window.frame.texts.some(({ text }) => text === 'SQuAD')")


def test_the_switch_leaves_the_papers_alone(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.locator("#modes").get_by_text("Papers", exact=True).click()
    assert page.get_by_role("status").inner_text() == "Showing 3 of 3 papers."
    until(page, "window.frame.circles.length === 0")


def test_a_click_on_a_concept_shows_its_papers_with_their_sentences(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    circle = page.evaluate("window.frame.circles[0]")
    page.mouse.click(circle["x"], circle["y"])
    assert page.get_by_role("heading", level=2).inner_text() == "long short-term memory"
    assert page.locator("#details .rows .sentence").all_inner_texts() == [
        "We answer questions on SQuAD with an LSTM.",
        "A gated LSTM and the LSTM of last year 🧪 agree on SQuAD.",
    ]


def test_a_paper_shows_its_abstract_with_marks_its_concepts_and_the_nearest_papers(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    visit(page, "#paper/a")
    details = page.locator("#details")
    assert details.locator(".abstract").inner_text() == EMOJI
    assert details.locator(".abstract a").all_inner_texts() == ["LSTM", "LSTM", "SQuAD"]
    assert details.locator(".names a").all_inner_texts() == ["long short-term memory", "SQuAD"]
    assert details.locator(".rows .why").all_inner_texts() == ["share long short-term memory, SQuAD why"]
    details.get_by_text("Answers from Paragraphs").click()
    assert page.get_by_role("heading", level=2).inner_text() == "Answers from Paragraphs"


def test_only_https_addresses_are_links(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    visit(page, "#paper/a")
    link = page.locator("#details .sources a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://example.org/a", "noopener noreferrer")
    visit(page, "#paper/b")
    page.get_by_text("javascript:alert(1)").click()
    assert page.locator("#details .sources a").count() == 0


def test_a_concept_of_one_paper_is_drawn_when_its_paper_is_chosen(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    assert "question answering" not in drawn_texts(page)
    visit(page, "#paper/b")
    until(page, "window.frame.texts.some(({ text }) => text === 'question answering')")


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
    assert page.locator("#list tbody tr").count() == 7  # three papers, four concepts
    page.locator("#list a").first.click()
    assert page.locator("#details").is_visible()


def test_an_empty_atlas_says_that_it_is_empty(open_page: OpenPage) -> None:
    assert open_page({}).locator("#list p").inner_text() == "This atlas holds no papers."


def test_concepts_that_stand_together_are_a_mode_of_their_own_and_an_edge_says_why(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.locator("#modes").get_by_text("Concepts", exact=True).click()
    assert page.get_by_role("status").inner_text() == "Showing 2 of 3 concepts; search finds the others."
    visit(page, "#edge/together/concept/lstm/concept/squad?mode=together")
    assert page.get_by_role("heading", name="Together in 2 papers").is_visible()
    assert page.locator("#details .sentence").count() == 4


def test_the_reason_of_a_link_names_what_both_papers_say_of_each_shared_concept(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    visit(page, "#paper/a")
    page.locator("#details").get_by_role("link", name="why").click()
    assert page.get_by_role("heading", level=2).inner_text() == "Gates That Remember and Answers from Paragraphs"
    assert page.get_by_role("heading", name="They share 2 concepts").is_visible()
    assert page.locator("#details .sentence").count() == 4


def test_the_path_between_two_nodes_is_found_by_searching_for_its_end(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    visit(page, "#concept/qa")
    page.get_by_role("button", name="Path to").click()
    page.keyboard.type("gates")
    page.keyboard.press("Enter")
    names = page.locator("#details .path .name").all_inner_texts()
    assert (names[0], names[1], names[3]) == ("question answering", "Answers from Paragraphs", "Gates That Remember")
    assert page.locator("#details .facts").inner_text() == "3 steps lead there."


def test_years_and_roles_filter_where_the_atlas_has_them(open_page: OpenPage) -> None:
    page = open_page(dated_rows())
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("First year").fill("2020")
    assert page.locator("#years-shown").inner_text() == "Years 2020 to 2021"
    assert page.get_by_role("status").inner_text().startswith("Showing 3 of 6")  # a paper, and its two concepts
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Role").select_option("introduced")
    page.get_by_role("button", name="Table").click()
    assert "SQuAD" not in page.locator("#list tbody").inner_text()
    assert "long short-term memory" in page.locator("#list tbody").inner_text()


def test_the_least_weight_leaves_the_strong_ties(open_page: OpenPage) -> None:
    page = open_page(dated_rows())
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Least weight of a tie").fill("80")
    assert page.get_by_role("status").inner_text().startswith("Showing 4 of 6")  # three papers, and the one heavy concept


def test_a_link_opens_what_its_sender_saw(open_page: OpenPage) -> None:
    page = open_page(dated_rows())
    page.get_by_role("button", name="Dataset").click()
    page.get_by_role("button", name="Table").click()
    page.locator("#list").get_by_role("link", name="long short-term memory").click()
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    assert page.get_by_role("heading", level=2).inner_text() == "long short-term memory"
    assert page.get_by_role("button", name="Dataset").get_attribute("aria-pressed") == "false"
    assert page.locator("#list table").is_visible()


def test_back_leads_to_what_was_selected_before(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    visit(page, "#paper/a")
    page.locator("#details").get_by_role("link", name="SQuAD").last.click()
    assert page.get_by_role("heading", level=2).inner_text() == "SQuAD"
    page.go_back()
    until(page, "location.hash === '#paper/a' && document.querySelector('#details h2').textContent !== 'SQuAD'")
    assert page.get_by_role("heading", level=2).inner_text() == "Gates That Remember"


@pytest.mark.parametrize(
    ("button", "name", "start"),
    [
        ("Picture (PNG)", "graph.png", b"\x89PNG"),
        ("Drawing (SVG)", "graph.svg", b"<svg "),
        ("Selection (CSV)", "selection.csv", b"kind,id,label"),
        ("Selection (JSON)", "selection.json", b'{\n "nodes"'),
    ],
)
def test_what_is_shown_can_be_taken_away(open_page: OpenPage, tmp_path: Path, button: str, name: str, start: bytes) -> None:
    page = open_page(drawn_rows())
    page.get_by_text("Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == name
    download.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes().startswith(start)


def test_the_drawing_is_well_formed_and_holds_every_mark(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(drawn_rows())
    page.get_by_text("Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Drawing (SVG)").click()
    download.value.save_as(tmp_path / "graph.svg")
    drawing = ElementTree.parse(tmp_path / "graph.svg")  # noqa: S314 -- our own
    assert len(drawing.findall(f"{SVG}path")) == 5


def saved_drawing(page: Any, path: Path) -> Any:
    with page.expect_download() as download:
        save_by(page, "Drawing (SVG)")
    download.value.save_as(path)
    return ElementTree.parse(path)  # noqa: S314 -- our own


def test_the_drawing_has_the_arrows_and_dashes_of_the_canvas_and_says_what_each_line_is(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(related_rows())
    visit(page, "#concept/lstm?mode=together")
    drawing = saved_drawing(page, tmp_path / "graph.svg")
    titles = {group.findtext(f"{SVG}title"): group for group in drawing.findall(f"{SVG}g[{SVG}line]")}
    assert titles["long short-term memory evaluated on SQuAD"].find(f"{SVG}polygon") is not None
    broader = titles["long short-term memory is a kind of question answering"]
    assert broader.find(f"{SVG}line").get("stroke-dasharray")
    assert broader.find(f"{SVG}polygon") is None


def test_the_drawing_of_the_communities_has_their_ties(open_page: OpenPage, tmp_path: Path) -> None:
    rows = large_rows()
    rows["links"] = [{"paper_a": "00000", "paper_b": "10000", "score": 0.5, "shared": []}]
    drawing = saved_drawing(open_page(rows), tmp_path / "graph.svg")
    assert len(drawing.findall(f"{SVG}circle")) == 2
    assert [group.findtext(f"{SVG}title") for group in drawing.findall(f"{SVG}g[{SVG}line]")] == ["subject 0, subject 1"]


def test_the_arrow_keys_walk_to_the_neighbour_in_their_direction(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    visit(page, "#concept/lstm")
    page.wait_for_selector("#details h2")
    page.locator("#stage").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#said").inner_text() == "Gates That Remember, Paper, 3 neighbours"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Gates That Remember"
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()


def test_the_tab_key_reaches_every_control(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    reached = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert {"search", "table", "Save", "stage", "filter", "+"} <= reached


def test_dragging_moves_the_drawing_with_the_pointer(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    before = page.evaluate("window.frame.circles[0]")
    page.mouse.move(300, 300)
    page.mouse.down()
    page.mouse.move(420, 250, steps=8)
    page.mouse.up()
    page.wait_for_timeout(200)  # a drag that ends is not a click
    assert page.locator("#details").is_hidden()
    page.mouse.click(before["x"] + 120, before["y"] - 50)
    assert page.get_by_role("heading", level=2).inner_text() == "long short-term memory"


def test_a_large_atlas_opens_on_its_communities_and_a_click_goes_down_into_one(open_page: OpenPage) -> None:
    page = open_page(large_rows())
    status = page.get_by_role("status")
    assert status.inner_text() == "Showing 2 communities of 1,702 papers and concepts; open one, or search."
    disc = page.evaluate("window.frame.circles[0]")
    page.mouse.click(disc["x"], disc["y"])
    page.get_by_role("button", name="All communities").wait_for()
    assert status.inner_text() == "Showing 851 of the 851 papers and concepts of this community."
    page.get_by_role("button", name="All communities").click()
    assert status.inner_text().startswith("Showing 2 communities")


def test_relations_results_and_kinds_are_read_with_their_sentences(open_page: OpenPage) -> None:
    page = open_page(related_rows())
    visit(page, "#concept/lstm")
    details = page.locator("#details")
    assert details.get_by_role("heading", name="Relations").is_visible()
    assert "evaluated on" in details.locator(".claim").first.inner_text()
    assert details.locator(".claim + .sentence").inner_text() == "We answer questions on SQuAD with an LSTM."
    assert details.locator(".value b").all_inner_texts() == ["93.1%", "88%", "2.5 points"]
    assert details.locator(".value + .sentence").first.inner_text().startswith("A gated LSTM")
    assert details.locator(".value a").all_inner_texts()[:3] == ["question answering", "SQuAD", "F1"]
    assert details.get_by_role("heading", name="Introduced in 1 paper").is_visible()
    assert details.locator("section:has(> h3:text-is('Broader')) a").inner_text() == "question answering"


def test_a_paper_tells_what_it_introduces_and_what_it_uses_apart(open_page: OpenPage) -> None:
    page = open_page(related_rows())
    visit(page, "#paper/a")
    parts = page.locator("#details section:has(> .names)")
    assert [part.split("\n") for part in parts.all_inner_texts()] == [
        ["Introduces", "long short-term memory"],
        ["Uses", "SQuAD"],
    ]
    assert page.locator("#details section:has(> h3:text-is('Relations')) .sentence").count() == 1


def test_a_concept_has_its_papers_by_role_those_that_introduce_it_first(open_page: OpenPage) -> None:
    page = open_page(related_rows())
    visit(page, "#concept/lstm")
    headings = page.locator("#details h3").all_inner_texts()
    assert [text for text in headings if " in " in text] == ["Introduced in 1 paper", "Used in 1 paper"]


def test_a_concept_links_to_other_vocabularies_and_to_the_code_of_who_introduced_it(open_page: OpenPage) -> None:
    page = open_page(related_rows())
    visit(page, "#concept/lstm")
    sources = page.locator("#details .sources")
    page.locator("#details h2").wait_for()
    assert [link.get_attribute("href") for link in sources.locator("a").all()] == [
        "https://example.org/code",
        "https://example.org/lstm",  # never over http
    ]
    assert sources.locator("> *").last.inner_text() == "close to http://example.org/lstm"


def test_the_filter_of_roles_leaves_who_introduced_what(open_page: OpenPage) -> None:
    page = open_page(related_rows())
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Role").select_option("introduced")
    assert page.get_by_role("status").inner_text().startswith("Showing 2 of 7")
    page.get_by_role("button", name="Table").click()
    assert page.locator("#list tbody th").all_inner_texts() == ["long short-term memory", "Gates That Remember"]
    assert "role=introduced" in page.url


def test_a_relation_of_two_papers_is_said_once_and_leads_to_both_sentences(open_page: OpenPage) -> None:
    page = open_page(related_rows())
    visit(page, "#concept/squad")
    relations = page.locator("#details section:has(> h3:text-is('Relations'))")
    assert relations.locator(".claim").count() == 1
    assert relations.locator(".why").inner_text().startswith("Answers from Paragraphs")  # the surest
    relations.get_by_role("link", name="and 1 more paper").click()
    assert page.get_by_role("heading", name="Stated by 2 papers").is_visible()
    assert page.locator("#details .sentence").all_inner_texts() == [
        "We answer questions on SQuAD with an LSTM.",
        "A gated LSTM and the LSTM of last year 🧪 agree on SQuAD.",
    ]


def test_a_dataset_has_a_leaderboard_the_best_first_and_differences_apart(open_page: OpenPage) -> None:
    page = open_page(related_rows())
    visit(page, "#concept/squad")
    board = page.locator("#details section:has(> h3:text-is('Leaderboard · F1'))")
    assert board.locator(".value b").all_inner_texts() == ["93.1%", "88%"]
    assert board.locator(".why").all_inner_texts() == ["Gates That Remember", "Answers from Paragraphs"]
    assert board.locator(".sentence").first.inner_text().startswith("A gated LSTM")
    differences = page.locator("#details section:has(> h3:text-is('Differences that papers report'))")
    assert differences.locator(".value b, .value small").all_inner_texts() == ["2.5 points", "a difference, no score"]


@pytest.mark.parametrize(
    "address", ["#", "#paper/a", "#concept/squad", "#concept/lstm", "#?table=1", "#edge/link/paper/a/paper/b"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: OpenPage, address: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("needs node and the packages of outputs/html/front (npm ci)")
    page = open_page(related_rows())
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(page, address)
    page.get_by_role("button", name="Filters").click()
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run().then((report) => report.violations)")
    assert [(rule["id"], [node["html"][:90] for node in rule["nodes"]]) for rule in found if rule["impact"] in SERIOUS] == []


def save_by(page: Any, button: str) -> None:
    page.get_by_text("Save", exact=True).click()
    page.get_by_role("button", name=button).click()


def test_the_link_to_what_is_seen_is_copied(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, "#concept/lstm")
    save_by(page, "Copy link")
    until(page, "document.getElementById('said').textContent === 'The link is copied.'")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("page.html#concept/lstm")


def test_where_nothing_can_be_copied_the_link_is_shown(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.evaluate("window.prompt = (question, link) => (window.offered = link)")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    save_by(page, "Copy link")
    until(page, "window.offered === location.href")


def test_paper_gets_the_drawing_and_the_details_without_the_controls(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    page.evaluate("window.print = () => (window.printed = true)")
    save_by(page, "Print")
    assert page.evaluate("window.printed")
    visit(page, "#paper/a")
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden()
    assert page.locator("#zoom").is_hidden()
    drawing, details = (page.locator(name).bounding_box() for name in ("#stage", "#details"))
    assert drawing["height"] > 300
    assert details["y"] >= drawing["y"] + drawing["height"]
    assert page.pdf().startswith(b"%PDF")


def middle_of_marks(page: Any) -> tuple[float, float]:
    page.wait_for_timeout(300)
    circle = page.evaluate("window.frame.circles[0]")
    return circle["x"], circle["y"]


def test_two_fingers_zoom_and_one_moves(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    hand = page.context.new_cdp_session(page)
    hand.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def spread() -> float:
        heights = [text["y"] for text in page.evaluate("window.frame.texts")]
        return float(max(heights) - min(heights))

    before, (x, y) = spread(), middle_of_marks(page)
    touch("touchStart", (x - 40, y), (x + 40, y))
    for step in range(1, 9):
        touch("touchMove", (x - 40 - 10 * step, y), (x + 40 + 10 * step, y))
    touch("touchEnd")
    assert middle_of_marks(page) == pytest.approx((x, y), abs=12)
    assert spread() > 1.5 * before
    touch("touchStart", (x + 60, y + 120))
    for step in range(1, 9):
        touch("touchMove", (x + 60 + 10 * step, y + 120 - 5 * step))
    touch("touchEnd")
    page.wait_for_timeout(300)
    page.mouse.click(x + 80, y - 40)
    assert page.get_by_role("heading", level=2).inner_text() == "long short-term memory"
    assert page.evaluate("visualViewport.scale") == 1


def test_a_notebook_shows_the_page_in_a_frame(open_page: OpenPage, make_atlas: Callable[..., Atlas], tmp_path: Path) -> None:
    page = open_page({})
    cell = make_atlas(drawn_rows(), merges=()).show(height=700)._repr_html_()
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{cell}", "utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.get_by_role("combobox").fill("gates")
    frame.get_by_role("combobox").press("Enter")
    assert frame.locator("#details .abstract").inner_text() == EMOJI
    frame.locator("#details").get_by_role("link", name="SQuAD").last.click()
    assert frame.get_by_role("heading", level=2).inner_text() == "SQuAD"
    frame.get_by_role("button", name="Dataset").click()
    frame.get_by_role("button", name="Table").click()
    assert frame.locator("#list tbody tr").count() == 5
    frame.get_by_text("Save", exact=True).click()
    assert frame.get_by_role("button", name="Copy link").is_hidden()  # it would lead nowhere


def test_latex_is_read_and_its_mentions_are_marked(open_page: OpenPage) -> None:
    rows = drawn_rows()
    text = r"With $\alpha$-gates, the {\em long} LSTM gains 3\% on SQuAD."
    rows["papers"][0] |= {"title": r"Gates at $\ell_1$", "abstract": text}
    rows["mentions"][:3] = [mention(0, "a", text, "LSTM", "lstm"), mention(1, "a", text, "SQuAD", "squad")]
    page = open_page(rows)
    page.get_by_role("combobox").fill("ℓ_1")
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=2).inner_text() == "Gates at ℓ_1"
    assert page.locator("#details .abstract").inner_text() == "With α-gates, the long LSTM gains 3% on SQuAD."
    assert page.locator("#details .abstract a").all_inner_texts() == ["LSTM", "SQuAD"]


def test_every_community_of_a_large_atlas_has_its_whole_name(open_page: OpenPage) -> None:
    page = open_page(many_communities())
    drawn = drawn_texts(page)
    assert [name for name in ("multiplication", "segmentation") if name not in drawn] == []
    assert sum(text.startswith("subject") for text in drawn) == 18
    assert not [text for text in drawn if "…" in text]


def test_labels_stand_beside_the_details(open_page: OpenPage) -> None:
    page = open_page(drawn_rows())
    visit(page, "#concept/squad")
    page.wait_for_timeout(500)
    panel = page.locator("#details").bounding_box()
    texts = page.evaluate("window.frame.texts")
    assert len(texts) >= 3
    assert not [text for text in texts if text["x"] + text["width"] / 2 > panel["x"]]


HOSTILE = (
    "</script><script>alert(1)</script>",
    '<img src="https://example.org/x.png" onerror="alert(1)">',
    "{{7*7}} ${7*7} <!--<script>",
    "javascript:alert(1)",
    "line\u2028and\u2029line",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "</textarea><script>alert(2)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>click</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>@import 'https://example.org/x.css';</style>",
    "<link rel=stylesheet href=https://example.org/y.css>",
    "data:text/html,<script>alert(1)</script>",
    "]]><!--",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\u202eevil\u202c text",
    "<math><mtext></style><img src=x onerror=alert(1)></math>",
    "https://example.org/<script>alert(1)</script>",
    "__proto__",
)


def test_hostile_text_stays_text_wherever_it_stands(open_page: OpenPage) -> None:
    page = open_page(with_text_everywhere())
    for text in HOSTILE:
        page.get_by_role("combobox").fill(text[:6])
        page.wait_for_selector("[role=option]")
        for kind in ("paper", "concept"):
            visit(page, f"#{kind}/{quote(text, safe='')}")
            until(page, "text => document.querySelector('#details h2')?.textContent === text", shown(text))
            check_nothing_is_an_element(page)
        visit(page, "#edge/usage/paper/{0}/concept/{0}".format(quote(text, safe="")))
        page.wait_for_selector("#details .claim")
        check_nothing_is_an_element(page)
    visit(page, "#?table=1")
    page.wait_for_selector("#list table")
    assert page.locator("script").count() == 4  # the description, the data twice, and the script of the page
    assert page.locator("style, link").count() == 2  # those of the page


def check_nothing_is_an_element(page: Any) -> None:
    assert page.locator("img, svg[onload], iframe, math").count() == 0
    assert page.locator("a[href^='javascript:'], a[href^='data:']").count() == 0


def shown(text: str) -> str:
    """Return the text as the page shows it: without what would turn around what stands beside it."""
    return re.sub("[\u202a-\u202e]", "", text)


def with_text_everywhere() -> Rows:
    """Rows of a paper and a concept for each hostile text, which stands in each of their fields."""
    rows: Rows = {"papers": [], "concepts": [], "mentions": [], "usages": [], "links": [], "relations": [], "results": []}
    for number, text in enumerate(HOSTILE):
        span = {"field": "abstract", "start": 0, "end": 3, "sent_start": 0, "sent_end": len(text)}
        many = {"authors": [text], "code": [text], "categories": [text]}
        paper = {"paper_id": text, "title": text, "abstract": text, "venue": text, "url": text, **many}
        rows["papers"].append(paper | place(40 * number, 0))
        names = {"aliases": [f"{text} too"], "broader": [text], "matches": [text]}
        rows["concepts"].append(
            {"concept_id": text, "label": text, "type": "Model", **names, "papers": 2, **place(40 * number, 80)}
        )
        rows["mentions"].append({"mention_no": number, "paper_id": text, "concept_id": text, "text": text[:3], **span})
        rows["usages"].append({"paper_id": text, "concept_id": text, "role": text})
        claim = {"paper_id": text, "field": "abstract", "start": 0, "end": 3}
        rows["relations"].append({**claim, "head_id": text, "relation": text, "tail_id": text})
        rows["results"].append({**claim, "model_id": text, "value_text": text, "unit": text})
    for one, other in pairwise(sorted(HOSTILE)):
        rows["links"].append({"paper_a": one, "paper_b": other, "score": 0.5, "shared": [one]})
    return rows


def dated_rows() -> Rows:
    """The rows drawn, with years, roles and weights."""
    rows = drawn_rows()
    for year, paper in zip((2019, 2021, 2018), rows["papers"], strict=True):
        paper["year"] = year
    for usage in rows["usages"]:
        is_heavy = usage["concept_id"] == "lstm"
        usage |= {"role": "introduced" if is_heavy else "used", "weight": 1.0 if is_heavy else 0.5}
    return rows


def related_rows() -> Rows:
    """The rows drawn, with roles, a relation of two papers, results of one board, a difference, and a broader concept."""
    rows = drawn_rows()
    start, second = EMOJI.index("A gated"), rows["papers"][1]["abstract"]
    claim = {"paper_id": "a", "field": "abstract", "start": start, "end": len(EMOJI)}
    other = {"paper_id": "b", "field": "abstract", "start": 0, "end": len(second)}
    rows["concepts"][0] |= {"broader": ["qa"], "matches": ["skos:closeMatch http://example.org/lstm 0.75"]}
    rows["papers"][0]["code"] = ["https://example.org/code", "javascript:alert(1)"]
    rows["concepts"].append({"concept_id": "f1", "label": "F1", "type": "Metric", "papers": 1, "hidden": False})
    for usage, role in zip(rows["usages"], ("introduced", "used", "used"), strict=False):
        usage["role"] = role
    said = {"head_id": "lstm", "relation": "evaluated_on", "tail_id": "squad"}
    rows["relations"] = [{**claim, **said, "confidence": 0.6}, {**other, **said, "confidence": 0.9}]
    of = {"model_id": "lstm", "dataset_id": "squad", "task_id": "qa", "metric_id": "f1", "unit": "%"}
    rows["results"] = [
        {**other, **of, "value": Decimal(88), "value_text": "88%", "difference": False},
        {**claim, **of, "value": Decimal("93.1"), "value_text": "93.1%", "difference": False},
        {**claim, **of, "value": Decimal("2.5"), "value_text": "2.5", "unit": "points", "difference": True},
    ]
    return rows


def large_rows() -> Rows:
    """Rows of more papers than are drawn at once, in two communities of one concept each."""
    sides = [(f"{side}{number:04}", side) for side in (0, 1) for number in range(850)]
    return {
        "papers": [
            {
                "paper_id": key,
                "title": f"Title {key}",
                **place(1500 * side + int(key[1:]) % 30 * 20, int(key[1:]) // 30 * 20, community=side),
            }
            for key, side in sides
        ],
        "concepts": [
            {
                "concept_id": f"c{side}",
                "label": f"subject {side}",
                "type": "Task",
                "papers": 850,
                "hidden": False,
                **place(1500 * side, -40, community=side),
            }
            for side in (0, 1)
        ],
        "usages": [{"paper_id": key, "concept_id": f"c{side}", "weight": 1.0} for key, side in sides],
    }


def many_communities() -> Rows:
    """Rows of twenty communities, from two papers to more than four hundred, each with a concept of its own."""
    sizes = [420 - 22 * number for number in range(18)] + [2, 2]
    names = [*(f"subject {number:02}" for number in range(18)), "multiplication", "segmentation"]
    rows: Rows = {"papers": [], "concepts": [], "usages": []}
    for number, (size, name) in enumerate(zip(sizes, names, strict=True)):
        spot = place(300 * (number % 5), 300 * (number // 5), community=number)
        concept = {"concept_id": f"c{number}", "label": name, "type": "Task", "papers": size, "hidden": False}
        rows["concepts"].append(concept | spot)
        for own in range(size):
            key = f"p{number:02}-{own:03}"
            rows["papers"].append({"paper_id": key, "title": f"Title {key}", **spot})
            rows["usages"].append({"paper_id": key, "concept_id": f"c{number}", "weight": 1.0})
    return rows


def drawn_texts(page: Any) -> list[str]:
    return [text["text"] for text in page.evaluate("window.frame.texts")]
