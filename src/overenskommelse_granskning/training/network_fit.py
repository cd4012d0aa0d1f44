"""Fits the network by gradient descent. Needs the packages jax and optax, which reviewing does not.

Four things are learned at once: which units are evidence of which criterion, what each unit does, what a sentence
model makes of it, and the outcome of each criterion. The first two keep the last to its passages; the third keeps words
apart and together that the labels say nothing of.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from ..classification.network import OFF, TOP, WORD_SCALE
from .network import Batch, Example, batches

CHANNELS, INNER = 128, 256
EPOCHS = 36
RATE, DECAY, WARMUP = 4e-3, 0.02, 0.15
DROPPED, WORDS_DROPPED = 0.3, 0.1
OUTCOME_WEIGHT, TOLD_WEIGHT = (
    2.0,
    2.0,
)  # of the loss on outcomes and on the sentence model against the other two
_NOWHERE = -1e9
Weights = dict[str, Any]


def fit(
    made: Sequence[Example],
    table: np.ndarray,
    progress: Callable[[str], None] = lambda _: None,
    epochs: int = EPOCHS,
    seed: int = 0,
    reading: Mapping[str, np.ndarray] | None = None,
) -> dict[str, np.ndarray]:
    """The weights of :class:`Network`, by name.

    ``table`` (words, dimensions): the word table as it is read; ``reading``: the convolutions to begin with.
    """
    words = jnp.asarray(np.vstack([np.zeros((2, table.shape[1])), table * WORD_SCALE]), dtype=jnp.float32)
    functions = next(e.functions.shape[1] for e in made if e.functions is not None)
    weights = _start(
        jax.random.PRNGKey(seed),
        table.shape[1],
        made[0].inputs.shape[1],
        made[0].evidence.shape[1],
        functions,
        made[0].told.shape[1],
    ) | {name: jnp.asarray(value) for name, value in (reading or {}).items()}
    random = np.random.default_rng(seed)
    per_epoch = sum(1 for _ in batches(made, np.random.default_rng(seed)))
    steps = optax.cosine_onecycle_schedule(int(per_epoch * epochs * 1.02), RATE, WARMUP)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(steps, weight_decay=DECAY))
    step = _stepper(optimiser)
    state, key = optimiser.init(weights), jax.random.PRNGKey(seed + 1)
    for epoch in range(epochs):
        started, losses = time.perf_counter(), []
        for batch in batches(made, random):
            key, now = jax.random.split(key)
            weights, state, loss = step(weights, state, words, batch, now)
            losses.append(float(loss))
        seconds = time.perf_counter() - started
        progress(f"varv {epoch + 1} av {epochs}: förlust {np.mean(losses):.3f}, {seconds:.0f} s")
    return {name: np.asarray(value) for name, value in weights.items()}


def _start(key: Any, word_dimensions: int, inputs: int, criteria: int, functions: int, told: int) -> Weights:
    def drawn(i: int, *shape: int) -> Any:
        return jax.random.normal(keys[i], shape) * np.sqrt(2 / np.prod(shape[:-1]))

    keys = jax.random.split(key, 7)
    return {
        "near": drawn(0, 3, word_dimensions, CHANNELS),
        "near_bias": jnp.zeros(CHANNELS),
        "wide": drawn(1, 3, CHANNELS, CHANNELS),
        "wide_bias": jnp.zeros(CHANNELS),
        "read": drawn(2, 2 * CHANNELS, INNER),
        "known": drawn(3, inputs, INNER) * 3.0,
        "inner_bias": jnp.zeros(INNER),
        "evidence": drawn(4, INNER, criteria) * 0.5,
        "evidence_bias": jnp.full(criteria, -4.0),  # few units are evidence
        "function": drawn(5, INNER, functions) * 0.5,
        "function_bias": jnp.full(functions, -3.0),
        "told": jnp.zeros((INNER, told)),
        "told_bias": jnp.zeros(told),
        "outcome": jnp.zeros((criteria, INNER, 3)),
        "outcome_top": jnp.zeros((criteria, TOP, 3)),
        "outcome_bias": jnp.zeros((criteria, 3)),
    }


def beside(h: Any, kernel: Any, bias: Any) -> Any:
    """A convolution along the words of each unit: (units, words, in) → (units, words, out)."""
    return (
        jax.lax.conv_general_dilated(h, kernel, (1,), "SAME", dimension_numbers=("NWC", "WIO", "NWC")) + bias
    )


def _inner(w: Weights, words: Any, tokens: Any, inputs: Any, key: Any) -> Any:
    """(units, INNER); what is dropped is drawn from ``key``, nothing where it is None."""
    here = (tokens > 0).astype(jnp.float32)[:, :, None]
    keys = jax.random.split(key, 4) if key is not None else None

    def dropped(x: Any, i: int, share: float) -> Any:
        return x if keys is None else x * jax.random.bernoulli(keys[i], 1 - share, x.shape) / (1 - share)

    if keys is not None:
        here = here * jax.random.bernoulli(keys[0], 1 - WORDS_DROPPED, here.shape)
    h = jax.nn.relu(beside(words[tokens] * here, w["near"], w["near_bias"])) * here
    h = h + jax.nn.relu(beside(h, w["wide"], w["wide_bias"])) * here
    seen = jnp.concatenate([h.max(axis=1), h.sum(axis=1) / jnp.maximum(here.sum(axis=1), 1)], axis=1)
    z = dropped(seen, 1, DROPPED) @ w["read"] + dropped(inputs, 2, DROPPED / 2) @ w["known"] + w["inner_bias"]
    return dropped(jax.nn.relu(z), 3, DROPPED)


def forward(w: Weights, words: Any, batch: Batch, key: Any = None) -> tuple[Any, Any, Any, Any]:
    """Logits of evidence (B, U, C), functions (B, U, F) and outcomes (B, C, 3), and the sentence model's (B, U, T)."""
    rows, units, tokens = batch.tokens.shape
    z = _inner(
        w, words, batch.tokens.reshape(rows * units, tokens), batch.inputs.reshape(rows * units, -1), key
    ).reshape(rows, units, -1)
    evidence = z @ w["evidence"] + w["evidence_bias"]
    score = evidence - OFF * batch.penalty[:, :, None] + jnp.where(batch.there, 0.0, _NOWHERE)[:, :, None]
    pooled = jnp.einsum("buc,bud->bcd", jax.nn.softmax(score, axis=1), z)
    top = jax.lax.top_k(jnp.swapaxes(jax.nn.sigmoid(score), 1, 2), TOP)[0]
    outcome = (
        jnp.einsum("bcd,cdk->bck", pooled, w["outcome"])
        + jnp.einsum("bct,ctk->bck", top, w["outcome_top"])
        + w["outcome_bias"]
    )
    return evidence, z @ w["function"] + w["function_bias"], outcome, z @ w["told"] + w["told_bias"]


def _loss(w: Weights, words: Any, batch: Batch, key: Any) -> Any:
    evidence, functions, outcome, read = forward(w, words, batch, key)
    there = batch.there[:, :, None]
    found = _doubt(evidence, batch.evidence) * there * batch.asked[:, None]
    labelled = there * batch.has_functions[:, None, None]
    done = _doubt(functions, batch.functions) * labelled
    known = batch.outcome >= 0
    right = jnp.take_along_axis(jax.nn.log_softmax(outcome), jnp.maximum(batch.outcome, 0)[:, :, None], 2)
    apart = ((read - batch.told) ** 2).sum(axis=2) * (batch.told != 0).any(axis=2)
    return (
        found.sum() / jnp.maximum(there.sum(), 1)
        + done.sum() / jnp.maximum(labelled.sum(), 1)
        + TOLD_WEIGHT * apart.sum() / jnp.maximum(batch.there.sum(), 1)
        - OUTCOME_WEIGHT * (right[:, :, 0] * known).sum() / jnp.maximum(known.sum(), 1)
    )


def _doubt(logits: Any, targets: Any) -> Any:
    """Cross entropy of yes and no."""
    return jnp.maximum(logits, 0) - logits * targets + jnp.log1p(jnp.exp(-jnp.abs(logits)))


def _stepper(optimiser: Any) -> Callable[..., Any]:
    def step(weights: Weights, state: Any, words: Any, batch: Batch, key: Any) -> Any:
        loss, slope = jax.value_and_grad(_loss)(weights, words, batch, key)
        change, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, loss

    return jax.jit(step)  # type: ignore[no-any-return]
