"""Uses clients/python/nn_playground.py as a notebook does. Argument: server."""

import io
import sys

import nn_playground as nn

server = nn.Server(sys.argv[1])


class LosingServer(nn.Server):
    """Loses the connection of its first stream of events after some lines."""

    lost = False

    def open(self, path, *args, **options):
        response = super().open(path, *args, **options)
        if LosingServer.lost or "/events" not in path:
            return response
        LosingServer.lost = True
        return LostStream(response)


class LostStream(io.BytesIO):
    def __init__(self, response):
        super().__init__()
        self.response = response

    def __iter__(self):
        for _ in range(60):
            yield self.response.readline()
        self.response.close()
        raise ConnectionResetError("lost")


print(nn.show("#dataset=xor&networkShape=4", 400, server="https://nn.example/"))
for address in (
    "https://nn.example/net/#dataset=xor",
    "https://nn.example/net/embed#dataset=xor",
    "https://nn.example",
    "https://nn.example/labs/hopfield#lang=en",
    "https://nn.example/p/0123456789ab",
):
    print(nn.show(address).address)
try:
    nn.show("https://nn.example/api/v1/catalog?x=1")
except ValueError:
    print("not a page")

spec = {
    "task": "classification",
    "data": {"source": "generated", "generator": "xorTable"},
    "network": {
        "layers": [{"units": 4, "activation": "tanh"}, {"units": 1, "activation": "tanh"}],
        "initializer": {"type": "uniform", "seed": 7},
    },
    "training": {"optimizer": {"type": "sgd", "learningRate": 0.3}, "batchSize": 4, "seed": 7},
}
job = LosingServer(sys.argv[1]).submit(spec, stop={"epochs": 300}, pace={"epochsPerSecond": 150})


def epochs_of(event):
    losses = event.data.get("losses") or {"fromEpoch": 0, "train": []}
    return range(losses["fromEpoch"], losses["fromEpoch"] + len(losses["train"]))


events = list(job.events())
state = [event.data["state"] for event in events if event.name == "job.state"][-1]
epochs = [epoch for event in events for epoch in epochs_of(event)]
print("lost and followed to:", LosingServer.lost, state)
print("epochs without a gap:", epochs == list(range(epochs[0], 301)))
print("xor:", job.predict([[0, 0], [0, 1], [1, 0], [1, 1]])["labels"])
print("waited for:", server.job(job.id).wait()["state"], len(job.history()["trainLoss"]))

try:
    server.submit({**spec, "features": ["nosuch"]})
except nn.ProblemError as refused:
    print("refused:", refused.status, refused.problem["type"], "/spec/features/0" in str(refused))
job.delete()
try:
    job.read()
except nn.ProblemError as gone:
    print("deleted:", gone.status)
