"""The words of a Doc as the pieces that a pretrained encoder reads, cut into windows at sentence ends.

The encoders are uncased; what the case of a word tells goes beside its pieces as one of eight shapes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extractors.text import words_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHAPES = 9
"""How many shapes there are; 0 is that of the special pieces."""

LONGEST = 384
"""Pieces of the longest window, the two special ones included; a longer text is cut behind a sentence."""


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive words of a Doc: ids and shapes of their pieces, each word (its index in the Doc), and its first piece."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    words: tuple[int, ...]
    firsts: tuple[int, ...]


def word_shape(word: str) -> int:
    """Return the shape of a word, 1 to 8: lower case, Title, UPPER, miXed, the same with digits (as three), marks alone.

    >>> [word_shape(word) for word in ("net", "Net", "NET", "ResNet", "v2", "Qwen2", "GPT4", "-")]
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    if not any(character.isalnum() for character in word):
        return 8
    upper = sum(character.isupper() for character in word)
    if any(character.isdigit() for character in word):
        return 5 + min(upper, 2)
    if upper == 0:
        return 1
    if upper == sum(character.isalpha() for character in word):
        return 3
    return 2 if upper == 1 and word[0].isupper() else 4


def to_windows(doc: Doc, tokenizer: "Tokenizer", longest: int = LONGEST) -> Iterator[Window]:
    """Yield windows that hold every word with at least one piece, in order; sentences must be set.

    A sentence of more than `longest` pieces is cut where it must be.
    """
    first, last = tokenizer.encode("").ids
    pieces = _pieces_of_words(doc, tokenizer)
    for words in _packed(doc, pieces, longest - 2):
        shapes = [word_shape(doc[word].text) for word in words]
        lengths = [len(pieces[word]) for word in words]
        starts = [1 + sum(lengths[:place]) for place in range(len(words))]
        yield Window(
            ids=(first, *(piece for word in words for piece in pieces[word]), last),
            shapes=(0, *(shape for shape, length in zip(shapes, lengths, strict=True) for _ in range(length)), 0),
            words=tuple(words),
            firsts=tuple(starts),
        )


def _pieces_of_words(doc: Doc, tokenizer: "Tokenizer") -> list[list[int]]:
    encoding = tokenizer.encode(words_of(doc), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in doc]
    for word, piece in zip(encoding.word_ids, encoding.ids, strict=True):
        if word is not None:
            pieces[word].append(piece)
    return pieces


def _packed(doc: Doc, pieces: Sequence[Sequence[int]], room: int) -> Iterator[list[int]]:
    """Yield the words of each window: as many whole sentences as there is room for."""
    window: list[int] = []
    used = 0
    for sentence in doc.sents:
        words = [token.i for token in sentence if pieces[token.i]]
        size = sum(len(pieces[word]) for word in words)
        if window and used + size > room:
            yield window
            window, used = [], 0
        for word in words:
            if window and used + len(pieces[word]) > room:
                yield window
                window, used = [], 0
            window.append(word)
            used += len(pieces[word])
    if window:
        yield window
