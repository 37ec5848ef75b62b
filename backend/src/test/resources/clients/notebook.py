"""Uses clients/python/nn_playground.py as a notebook does. Arguments: server, API key."""

import io
import sys

import nn_playground as nn

address, key = sys.argv[1:]
server = nn.Server(address)


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
        self.status = response.status

    def __iter__(self):
        for _ in range(60):
            yield self.response.readline()
        self.response.close()
        raise ConnectionResetError("lost")


print(nn.show("#dataset=xor&networkShape=4", 400, server="https://nn.example/"))
for page in (
    "https://nn.example/net/#dataset=xor",
    "https://nn.example/net/embed#dataset=xor",
    "https://nn.example",
    "https://nn.example/labs/hopfield#lang=en",
    "https://nn.example/p/0123456789ab",
):
    print(nn.show(page).address)
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
job = LosingServer(address).submit(spec, stop={"epochs": 300}, pace={"epochsPerSecond": 150})


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

print(job.show().address == f"{address}/embed#job={job.id}")
print("behind the last event:", len(list(job.events(events[-1].id))))

parameters = job.parameters()
print("shapes:", [[len(layer["weights"]), len(layer["weights"][0])] for layer in parameters["layers"]])
boundary = job.boundary(resolution=25)
print("boundary:", len(boundary["values"][0]), boundary["columns"])
print("unit:", job.boundary(layer=0, unit=3, resolution=10)["resolution"])
print("csv:", job.csv("history").splitlines()[0], len(job.csv("history").splitlines()))
print("samples:", len(job.samples()["train"]))

waited = server.submit(spec, wait=30, stop={"epochs": 10001})
print("waited for by the server:", waited.read()["state"], waited.history()["epoch"] == list(range(10002)))

owner = nn.Server(address, key)
live = owner.submit(spec, mode="live", labels={"client": "notebook"})
live = owner.job(live.id)
print("owner's job:", [found["id"] for found in owner.jobs(label="client:notebook", limit=1)] == [live.id])
live.wait(lambda job: job["state"] == "paused")
live.step(3)
print("stepped:", live.wait(lambda job: job["epoch"] == 3)["state"])
print("patched:", live.patch(learningRate=0.1)["learningRate"])
print("edited:", live.replace_parameters({**parameters, "run": 1})["epoch"])
print("played:", live.play()["state"], live.pause()["state"])
print("run:", live.reset("new")["run"], live.replace_spec(spec, keep="parameters")["run"])
print("cancelled:", live.cancel()["state"], live.keep(2)["state"])

changes = live.changes(run=1)
print("changed:", [change["epoch"] for change in changes], changes[0]["settings"]["learningRate"])
print("past:", job.parameters(epoch=5)["epoch"], job.metrics(epoch=5)["epoch"], job.frame(epoch=5)["epoch"])
branch = job.branch(100, {"/training/batchSize": 2}, run=1, wait=30, stop={"epochs": 120})
print("branch:", branch.read()["parent"]["epoch"], len(branch.history()["epoch"]))

several = [server.submit(spec, stop={"epochs": epochs}) for epochs in (20, 40)]
ends = {event.data["id"]: event.data["epoch"] for event in server.events(several) if event.name == "job.state"}
frames = {event.data["job"] for event in server.events(several) if event.name == "job.frame"}
print("several:", [ends[job.id] for job in several], frames == {job.id for job in several})

sweep = server.sweep(spec, [{"seeds": 2}], stop={"epochs": 20})
print("swept:", sorted({event.name for event in sweep.events()}), len(sweep.jobs()), len(sweep.csv().splitlines()))
long = server.sweep(spec, [{"seeds": 2}], stop={"epochs": 1000000})
long.cancel()
print("sweep cancelled:", long.wait()["state"])

rows = server.upload({"columns": ["a", "b"], "x": [[1, 2], [4, 5]], "y": ["dog", "cat"]})
print("uploaded:", rows.read()["classes"], rows.read()["columns"], rows.data(seed=1)["source"])
rows.delete()

try:
    axes = job.plot()
    print("drawn:", len(axes.get_lines()), len(job.plot_boundary().get_images()))
except ImportError as missing:
    print("drawn:", 2 if "pip install matplotlib" in str(missing) else missing, 1)

try:
    server.submit({**spec, "features": ["nosuch"]})
except nn.ProblemError as refused:
    print("refused:", refused.status, refused.problem["type"], "/spec/features/0" in str(refused))
job.delete()
try:
    job.read()
except nn.ProblemError as gone:
    print("deleted:", gone.status)

try:
    nn.Server("http://localhost:1", patience=0).catalog()
except OSError as lost:
    print(lost)
