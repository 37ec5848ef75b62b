"""Trains networks on disturbed inputs, and on several labels of a sample, with PyTorch in float64 and writes the results to vectors/corruption.json.

Needs Debian's python3-torch. The draws are those of dataset/Disturbance.java and engine/djl/VisitingOrder.java,
written again here; gradients and updates are PyTorch's.
"""

import json
import pathlib
import random

import torch

from randomness import Randomness

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "corruption.json"


def disturbed(corruption, randomness, x):
    kind, amount = corruption["type"], corruption["amount"]
    if kind == "gaussian":
        return randomness.gaussian(x, amount)
    if randomness.unit() < amount:
        return 0.0 if kind == "masking" else 1 - x
    return x


def visited(spec, epoch, n):
    shuffle, seed = spec["training"]["shuffle"], spec["training"]["seed"]
    if shuffle == "never":
        return list(range(n))
    return Randomness(seed, "ORDER", 0 if shuffle == "once" else epoch, 0).permutation(n)


def features(spec, rows):
    functions = {"x1Squared": lambda row: row[0] ** 2, "x1TimesX2": lambda row: row[0] * row[1]}
    names = spec["features"]
    values = [[functions[n](row) if n in functions else row[int(n[1:]) - 1] for n in names] for row in rows]
    return torch.tensor(values, dtype=torch.float64)


def targets(spec, samples):
    if spec["data"].get("target") == "input":
        return features(spec, [sample["x"] for sample in samples])
    labels = torch.tensor([sample["y"] for sample in samples])
    loss = spec["training"]["loss"]
    if loss == "crossEntropy":
        return labels
    return labels.to(torch.float64).reshape(len(samples), -1)


def forward(spec, layers, x):
    """The activations of the output layer; its weighted sums for a cross-entropy."""
    for settings, (weights, biases) in zip(spec["network"]["layers"], layers):
        z = x @ weights.T + biases
        if settings["activation"] == "softmax":
            return z
        if settings is spec["network"]["layers"][-1] and spec["training"]["loss"] == "binaryCrossEntropy":
            return z
        x = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu, "linear": lambda v: v}[
            settings["activation"]
        ](z)
    return x


def loss_of(spec, layers, x, y):
    outputs = forward(spec, layers, x)
    functional = torch.nn.functional
    return {
        "squaredError": lambda: functional.mse_loss(outputs, y) / 2,
        "meanSquaredError": lambda: functional.mse_loss(outputs, y),
        "binaryCrossEntropy": lambda: functional.binary_cross_entropy_with_logits(outputs, y),
        "crossEntropy": lambda: functional.cross_entropy(outputs, y),
    }[spec["training"]["loss"]]()


def optimizer_of(spec, parameters):
    settings = spec["training"]["optimizer"]
    rate = settings["learningRate"]
    return {
        "sgd": lambda: torch.optim.SGD(parameters, rate, momentum=settings.get("momentum", 0)),
        "adagrad": lambda: torch.optim.Adagrad(parameters, rate, eps=1e-10),
        "rmsprop": lambda: torch.optim.RMSprop(parameters, rate, alpha=0.99, eps=1e-8),
        "adam": lambda: torch.optim.Adam(parameters, rate, eps=1e-8),
        "adamw": lambda: torch.optim.AdamW(parameters, rate, eps=1e-8, weight_decay=0.01),
    }[settings["type"]]()


def numbers(layers, of):
    return {
        "weights": [of(weights).tolist() for weights, _ in layers],
        "biases": [of(biases).tolist() for _, biases in layers],
    }


def train(spec, epochs):
    data, training = spec["data"], spec["training"]
    initial = spec["network"]["initializer"]
    layers = [
        tuple(torch.tensor(values, dtype=torch.float64, requires_grad=True) for values in layer)
        for layer in zip(initial["weights"], initial["biases"])
    ]
    optimizer = optimizer_of(spec, [parameter for layer in layers for parameter in layer])
    train_set, test_set = data["train"], data["test"]
    n, size = len(train_set), training["batchSize"]
    expected = {"trainLoss": [], "testLoss": []}
    for epoch in range(epochs):
        order = visited(spec, epoch, n)
        for batch, first in enumerate(range(0, n, size)):
            samples = [train_set[i] for i in order[first : first + size]]
            randomness = Randomness(training["seed"], "CORRUPTION", epoch, batch)
            rows = [[disturbed(data["corruption"], randomness, x) for x in sample["x"]] for sample in samples]
            optimizer.zero_grad()
            loss = loss_of(spec, layers, features(spec, rows), targets(spec, samples))
            loss.backward()
            if epoch == 0 and batch == 0:
                gradient = numbers(layers, lambda parameter: parameter.grad)
                expected["firstBatchGradient"] = {"loss": loss.item(), **gradient}
            optimizer.step()
        with torch.no_grad():
            for name, samples in (("trainLoss", train_set), ("testLoss", test_set)):
                x = features(spec, [sample["x"] for sample in samples]) if samples else None
                loss = loss_of(spec, layers, x, targets(spec, samples)).item() if samples else None
                expected[name].append(loss)
    return {**expected, **numbers(layers, lambda parameter: parameter.detach()), "slopes": [None] * len(layers)}


def case(index, kind, amount, optimizer, shuffle, task):
    """A network with two hidden layers and 23 training samples, so that the last batch is smaller."""
    draw = random.Random(index)
    binary = kind == "flip"

    def sample(columns):
        x = [float(draw.randrange(2)) if binary else round(draw.gauss(0, 1), 4) for _ in range(columns)]
        if task == "labels":
            return {"x": x, "y": [draw.randrange(2) for _ in range(3)]}
        return {"x": x, "y": draw.randrange(3) if task == "three" else draw.randrange(2)}

    columns = 5 if binary else 2
    names = [f"x{c + 1}" for c in range(columns)] + (["x1Squared"] if not binary and index % 2 else [])
    data = {
        "source": "inline",
        "train": [sample(columns) for _ in range(23)],
        "test": [sample(columns) for _ in range(7 if index % 3 else 0)],
        "corruption": {"type": kind, "amount": amount},
    }
    if task == "input":
        data["target"] = "input"
        for each in data["train"] + data["test"]:
            del each["y"]
    outputs, activation, loss = {
        "input": (len(names), "sigmoid" if binary else "linear", "squaredError"),
        "two": (1, "sigmoid", "binaryCrossEntropy"),
        "three": (3, "softmax", "crossEntropy"),
        "labels": (3, "sigmoid", "binaryCrossEntropy"),
        "value": (1, "linear", "meanSquaredError"),
    }[task]
    widths = [len(names), 4, 3, outputs]
    shapes = list(zip(widths, widths[1:]))
    spec = {
        "task": "regression" if task in ("input", "value") else "classification",
        "data": data,
        "features": names,
        "network": {
            "layers": [
                {"units": 4, "activation": "tanh"},
                {"units": 3, "activation": "sigmoid"},
                {"units": outputs, "activation": activation},
            ],
            "initializer": {
                "type": "explicit",
                "weights": [[[round(draw.gauss(0, 0.7), 6) for _ in range(i)] for _ in range(o)] for i, o in shapes],
                "biases": [[round(draw.gauss(0, 0.3), 6) for _ in range(o)] for _, o in shapes],
            },
        },
        "training": {"loss": loss, "optimizer": optimizer, "batchSize": 8, "shuffle": shuffle, "seed": 100 + index},
    }
    name = f"{kind}-{optimizer['type']}-{shuffle}-{task}"
    return {"name": name, "epochs": 8, "spec": spec, "expected": train(spec, 8)}


SGD = {"type": "sgd", "learningRate": 0.3}
MOMENTUM = {"type": "sgd", "learningRate": 0.1, "momentum": 0.9}
ADAM = {"type": "adam", "learningRate": 0.02}
CASES = [
    ("gaussian", 0.5, SGD, "never", "input"),
    ("gaussian", 0.8, ADAM, "everyEpoch", "input"),
    ("gaussian", 0.3, MOMENTUM, "once", "two"),
    ("gaussian", 0.5, {"type": "rmsprop", "learningRate": 0.01}, "everyEpoch", "value"),
    ("masking", 0.3, ADAM, "never", "input"),
    ("masking", 0.5, MOMENTUM, "everyEpoch", "three"),
    ("masking", 0.2, SGD, "once", "value"),
    ("masking", 0.4, {"type": "adagrad", "learningRate": 0.05}, "everyEpoch", "input"),
    ("flip", 0.2, SGD, "everyEpoch", "input"),
    ("flip", 0.1, ADAM, "once", "input"),
    ("flip", 0.3, MOMENTUM, "never", "three"),
    ("flip", 0.2, {"type": "adamw", "learningRate": 0.02}, "everyEpoch", "two"),
    ("gaussian", 0.2, ADAM, "once", "labels"),
]

if __name__ == "__main__":
    cases = [case(index, *settings) for index, settings in enumerate(CASES)]
    reference = f"PyTorch {torch.__version__}, float64, by references/corruption.py"
    VECTORS.write_text(json.dumps({"reference": reference, "cases": cases}) + "\n")
