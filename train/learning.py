"""The training loop of a torch tagger: hard and soft labels alike, an epoch at a time, resumable."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from tagger import GOLD, Tagger, of_words, to_batch
from torch import nn

from extractors.decoding import Table
from extractors.pieces import Window


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made with; rates are those at the top of the schedule, which rises for a tenth of it and then falls."""

    epochs: int
    rate: float
    head_rate: float
    batch: int
    frozen: int
    seed: int


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the tag probabilities that its words are to get from a head, (words, its tags)."""

    window: Window
    target: Table
    head: str = GOLD


def train(settings: Settings, model: Tagger, examples: Sequence[Example], state: Path) -> Iterator[tuple[int, Tagger]]:
    """Yield the model after each epoch, having written it to `state`; epochs that stand there are not trained again.

    Once all are trained, the last is yielded again.
    """
    model.freeze(settings.frozen)
    optimizer = _optimizer(model, settings)
    schedule = _schedule(optimizer, settings.epochs * -(-len(examples) // settings.batch))
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
    done = 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        done = saved.pop("epoch")
        for name, part in parts.items():
            part.load_state_dict(saved[name])
    if done == settings.epochs:
        yield done, model
    for epoch in range(done + 1, settings.epochs + 1):
        began = time.perf_counter()
        loss = _train_epoch(model, optimizer, schedule, _batches(examples, settings.batch, settings.seed + epoch))
        print(json.dumps({"epoch": epoch, "loss": round(loss, 4), "seconds": round(time.perf_counter() - began)}), flush=True)
        torch.save({"epoch": epoch, **{name: part.state_dict() for name, part in parts.items()}}, state)
        yield epoch, model


def _optimizer(model: Tagger, settings: Settings) -> torch.optim.Optimizer:
    inner = [weights for weights in model.encoder.parameters() if weights.requires_grad]
    outer = [*model.head.parameters(), *model.others.parameters(), *model.shape.parameters()]
    return torch.optim.AdamW(
        [{"params": inner, "lr": settings.rate}, {"params": outer, "lr": settings.head_rate}], weight_decay=0.01, fused=True
    )


def _schedule(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), (steps - step) / (0.9 * steps))
    )


def _batches(examples: Sequence[Example], size: int, seed: int) -> Iterator[list[Example]]:
    """Yield batches of windows of near length for one head each, in a random order."""
    order = random.Random(seed)
    ranked = sorted(examples, key=lambda example: (example.head, len(example.window.ids) + order.random() * 40))
    heads = [list(group) for _, group in groupby(ranked, key=lambda example: example.head)]
    batches = [group[start : start + size] for group in heads for start in range(0, len(group), size)]
    order.shuffle(batches)
    yield from batches


def _train_epoch(
    model: Tagger,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    batches: Iterator[list[Example]],
) -> float:
    """Return the mean loss of one pass over the batches."""
    model.train()
    losses = []
    for batch in batches:
        windows = [example.window for example in batch]
        logits = of_words(model(*to_batch(windows), batch[0].head), windows)
        loss = nn.functional.cross_entropy(logits, torch.from_numpy(np.concatenate([example.target for example in batch])))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if len(losses) % 20 == 0:
            print(json.dumps({"step": len(losses), "loss": round(float(np.mean(losses[-20:])), 4)}), flush=True)
    return float(np.mean(losses))
