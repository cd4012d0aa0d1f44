"""Teaches the word table and the networks' convolutions to read a unit as the sentence model does.

Needs the packages jax and optax. A word of the table was at first encoded alone; in a sentence it weighs and means
something else. Two readings are taught at once: the sum of a unit's words, as the linear layers read it, and the
convolutions, as the networks begin. Both are compared with the sentence model by the angle between the vectors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from ..classification.network import WORD_SCALE
from .network_fit import CHANNELS, beside
from .reading import Lessons

EPOCHS = 18
RATE, DECAY, WARMUP = 2e-3, 0.01, 0.15
BATCH = 256
WORDS_DROPPED, DROPPED = 0.07, 0.1
SUM_WEIGHT = 0.7  # of the sum of words against the convolutions
LENGTH_WEIGHT = 0.2  # of the squared distance against the angle
KEPT = 4e-4  # what it costs that a word moves: words that stand in few units stay near where they were
_SMALL = 1e-4
Weights = dict[str, Any]
READING = ("near", "near_bias", "wide", "wide_bias")  # what the networks begin with


def teach(
    lessons: Lessons,
    table: np.ndarray,
    weight: np.ndarray | None,
    progress: Callable[[str], None] = lambda _: None,
    epochs: int = EPOCHS,
    seed: int = 0,
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The word table (words, dimensions), moved, and the convolutions by name.

    ``weight`` (words,): what a word weighs in a sum. Without it the table stays as it is.
    """
    words = jnp.asarray(np.vstack([np.zeros((2, table.shape[1])), table]), dtype=jnp.float32)
    rarity = None if weight is None else jnp.asarray(np.concatenate([[0, 0], weight]), dtype=jnp.float32)
    weights = _start(jax.random.PRNGKey(seed), words, lessons.told.shape[1], moves=rarity is not None)
    count = len(lessons.tokens)
    size = min(BATCH, count)
    per_epoch = count // size
    steps = optax.cosine_onecycle_schedule(per_epoch * epochs, RATE, WARMUP)
    # Weight decay would draw all words towards where they were with every step, also those that are not read.
    kinds = {name: "moved" if name == "moved" else "others" for name in weights}
    optimiser = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.multi_transform(
            {"others": optax.adamw(steps, weight_decay=DECAY), "moved": optax.adam(steps)}, kinds
        ),
    )
    step = _stepper(optimiser, words, rarity)
    state, key, random = optimiser.init(weights), jax.random.PRNGKey(seed + 1), np.random.default_rng(seed)
    for epoch in range(epochs):
        order, losses = random.permutation(count), []
        for i in range(per_epoch):
            chosen = order[i * size : (i + 1) * size]
            key, now = jax.random.split(key)
            weights, state, loss = step(weights, state, lessons.tokens[chosen], lessons.told[chosen], now)
            losses.append(float(loss))
        progress(f"läsningen, varv {epoch + 1} av {epochs}: förlust {np.mean(losses):.3f}")
    moved = table if rarity is None else table + np.asarray(weights["moved"])[2:]
    return moved, {name: np.asarray(weights[name]) for name in READING}


def _start(key: Any, words: Any, told: int, *, moves: bool) -> Weights:
    def drawn(i: int, *shape: int) -> Any:
        return jax.random.normal(keys[i], shape) * np.sqrt(2 / np.prod(shape[:-1]))

    keys, dimensions = jax.random.split(key, 4), words.shape[1]
    weights = {
        "near": drawn(0, 3, dimensions, CHANNELS),
        "near_bias": jnp.zeros(CHANNELS),
        "wide": drawn(1, 3, CHANNELS, CHANNELS),
        "wide_bias": jnp.zeros(CHANNELS),
        "told": drawn(2, 2 * CHANNELS, told) * 0.3,
        "told_bias": jnp.zeros(told),
    }
    if moves:
        weights |= {
            "moved": jnp.zeros_like(words),
            "sum": drawn(3, dimensions, told) * 0.1,
            "sum_bias": jnp.zeros(told),
        }
    return weights


def _loss(w: Weights, words: Any, rarity: Any, tokens: Any, told: Any, key: Any) -> Any:
    here = (tokens > 0).astype(jnp.float32)[:, :, None]
    here = here * jax.random.bernoulli(key, 1 - WORDS_DROPPED, here.shape)
    own = (words[tokens] if rarity is None else words[tokens] + w["moved"][tokens]) * here
    h = jax.nn.relu(beside(own * WORD_SCALE, w["near"], w["near_bias"])) * here
    h = h + jax.nn.relu(beside(h, w["wide"], w["wide_bias"])) * here
    seen = jnp.concatenate([h.max(axis=1), h.sum(axis=1) / jnp.maximum(here.sum(axis=1), 1)], axis=1)
    seen = seen * jax.random.bernoulli(jax.random.fold_in(key, 1), 1 - DROPPED, seen.shape) / (1 - DROPPED)
    loss = _apart(seen @ w["told"] + w["told_bias"], told)
    if rarity is None:
        return loss
    summed = (own * rarity[tokens][:, :, None]).sum(axis=1)
    summed = summed / jnp.sqrt((summed**2).sum(axis=1, keepdims=True) + _SMALL)
    kept = (w["moved"][tokens] ** 2).sum(axis=-1).mean()
    return loss + SUM_WEIGHT * _apart(summed @ w["sum"] + w["sum_bias"], told) + KEPT * kept


def _apart(read: Any, told: Any) -> Any:
    """How far apart rows are: by their angle, and a little by their distance."""
    angle = 1 - (read * told).sum(axis=1) / jnp.sqrt((read**2).sum(axis=1) + _SMALL)
    return angle.mean() + LENGTH_WEIGHT * ((read - told) ** 2).sum(axis=1).mean()


def _stepper(optimiser: Any, words: Any, rarity: Any) -> Callable[..., Any]:
    def step(weights: Weights, state: Any, tokens: Any, told: Any, key: Any) -> Any:
        loss, slope = jax.value_and_grad(_loss)(weights, words, rarity, tokens, told, key)
        change, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, loss

    return jax.jit(step)  # type: ignore[no-any-return]
