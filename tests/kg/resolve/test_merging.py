"""Which names are one wherever they stand, and which ones in one paper: a good pair and a bad one for each rule."""

import pyarrow as pa
import pytest

from kg.model import ConceptType
from kg.resolve import Resolution, find_stated, resolve
from kg.resolve.misprints import THRESHOLDS

Row = tuple[str, str, ConceptType]


def resolved(*rows: Row, definitions: tuple[tuple[str, str, str], ...] = ()) -> Resolution:
    """Return the resolution of mentions from (paper_id, text, type), with definitions from (paper_id, short, long)."""
    columns = zip(*((*row, "") for row in rows), strict=True)
    mentions = pa.table(dict(zip(("paper_id", "text", "type", "hint"), map(list, columns), strict=True)))
    mentions = mentions.append_column("type_scores", pa.nulls(len(rows), pa.list_(pa.float32())))
    parts = [pa.array([row[place] for row in definitions], pa.string()) for place in range(3)]
    return resolve(mentions, pa.table(parts, names=["paper_id", "short", "long"]), papers=len({row[0] for row in rows}))


def papers_with(name: str, kind: ConceptType, papers: int) -> tuple[Row, ...]:
    return tuple((f"p{number}", name, kind) for number in range(papers))


def are_one(resolution: Resolution) -> bool:
    return len(set(resolution.concept_ids.to_pylist())) == 1


@pytest.mark.parametrize(
    ("common", "rare", "kind", "same"),
    [
        ("fine-tuning", "fine-tuned", "Method", True),
        ("fine-tuning", "fine-tune", "Method", False),
        ("generalization", "generalize", "Task", True),
        ("scalability", "scalable", "Metric", True),
        ("sample efficiency", "sample-efficient", "Metric", True),
        ("computational efficiency", "computationally efficient", "Metric", True),
        ("medical imaging", "medical image", "Method", False),
        ("latency", "latent", "Metric", False),
        ("adaptation", "adapter", "Method", False),
        ("self-supervised learning", "self-supervised", "Method", True),
        ("few-shot learning", "few-shot", "Method", True),
        ("prompt learning", "prompt", "Method", False),
        ("Transformer", "vanilla Transformer", "Model", True),
        ("view synthesis", "novel view synthesis", "Task", False),
        ("accuracy", "high accuracy", "Metric", True),
        ("confidence error", "high confidence error", "Metric", False),
        ("convergence rate", "rates of convergence", "Metric", True),
        ("anomaly detection", "detection of the anomalies", "Task", True),
        ("thought graph", "graph of thoughts", "Method", False),
        ("function regression", "functional regression", "Task", False),
        ("U-Net", "UNet", "Model", True),
        ("low-rank sparse model", "low-rank, sparse model", "Model", True),
        ("graph-based learning", "graph-based", "Method", False),
        ("on-device AI", "on-device AI model", "Model", False),
        ("LSTM", "LSTM model", "Model", True),
        ("shared learning", "shared", "Method", True),
        ("phase", "phased", "Method", False),
        ("multiple", "MultiPL-E", "Dataset", False),
        ("context budget", "ContextBudget", "Method", False),
        ("auto-encoder", "autoencoder", "Model", True),
        ("recurrent unit", "simple recurrent unit", "Model", False),
        ("gradient descent", "gradient decent", "Method", True),
        ("multilingual model", "mutlilingual model", "Model", False),
        ("convolutional neural network", "convolutional nueral network", "Model", False),
        ("graph convolutional network", "graph convolutoinal network", "Model", True),
        ("WikiText-103", "WikiTest-103", "Dataset", False),
        ("convex relaxation", "concave relaxation", "Method", False),
        ("masking", "masks", "Method", False),
        ("AI-generated", "AI generation", "Task", False),
        ("code agent", "CodeAgent", "Model", False),
        ("conditional generation", "condition generation", "Task", False),
        ("convolutional kernel", "convolution kernel", "Method", True),
        ("agentic RAG", "AgenticRAG", "Method", False),
        ("code LLMs", "CodeLLMs", "Model", True),
        ("CT-GAN", "CTGAN", "Model", True),
        ("RFT", "R-FT", "Method", False),
        ("probe pruning", "probes-pruning", "Method", False),
        ("skill acquisition", "skills acquisition", "Task", True),
        ("latency", "low latency", "Metric", True),
        ("FPR", "low-FPR", "Metric", False),
        ("delay", "high-delay", "Metric", False),
        ("composition rule", "compositional rule", "Method", False),
        ("LP", "L_p", "Method", False),
        ("automatic", "automatic mechanism", "Method", False),
        ("local minimum", "local minima", "Task", True),
    ],
)
def test_a_rare_form_of_a_common_name(common: str, rare: str, kind: ConceptType, same: bool) -> None:
    assert are_one(resolved(*papers_with(common, kind, 8), ("x", rare, kind))) is same


def test_a_bare_stem_is_a_verb_where_its_participle_stands() -> None:
    assert are_one(
        resolved(*papers_with("fine-tuning", "Method", 8), ("x", "fine-tuned", "Method"), ("y", "fine-tune", "Method"))
    )


@pytest.mark.parametrize(("participle", "same"), [("conditioned", False), ("pre-conditioned", True), ("normalized", True)])
def test_a_plain_participle_is_no_form_of_its_noun(participle: str, same: bool) -> None:
    noun = participle.replace("ized", "ization").replace("ed", "ing")
    assert are_one(resolved(("x", participle, "Method"), *papers_with(noun, "Method", 8))) is same


def test_no_name_is_a_verb_because_its_participle_stands() -> None:
    names = (*papers_with("weighting", "Method", 8), ("x", "weighted", "Method"), ("y", "weight", "Method"))
    assert len(set(resolved(*names).concept_ids.to_pylist())) == 3


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [("M-SAM", "MSAM", "Method"), ("CODA-Bench", "CodaBench", "Dataset"), ("MetaRAG", "Meta-RAG", "Method")],
)
def test_rare_coined_names_are_one_only_where_a_paper_has_both(one: str, other: str, kind: ConceptType) -> None:
    assert not are_one(resolved(("a", one, kind), ("b", other, kind)))
    assert are_one(resolved(("a", one, kind), ("a", other, kind)))


@pytest.mark.parametrize(
    ("short", "long", "head", "kinds", "same"),
    [
        ("BO", "Bayesian optimization", "optimizer", ("Method", "Method"), False),
        ("GUI", "graphical user interface", "model", ("Model", "Task"), False),
        ("RN", "recurrent network", "model", ("Model", "Model"), True),
    ],
)
def test_a_general_word_behind_an_abbreviation(
    short: str, long: str, head: str, kinds: tuple[ConceptType, ConceptType], same: bool
) -> None:
    rows: tuple[Row, ...] = (("a", short, kinds[0]), ("a", f"{short} {head}", kinds[0]), ("a", long, kinds[1]))
    assert are_one(resolved(*rows, definitions=(("a", short, long),))) is same


def test_a_word_that_other_names_have_is_no_misprint() -> None:
    common = papers_with("context token", "Method", 8)
    assert are_one(resolved(*common, ("x", "contect token", "Method")))
    others: tuple[Row, ...] = (("x", "content token", "Method"), ("y", "content filter", "Method"))
    assert len(set(resolved(*common, *others).concept_ids.to_pylist())) == 3


@pytest.mark.parametrize(("papers", "same"), [(5, True), (4, False)])
def test_the_mechanism_of_an_established_method_is_the_method(papers: int, same: bool) -> None:
    both = (*papers_with("attention", "Method", 5), *papers_with("attention mechanism", "Method", papers))
    assert are_one(resolved(*both)) is same


def test_what_is_done_is_not_its_mechanism() -> None:
    assert not are_one(resolved(*papers_with("gating", "Method", 5), *papers_with("gating mechanism", "Method", 5)))


def test_a_common_adjective_is_no_rare_kind_of_learning() -> None:
    names = (*papers_with("shared", "Method", 5), ("x", "shared learning", "Method"))
    assert not are_one(resolved(*names))


def test_a_stem_with_a_plural_is_a_thing() -> None:
    names = (*papers_with("token masking", "Method", 8), ("x", "token-masked", "Method"), ("y", "token masks", "Method"))
    assert len(set(resolved(*names).concept_ids.to_pylist())) == 2


def test_inflections_of_another_type_stay_apart() -> None:
    assert not are_one(resolved(*papers_with("language model", "Model", 8), ("x", "language modeled", "Task")))


def test_a_misprint_needs_a_much_commoner_name() -> None:
    assert not are_one(resolved(*papers_with("gradient descent", "Method", 3), ("x", "gradient decent", "Method")))


def test_every_type_has_a_threshold() -> None:
    assert {kind: least <= 100 for kind, least in THRESHOLDS.items()} == dict.fromkeys(
        ("Model", "Method", "Task", "Dataset", "Metric"), True
    )


@pytest.mark.parametrize(
    ("short", "whole", "kind", "same"),
    [
        ("PU learning", "positive-unlabeled learning", "Method", True),
        ("SPAD array", "single-photon avalanche diode array", "Method", True),
        ("PU learning", "positive-unlabeled training", "Method", False),
        ("neural model", "neural network", "Model", True),
        ("neural architecture", "neural network", "Model", False),
        ("human-inspired approach", "human-inspired method", "Method", True),
        ("online algorithm", "online learning", "Method", False),
        ("recursive model", "recursive Transformer model", "Model", True),
        ("linear model", "linear and quadratic model", "Model", False),
        ("object segmentation", "video object segmentation", "Task", False),
        ("anomaly detection", "detecting anomalies", "Task", True),
        ("large language model", "larger language models", "Model", False),
        ("anomaly detector", "anomaly detection", "Method", False),
        ("visual prompt", "visual prompting", "Method", False),
        ("pose-aware feature", "pose-aware feature learning", "Method", False),
        ("video summary", "video summarization", "Task", False),
        ("report writing", "report writing system", "Task", False),
        ("detecting small objects", "small object detection", "Task", True),
        ("reading helps writing", "writing helps reading", "Task", False),
        ("pre-train random forest", "pre-trained random forest", "Model", False),
        ("multi-task online learning", "online multi-task learning", "Method", True),
        ("RS foundation model", "remote-sensing foundation model", "Model", True),
        ("coaching agent", "coachable agent", "Model", False),
        ("structured supervision", "structuring supervision", "Method", False),
        ("haptic quality", "haptic quality metric", "Metric", False),
        ("extraction of factors", "extraction of latent factors", "Task", False),
        ("factor extraction", "factor joint extraction", "Task", True),
    ],
)
def test_two_names_of_one_paper(short: str, whole: str, kind: ConceptType, same: bool) -> None:
    assert are_one(resolved(("a", short, kind), ("a", whole, kind))) is same
    assert not are_one(resolved(("a", short, kind), ("b", whole, kind)))


@pytest.mark.parametrize(("short", "same"), [("CT-FM", False), ("CT FM", True)])
def test_a_single_word_may_be_one_of_what_it_abbreviates(short: str, same: bool) -> None:
    names: tuple[Row, Row] = ("a", short, "Model"), ("a", "CT foundation models", "Model")
    assert are_one(resolved(*names, definitions=(("a", "FM", "foundation model"),))) is same


def test_an_abbreviation_its_long_form_and_the_same_with_a_general_word_are_one() -> None:
    names: tuple[Row, ...] = tuple(
        ("a", name, "Model") for name in ("LSTM", "Long Short-Term Memory", "long short-term memory networks")
    )
    assert are_one(resolved(*names, definitions=(("a", "LSTM", "Long Short-Term Memory"),)))


def test_a_name_that_is_abbreviated_itself_shortens_no_other() -> None:
    names: tuple[Row, Row] = ("a", "continual relation learning", "Task"), ("a", "continual few-shot relation learning", "Task")
    assert are_one(resolved(*names))
    assert not are_one(resolved(*names, definitions=(("a", "CRL", "continual relation learning"),)))


@pytest.mark.parametrize(
    ("short", "one", "other", "same"),
    [
        ("VLM", "vision-language model", "visual language model", True),
        ("QA", "question answering", "question answer", True),
        ("RNN", "recurrent neural network", "recursive neural network", False),
        ("LM", "language model", "looped language model", False),
        ("MAE", "masked autoencoder", "masked autoencoding", False),
    ],
)
def test_long_forms_of_one_abbreviation(short: str, one: str, other: str, same: bool) -> None:
    names: tuple[Row, Row] = ("a", one, "Model"), ("b", other, "Model")
    assert are_one(resolved(*names, definitions=(("a", short, one), ("b", short, other)))) is same


def test_versions_stay_apart() -> None:
    for pair in (("GPT-4o", "GPT-4o mini"), ("S4", "S5")):
        assert not are_one(resolved(*(("a", name, "Model") for name in pair)))
    assert not are_one(resolved(("a", "CIFAR-10", "Dataset"), ("a", "CIFAR-100", "Dataset")))


def test_a_papers_definition_writes_out_its_longer_names() -> None:
    names: tuple[Row, Row] = ("a", "MPC prediction", "Task"), ("a", "multipath component prediction", "Task")
    assert are_one(resolved(*names, definitions=(("a", "MPC", "multipath component"),)))


def stated(title: str, abstract: str, *names: str, kinds: tuple[str, ...] = ("Method", "Method")) -> list[tuple[str, str]]:
    """Return what a paper states of two names, the places of which are those where they stand first."""
    field = ["title" if name in title else "abstract" for name in names]
    starts = [(title if where == "title" else abstract).index(name) for where, name in zip(field, names, strict=True)]
    ends = [start + len(name) for start, name in zip(starts, names, strict=True)]
    columns = {"paper_id": ["p"] * 2, "field": field, "start": starts, "end": ends, "sent_start": [0] * 2}
    mentions = pa.table({**columns, "text": list(names), "type": list(kinds)})
    papers = pa.table({"paper_id": ["p"], "title": [title], "abstract": [abstract]})
    return [(row["short"], row["long"]) for row in find_stated(papers, mentions).to_pylist()]


LONG = "Modular Instruction Memory with Learnable Selection"


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        (f"MILES: {LONG} for Robots", ""),
        ("", f"We show MILES, a {LONG} for robots."),
        ("", f"We show MILES, or {LONG}."),
        ("", f"We show MILES ({LONG} for robots)."),
        ("", f"We show {LONG} (MILES)."),
    ],
)
def test_a_text_states_that_two_names_are_one(title: str, abstract: str) -> None:
    names = sorted((LONG, "MILES"), key=(title or abstract).index)
    assert stated(title, abstract, *names) == [("MILES", LONG)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"We show MILES and {LONG}.", ("Method", "Method")),
        (f"MILES: {LONG} is one.", ("Method", "Method")),
        (f"We show MILES, a {LONG}.", ("Model", "Method")),
    ],
)
def test_other_neighbours_state_nothing(text: str, kinds: tuple[str, ...]) -> None:
    assert stated("", f"So. {text}", "MILES", LONG, kinds=kinds) == []


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("GPT-4", "GPT-4 Turbo Max"),
        ("GPT-4o", "GPT-4 Turbo"),
        ("CIFAR-10-C", "CIFAR-100-C"),
        ("IRIS", "interactive reasoning"),
        ("MEMOIR", "memory-guided tree search"),
    ],
)
def test_what_only_has_the_letters_is_no_long_form(short: str, long: str) -> None:
    assert stated("", f"We show {short}, a {long}.", short, long) == []


def test_a_long_form_has_the_letters_in_their_order() -> None:
    assert stated("", "We show SELIM, a modular instruction memory.", "SELIM", "modular instruction memory") == []


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("NLQ4DB", "natural language queries for databases"),
        ("xMiCo", "cross-modal mixed contrast"),
        ("C2AE", "class conditioned auto-encoder"),
        ("$S^3$", "stratified scaling search"),
    ],
)
def test_a_digit_or_an_x_stands_for_a_word_or_for_letters(short: str, long: str) -> None:
    assert stated("", f"We show {long} ({short}).", long, short) == [(short, long)]
