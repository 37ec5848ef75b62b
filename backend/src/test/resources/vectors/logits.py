"""Writes frozen.json and recurrent.json: trainings of layers.json with a sigmoid output, by PyTorch in float64.

Run with Debian's python3-torch in this folder: /usr/bin/python3 logits.py
The script of layers.json passed the output through the sigmoid twice. Here the loss is that of the API contract: binary
cross-entropy from the logits of the output layer.
"""

import copy
import json

import torch

torch.set_default_dtype(torch.float64)
ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu}


def optimizer_of(given, parameters):
    if given["type"] == "sgd":
        return torch.optim.SGD(parameters, lr=given["learningRate"], momentum=given.get("momentum", 0))
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[given["type"]]
    return kind(parameters, lr=given["learningRate"], weight_decay=given.get("weightDecay", 0))


def recurrent(layer, x, shape, w, u, b):
    steps, columns = shape
    x = x.reshape(len(x), steps, columns)
    h = c = torch.zeros(len(x), u.shape[1])
    for t in range(steps):
        z = x[:, t] @ w.T + h @ u.T + b
        if layer["cell"] == "simple":
            h = torch.tanh(z)
        else:
            i, f, g, o = z.chunk(4, dim=1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
    return h


def train(case):
    spec = case["spec"]
    layers, initial, training = spec["network"]["layers"], spec["network"]["initializer"], spec["training"]
    x = torch.tensor([sample["x"] for sample in spec["data"]["train"]])
    y = torch.tensor([[float(sample["y"])] for sample in spec["data"]["train"]])

    def tensors(name):
        return [
            None if given is None else torch.tensor(given, requires_grad=not layer.get("frozen", False))
            for given, layer in zip(initial[name], layers)
        ]

    parameters = {name: tensors(name) for name in ("weights", "recurrentWeights", "biases")}

    def loss(x, y):
        h = x
        for layer, w, u, b in zip(layers, *parameters.values()):
            if u is not None:
                h = recurrent(layer, h, spec["data"]["shape"], w, u, b)
            else:
                h = h @ w.T + b
                if layer is not layers[-1]:
                    h = ACTIVATIONS[layer["activation"]](h)
        return torch.nn.functional.binary_cross_entropy_with_logits(h, y)

    def lists(of):
        return {name: [None if p is None else of(p) for p in all] for name, all in parameters.items()}

    trained = [p for all in parameters.values() for p in all if p is not None and p.requires_grad]
    optimizer = optimizer_of(training["optimizer"], trained)
    first, losses, size = None, [], training["batchSize"]
    for _ in range(case["epochs"]):
        for i in range(0, len(x), size):
            optimizer.zero_grad()
            batch = loss(x[i : i + size], y[i : i + size])
            batch.backward()
            if first is None:
                first = {"loss": batch.item(), **lists(lambda p: [] if p.grad is None else p.grad.tolist())}
            optimizer.step()
        losses.append(loss(x, y).item())
    return {"firstBatchGradient": first, "trainLoss": losses, **lists(lambda p: p.tolist())}


def frozen_cases():
    yield from named("frozen")
    decayed = copy.deepcopy(next(named("frozen-adam")))
    decayed["name"] = "frozen-adamw"
    decayed["spec"]["training"]["optimizer"] = {"type": "adamw", "learningRate": 0.01, "weightDecay": 0.1}
    yield decayed
    moving = copy.deepcopy(next(named("frozen-sgd")))
    moving["name"] = "frozen-middle-sgd0.9"
    moving["spec"]["training"]["optimizer"] = {"type": "sgd", "learningRate": 0.05, "momentum": 0.9}
    for layer, frozen in zip(moving["spec"]["network"]["layers"], [False, True, False]):
        layer["frozen"] = frozen
    yield moving


def named(*prefixes):
    return (case for case in json.load(open("layers.json"))["cases"] if case["name"].startswith(prefixes))


def write(name, cases):
    written = [{**case, "expected": train(case)} for case in cases]
    with open(name, "w") as file:
        json.dump({"reference": f"PyTorch {torch.__version__}, float64", "cases": written}, file)


if __name__ == "__main__":
    write("frozen.json", frozen_cases())
    write("recurrent.json", named("simple", "lstm"))
