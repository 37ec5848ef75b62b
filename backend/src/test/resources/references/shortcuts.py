"""Trains networks with upsampling and shortcuts with PyTorch in float64 and writes the results to vectors/shortcuts.json.

Needs Debian's python3-torch. The order of the samples is that of engine/djl/VisitingOrder.java; gradients and updates
are PyTorch's.
"""

import json
import pathlib
import random

import torch

from corruption import optimizer_of, visited

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "shortcuts.json"
functional = torch.nn.functional


def weighted_sums(spec, parameters, samples):
    """The weighted sums of the output layer [samples, outputs]."""
    height, width, channels = spec["data"]["shape"]
    columns = torch.tensor([sample["x"] for sample in samples], dtype=torch.float64)
    x = columns.reshape(-1, height, width, channels).permute(0, 3, 1, 2)
    layers = spec["network"]["layers"]
    outputs = []
    for layer, (weights, biases) in zip(layers, parameters):
        match layer.get("type", "dense"):
            case "convolution":
                x = functional.conv2d(x, weights, biases, padding=weights.shape[2] // 2)
            case "maxPooling":
                x = functional.max_pool2d(x, layer["size"])
            case "upsampling":
                x = functional.interpolate(x, scale_factor=layer["size"], mode="nearest")
            case "concatenation":
                x = torch.cat([x, outputs[layer["layer"]]], 1)
            case "dense":
                x = functional.linear(x.flatten(1), weights, biases)
        if layer is not layers[-1] and "activation" in layer:
            x = {"tanh": torch.tanh, "relu": torch.relu, "gelu": functional.gelu}[layer["activation"]](x)
        outputs.append(x)
    return x.flatten(1)


def loss_of(spec, parameters, samples):
    z = weighted_sums(spec, parameters, samples)
    y = torch.tensor([sample["y"] for sample in samples])
    loss = spec["training"]["loss"]
    if loss == "crossEntropy":
        return functional.cross_entropy(z, y)
    y = y.to(torch.float64).reshape(len(samples), -1)
    if loss == "binaryCrossEntropy":
        return functional.binary_cross_entropy_with_logits(z, y)
    p = torch.sigmoid(z)
    return (1 - (2 * (p * y).sum(1) + 1) / (p.sum(1) + y.sum(1) + 1)).mean()


def numbers(parameters, of):
    """By layer; empty where it has none."""
    weights, biases = zip(*parameters)
    return {
        "weights": [[] if each is None else of(each) for each in weights],
        "biases": [[] if each is None else of(each) for each in biases],
    }


def train(spec, epochs):
    data, training = spec["data"], spec["training"]
    initial = spec["network"]["initializer"]
    parameters = [
        tuple(
            torch.tensor(values, dtype=torch.float64, requires_grad=not layer.get("frozen")) if values else None
            for values in both
        )
        for layer, *both in zip(spec["network"]["layers"], initial["weights"], initial["biases"])
    ]
    trained = [each for both in parameters for each in both if each is not None and each.requires_grad]
    optimizer = optimizer_of(spec, trained)
    n, size = len(data["train"]), training["batchSize"]
    expected = {"trainLoss": [], "testLoss": []}
    for epoch in range(epochs):
        order = visited(spec, epoch, n)
        for first in range(0, n, size):
            optimizer.zero_grad()
            loss = loss_of(spec, parameters, [data["train"][i] for i in order[first : first + size]])
            loss.backward()
            if epoch == 0 and first == 0:
                gradient = numbers(parameters, lambda each: each.grad.tolist() if each.requires_grad else [])
                expected["firstBatchGradient"] = {"loss": loss.item(), **gradient}
            optimizer.step()
        with torch.no_grad():
            for name in ("train", "test"):
                expected[name + "Loss"].append(loss_of(spec, parameters, data[name]).item())
    return {**expected, **numbers(parameters, lambda each: each.detach().tolist())}


def convolution(filters, kernel, activation, **more):
    padding = "same"
    return {
        "type": "convolution", "filters": filters, "kernel": kernel, "padding": padding, "activation": activation, **more
    }


def pooling(size=2):
    return {"type": "maxPooling", "size": size}


def upsampling(size=2):
    return {"type": "upsampling", "size": size}


def shortcut(layer):
    return {"type": "concatenation", "layer": layer}


def shapes(shape, layers):
    """Of the weights of each layer; None without weights."""
    height, width, channels = shape
    taken = []
    for layer in layers:
        match layer.get("type", "dense"):
            case "convolution":
                yield [layer["filters"], channels, layer["kernel"], layer["kernel"]]
                channels = layer["filters"]
            case "maxPooling":
                yield None
                height, width = height // layer["size"], width // layer["size"]
            case "upsampling":
                yield None
                height, width = height * layer["size"], width * layer["size"]
            case "concatenation":
                yield None
                channels += taken[layer["layer"]]
            case "dense":
                yield [layer["units"], height * width * channels]
        taken.append(channels)


def nested(draw, shape):
    return round(draw.gauss(0, 0.4), 6) if not shape else [nested(draw, shape[1:]) for _ in range(shape[0])]


def case(name, shape, layers, loss, optimizer, shuffle):
    """23 training samples, so that the last batch is smaller."""
    draw = random.Random(name)
    columns, pixels = shape[0] * shape[1] * shape[2], shape[0] * shape[1]

    def sample():
        x = [round(draw.gauss(0, 1), 4) for _ in range(columns)]
        y = draw.randrange(3) if loss == "crossEntropy" else [draw.randrange(4) // 3 for _ in range(pixels)]
        return {"x": x, "y": y}

    weights = [[] if each is None else nested(draw, each) for each in shapes(shape, layers)]
    spec = {
        "task": "classification",
        "data": {
            "source": "inline",
            "shape": shape,
            "train": [sample() for _ in range(23)],
            "test": [sample() for _ in range(5)],
        },
        "network": {
            "layers": layers,
            "initializer": {
                "type": "explicit",
                "weights": weights,
                "biases": [nested(draw, [len(each)]) if each else [] for each in weights],
            },
        },
        "training": {"loss": loss, "optimizer": optimizer, "batchSize": 8, "shuffle": shuffle, "seed": 7},
    }
    return {"name": name, "epochs": 6, "spec": spec, "expected": train(spec, 6)}


SGD = {"type": "sgd", "learningRate": 0.3}
MOMENTUM = {"type": "sgd", "learningRate": 0.1, "momentum": 0.9}
ADAM = {"type": "adam", "learningRate": 0.02}
ADAMW = {"type": "adamw", "learningRate": 0.02}
PIXELS = convolution(1, 1, "sigmoid")
CLASSES = {"units": 3, "activation": "softmax"}
CASES = [
    (
        "u-net-sgd",
        [4, 4, 1],
        [convolution(2, 3, "relu"), pooling(), convolution(3, 3, "tanh"), upsampling(), shortcut(0), PIXELS],
        "binaryCrossEntropy",
        SGD,
        "never",
    ),
    (
        "u-net-of-two-levels-adam-dice",
        [8, 8, 1],
        [
            *(convolution(2, 3, "relu"), pooling(), convolution(3, 3, "relu"), pooling(), convolution(4, 3, "tanh")),
            *(upsampling(), shortcut(2), convolution(3, 3, "relu"), upsampling(), shortcut(0), PIXELS),
        ],
        "dice",
        ADAM,
        "everyEpoch",
    ),
    (
        "upsampling-by-three-momentum",
        [2, 3, 2],
        [upsampling(3), convolution(2, 3, "gelu"), pooling(), CLASSES],
        "crossEntropy",
        MOMENTUM,
        "once",
    ),
    (
        "several-shortcuts-of-one-layer-adamw-frozen",
        [3, 3, 2],
        [
            *(convolution(2, 3, "tanh"), convolution(2, 1, "gelu", frozen=True), shortcut(0), shortcut(2)),
            *(convolution(2, 1, "relu"), shortcut(0), CLASSES),
        ],
        "crossEntropy",
        ADAMW,
        "everyEpoch",
    ),
]

if __name__ == "__main__":
    reference = f"PyTorch {torch.__version__}, float64, by references/shortcuts.py"
    VECTORS.write_text(json.dumps({"reference": reference, "cases": [case(*settings) for settings in CASES]}) + "\n")
