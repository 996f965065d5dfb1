"""The atlas as a schema.org Dataset in the head of the page."""

import json
import re
from collections.abc import Callable

import pytest

from kg.atlas import Atlas
from outputs.dataset import to_dataset_jsonld
from outputs.html.page import Html


def test_it_has_what_search_engines_for_data_ask_for(make_atlas: Callable[..., Atlas]) -> None:
    said = json.loads(to_dataset_jsonld(make_atlas(title="Gates", licence="https://example.org/l", publisher="A. P.")))
    assert said["@type"] == "Dataset"
    assert said["name"] == "Gates"
    assert len(said["description"]) >= 50
    assert said["license"] == "https://example.org/l"
    assert said["publisher"] == {"@type": "Organization", "name": "A. P."}


def test_what_is_not_known_is_left_out(small_atlas: Atlas) -> None:
    assert set(json.loads(to_dataset_jsonld(small_atlas))) == {"@context", "@type", "@id", "name", "description"}


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--", "$x ${y}", 'a "b" \\ c'])
def test_no_title_breaks_out_of_the_head_of_the_page(make_atlas: Callable[..., Atlas], title: str) -> None:
    page = Html().to_html(make_atlas(title=title))
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(found)["name"] == title
