"""A token tagger on a pretrained encoder, in torch: for training only, nothing at run time imports it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from extractors.decoding import TAGS
from extractors.pieces import SHAPES, Window

GOLD = "gold"
"""The head of the 11 tags of `extractors.decoding`."""


class Tagger(nn.Module):
    """Gives logits of tags for each piece: an encoder that sees words' shapes too, and a layer for each set of tags."""

    def __init__(self, folder: Path, others: Mapping[str, int] | None = None, dropout: float = 0.1) -> None:
        """Read the encoder of a folder; `others` are further heads, by name, with how many tags they tell apart."""
        super().__init__()
        options = {"add_pooling_layer": False, "attention_probs_dropout_prob": 0.0}
        self.encoder = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32, **options)
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shape.weight)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(width, TAGS)
        self.others = nn.ModuleDict({name: nn.Linear(width, tags) for name, tags in (others or {}).items()})

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest `layers` as they are, which saves a quarter of the time; nothing where it is 0."""
        if not layers:
            return
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:layers]):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, head: str = GOLD) -> Tensor:
        """Return the logits of a head, (windows, pieces, tags)."""
        embedded = self.encoder.get_input_embeddings()(ids) + self.shape(shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        layer = self.head if head == GOLD else self.others[head]
        return layer(self.dropout(hidden))


def to_batch(windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, shapes and mask of the windows, padded to the longest; (windows, pieces) each."""
    longest = max(len(window.ids) for window in windows)
    tables = torch.zeros((3, len(windows), longest), dtype=torch.long)
    for row, window in enumerate(windows):
        size = len(window.ids)
        tables[0, row, :size] = torch.tensor(window.ids)
        tables[1, row, :size] = torch.tensor(window.shapes)
        tables[2, row, :size] = 1
    return tables[0], tables[1], tables[2]


def of_words(table: Tensor, windows: Sequence[Window]) -> Tensor:
    """Return the rows of the first piece of every word, (words of all windows, last dimension)."""
    rows = torch.tensor([row for row, window in enumerate(windows) for _ in window.firsts])
    places = torch.tensor([place for window in windows for place in window.firsts])
    return table[rows, places]
