#!/usr/bin/env python3
"""Writes ../vectors/rbm.json: restricted Boltzmann machines, trained in float64 with NumPy (Debian: python3-numpy).

Run it without arguments. It repeats the product's random draws, which are pure functions of seed, purpose, epoch and
batch (dataset/Randomness.java), and the definitions of engine/djl/DivergenceText.java, GibbsDraws.java and
spec/Optimizer.java.

A state is 1 where a draw is below a probability, so a probability that differs by the rounding of single precision
could flip a state, and everything after it. Each case uses the first training seed for which no draw is closer than
MARGIN to its probability.
"""

import json
import math
from pathlib import Path

import numpy as np

from randomness import Randomness

MARGIN = 1e-4
HERE = Path(__file__).resolve().parent


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


LOSSES = {
    "squaredError": lambda e: e**2 / 2,
    "meanSquaredError": lambda e: e**2,
    "absoluteError": np.abs,
    "huber": lambda e: np.where(np.abs(e) <= 1, e**2 / 2, np.abs(e) - 0.5),
}


class Optimizer:
    """Updates an array; the definitions are those of the contract."""

    def __init__(self, settings):
        self.settings = settings
        self.slots = {}

    def step(self, name, w, g, rate, t):
        s = self.settings
        kind = s["type"]
        if kind == "sgd":
            momentum = s.get("momentum", 0)
            v = momentum * self.slots.get(name, 0) + g
            self.slots[name] = v
            return w - rate * (g + momentum * v if s.get("nesterov") else v)
        if kind == "adagrad":
            v = self.slots[name] = self.slots.get(name, 0) + g**2
            return w - rate * g / (np.sqrt(v) + 1e-10)
        if kind == "rmsprop":
            decay = s.get("decay", 0.99)
            v = self.slots[name] = decay * self.slots.get(name, 0) + (1 - decay) * g**2
            return w - rate * g / (np.sqrt(v) + 1e-8)
        if kind == "lion":
            b1, b2, decay = s.get("beta1", 0.9), s.get("beta2", 0.99), s.get("weightDecay", 0)
            m = self.slots.get(name, 0 * g)
            self.slots[name] = b2 * m + (1 - b2) * g
            return w - rate * (np.sign(b1 * m + (1 - b1) * g) + decay * w)
        b1, b2 = s.get("beta1", 0.9), s.get("beta2", 0.999)
        decay = s.get("weightDecay", 0.01 if kind == "adamw" else 0)
        if kind == "adamw":
            w = w * (1 - rate * decay)
        else:
            g = g + decay * w
        m, v = self.slots.get(name, (0, 0))
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
        self.slots[name] = (m, v)
        return w - rate * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + 1e-8)


class Machine:
    def __init__(self, spec):
        initial = spec["network"]["initializer"]
        self.spec = spec
        self.rbm = spec["rbm"]
        self.training = spec["training"]
        self.seed = self.training["seed"]
        self.w = np.array(initial["weights"][0])
        self.c = np.array(initial["biases"][0])
        self.b = np.array(initial["biases"][1])
        self.optimizer = Optimizer(self.training["optimizer"])
        self.updates = 0
        self.margin = math.inf
        self.chains = None
        if self.rbm.get("persistent"):
            shape = (len(self.b), self.rbm["chains"])
            draws = Randomness(self.seed, "CHAINS").units(shape[0] * shape[1])
            self.chains = (np.reshape(draws, shape) < 0.5) * 1.0

    def hidden(self, v):
        return sigmoid(self.w @ v + self.c[:, None])

    def visible(self, h):
        return sigmoid(self.w.T @ h + self.b[:, None])

    def sampled(self, p, draws):
        drawn = np.reshape(draws.units(p.size), p.shape).astype(np.float32).astype(float)
        self.margin = min(self.margin, np.abs(drawn - p).min())
        return (drawn < p) * 1.0

    def gradient(self, x, draws):
        """Of W, c and b; and the states of the chains after it."""
        p0 = self.hidden(x)
        v = x if self.chains is None else self.chains
        p = self.hidden(v)
        for _ in range(self.rbm["steps"]):
            v = self.sampled(self.visible(self.sampled(p, draws)), draws)
            p = self.hidden(v)
        n, m = x.shape[1], v.shape[1]
        return p @ v.T / m - p0 @ x.T / n, p.mean(axis=1) - p0.mean(axis=1), v.mean(axis=1) - x.mean(axis=1), v

    def loss(self, x, y):
        return np.mean(LOSSES[self.training["loss"]](self.visible(self.hidden(x)) - y)) if x.size else None

    def rate(self, epoch):
        base, schedule = self.training["optimizer"]["learningRate"], self.training.get("schedule", {})
        return {
            None: lambda: base,
            "step": lambda: base * schedule["factor"] ** (epoch // schedule["every"]),
            "exponential": lambda: base * schedule["factor"] ** epoch,
        }[schedule.get("type")]()

    def update(self, x, rate, draws):
        w, c, b, v = self.gradient(x, draws)
        if self.chains is not None:
            self.chains = v
        self.updates += 1
        penalty = self.training.get("regularization", {"type": "none", "rate": 0})
        if penalty["type"] == "l2":
            w = w + penalty["rate"] * self.w
        self.w = self.optimizer.step("w", self.w, w, rate, self.updates)
        self.c = self.optimizer.step("c", self.c, c, rate, self.updates)
        self.b = self.optimizer.step("b", self.b, b, rate, self.updates)
        if penalty["type"] == "l1":
            self.w = np.sign(self.w) * np.maximum(np.abs(self.w) - rate * penalty["rate"], 0)


def visited(spec, epoch, n):
    shuffle, seed = spec["training"]["shuffle"], spec["training"]["seed"]
    if shuffle == "never":
        return list(range(n))
    return Randomness(seed, "ORDER", 0 if shuffle == "once" else epoch).permutation(n)


def disturbed(spec, epoch, batch, x):
    """What the machine sees of a batch, sample by sample."""
    corruption = spec["data"].get("corruption")
    if corruption is None:
        return x
    draws = np.reshape(Randomness(spec["training"]["seed"], "CORRUPTION", epoch, batch).units(x.size), x.T.shape).T
    return np.where(draws < corruption["amount"], 0 if corruption["type"] == "masking" else 1 - x, x)


def reference(case):
    """The case with its expected numbers, and the smallest distance of a draw from its probability."""
    spec = case["spec"]
    data = {name: np.array([s["x"] for s in spec["data"][name]], dtype=float).T for name in ("train", "test")}
    machine = Machine(spec)
    n = data["train"].shape[1]
    size = min(spec["training"]["batchSize"], n)
    expected = {"trainLoss": [], "testLoss": []}
    for epoch in range(case["epochs"]):
        order = visited(spec, epoch, n)
        for batch, first in enumerate(range(0, n, size)):
            y = data["train"][:, order[first : first + size]]
            x = disturbed(spec, epoch, batch, y)
            if machine.updates == 0:
                w, c, b, _ = machine.gradient(x, Randomness(machine.seed, "GIBBS", epoch, batch))
                expected["firstBatchGradient"] = {
                    "loss": machine.loss(x, y),
                    "weights": [w.tolist(), w.T.tolist()],
                    "biases": [c.tolist(), b.tolist()],
                }
            machine.update(x, machine.rate(epoch), Randomness(machine.seed, "GIBBS", epoch, batch))
        expected["trainLoss"].append(machine.loss(data["train"], data["train"]))
        expected["testLoss"].append(machine.loss(data["test"], data["test"]))
    expected["weights"] = [machine.w.tolist(), machine.w.T.tolist()]
    expected["biases"] = [machine.c.tolist(), machine.b.tolist()]
    expected["slopes"] = [None, None]
    return {**case, "expected": expected}, machine.margin


def case(name, visible, rbm, optimizer, seed, batch=5, shuffle="never", binary=True, loss="meanSquaredError", **more):
    """A machine whose samples and first weights are of the given seed: inputs 0 or 1, or between them."""
    rng = np.random.default_rng(seed)

    def inputs(count):
        drawn = rng.random((count, visible))
        return [{"x": row.tolist()} for row in ((drawn < 0.4) * 1 if binary else np.round(drawn, 4))]

    hidden = rbm["hidden"]
    w = np.round(rng.normal(0, 0.5, (hidden, visible)), 5)
    data = {"source": "inline", "train": inputs(14), "test": inputs(6)}
    if "corruption" in more:
        data["corruption"] = more.pop("corruption")
    training = {"loss": loss, "optimizer": optimizer, "batchSize": batch, "shuffle": shuffle, "seed": seed, **more}
    initializer = {
        "type": "explicit",
        "weights": [w.tolist(), w.T.tolist()],
        "biases": [np.round(rng.normal(0, 0.2, of), 5).tolist() for of in (hidden, visible)],
    }
    spec = {
        "model": "rbm",
        "data": data,
        "rbm": rbm,
        "network": {"initializer": initializer},
        "training": training,
    }
    return {"name": f"machine-{name}", "epochs": 6, "spec": spec}


def machine(name, visible, rbm, optimizer, **settings):
    for seed in range(1, 1000):
        made, margin = reference(case(name, visible, rbm, optimizer, seed, **settings))
        if margin > MARGIN:
            return made
    raise ValueError("no seed without a close draw")


def samples(hidden, steps):
    return {"hidden": hidden, "steps": steps}


def chains(hidden, steps, count):
    return {"hidden": hidden, "steps": steps, "persistent": True, "chains": count}


def sgd(rate, **more):
    return {"type": "sgd", "learningRate": rate, **more}


STEPS = {"type": "step", "every": 2, "factor": 0.5}
CASES = [
    machine("one-step", 6, samples(4, 1), sgd(0.1)),
    machine("three-steps-momentum", 5, samples(4, 3), sgd(0.05, momentum=0.9), shuffle="everyEpoch"),
    machine("adam-l2", 6, samples(3, 1), {"type": "adam", "learningRate": 0.02}, regularization={"type": "l2", "rate": 0.1}),
    machine("ten-steps-l1", 4, samples(3, 10), sgd(0.2), batch=100, regularization={"type": "l1", "rate": 0.02}),
    machine("probabilities", 5, samples(6, 2), {"type": "adagrad", "learningRate": 0.1}, binary=False, schedule=STEPS),
    machine("masking", 6, samples(4, 1), {"type": "rmsprop", "learningRate": 0.01}, shuffle="once", loss="huber", corruption={"type": "masking", "amount": 0.3}),
    machine("one-unit", 3, samples(1, 1), {"type": "lion", "learningRate": 0.01}, batch=1, loss="absoluteError"),
    machine("persistent", 6, chains(4, 1, 5), sgd(0.1)),
    machine("persistent-many-chains", 4, chains(3, 2, 17), sgd(0.1, momentum=0.5, nesterov=True), shuffle="everyEpoch", loss="squaredError"),
    machine("persistent-one-chain", 5, chains(4, 3, 1), {"type": "adamw", "learningRate": 0.02}, batch=4, schedule={"type": "exponential", "factor": 0.9}),
    machine("persistent-flip", 4, chains(5, 1, 8), sgd(0.3), batch=7, shuffle="everyEpoch", corruption={"type": "flip", "amount": 0.1}),
]

text = json.dumps({"reference": f"NumPy {np.__version__}, float64 (rbm.py)", "cases": CASES})
(HERE.parent / "vectors/rbm.json").write_text(text + "\n")
