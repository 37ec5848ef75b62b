"""Shows NN Playground in a notebook, and trains networks on its server.

Copy this file beside your program or notebook. It needs Python 3.9 or newer, and nothing but the standard library::

    from nn_playground import Server, show

    show("https://nn.example/#dataset=spiral&networkShape=8,8")

    server = Server("https://nn.example")
    job = server.submit(
        {
            "data": {"source": "generated", "generator": "xorTable"},
            "network": {"layers": [{"units": 4, "activation": "tanh"}, {"units": 1, "activation": "tanh"}]},
            "training": {"optimizer": {"type": "sgd", "learningRate": 0.3}, "batchSize": 4},
        },
        stop={"epochs": 300},
    )
    for event in job.events():
        print(event.name, event.data.get("epoch"))
    print(job.predict([[0, 0], [0, 1], [1, 0], [1, 1]])["labels"])

``docs/api.md`` teaches the API with this file. Fields of requests and responses have the names of the API.
"""

from __future__ import annotations

import html
import http.client
import importlib
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

__all__ = ["Dataset", "Event", "Frame", "Job", "ProblemError", "Server", "Sweep", "Table", "show"]

Json = dict[str, Any]

ENDED = frozenset({"succeeded", "failed", "cancelled"})
"""States that a job does not leave."""

LOCAL_SERVER = "http://localhost:8080"

_PAGE = re.compile(
    r"(?P<server>https?://[^#?]*?)(?:/embed)?(?P<page>/(?:(?:lessons|labs|exercises)/[a-z0-9-]+|p/[0-9a-z]+))?/?"
)
# Longer than the longest wait for a job, and than the pause between two comments in a stream.
_REQUEST_SECONDS = 90.0
_RETRY_SECONDS = 1.0
_HISTORY_PAGE = 10_000


@dataclass(frozen=True)
class Frame:
    """A page of NN Playground in a frame. Notebooks display it; ``str`` gives its HTML for other uses.

    ``height`` is in CSS pixels.
    """

    address: str
    height: int

    def _repr_html_(self) -> str:
        return (
            f'<iframe src="{html.escape(self.address)}" title="NN Playground" width="100%" height="{self.height}"'
            ' style="border:0" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
        )

    def __str__(self) -> str:
        return self._repr_html_()


def show(url_or_hash: str, height: int = 720, server: str = LOCAL_SERVER) -> Frame:
    """Shows a page: an address that was copied from the browser, or the part after ``#`` of a playground on ``server``.

    Raises ValueError if the address is not one of NN Playground.
    """
    if not re.match(r"https?://", url_or_hash):
        return Frame(f"{server.rstrip('/')}/embed#{url_or_hash.removeprefix('#')}", height)
    address, _, keys = url_or_hash.partition("#")
    found = _PAGE.fullmatch(address)
    if found is None:
        raise ValueError(f"Not the address of a page that can be embedded: {url_or_hash}")
    return Frame(f"{found['server']}/embed{found['page'] or ''}" + (f"#{keys}" if keys else ""), height)


class ProblemError(Exception):
    """The server has refused a request. ``problem`` is its problem document (RFC 9457), catalogued in docs/problems.md.

    ``retry_after`` is the number of seconds after which a repetition may succeed, if the server has said so.
    """

    def __init__(self, status: int, problem: Json, retry_after: float | None = None) -> None:
        errors: list[Json] = problem.get("errors") or []
        reasons = [f"{error.get('pointer')}: {error.get('detail')}" for error in errors]
        super().__init__("; ".join([str(problem.get("detail") or problem.get("title") or f"HTTP {status}"), *reasons]))
        self.status = status
        self.problem = problem
        self.retry_after = retry_after


@dataclass(frozen=True)
class Event:
    """Something that has happened: its name, such as ``job.state`` or ``job.frame``, its id in the stream, its fields."""

    name: str
    id: str
    data: Json


@dataclass(frozen=True)
class Server:
    """A server of NN Playground, and the API key to use; without a key, its limits count per address.

    While the server is full or out of reach, reading calls and ``submit`` are repeated for ``patience`` seconds.
    """

    address: str = LOCAL_SERVER
    key: str | None = field(default=None, repr=False)
    patience: float = 60.0

    def catalog(self) -> Json:
        """All choices, defaults and limits of a spec."""
        return self.call("/catalog")

    def submit(self, spec: Mapping[str, Any] | None, *, wait: int = 0, **request: Any) -> Job:
        """Submits a job. ``request`` has the other fields of a request, such as ``stop={"epochs": 300}``. A branch has no spec.

        The server delays its response until the job has ended, for at most ``wait`` seconds (up to 60). Raises ProblemError
        with every violation if the spec is invalid.
        """
        body = request if spec is None else {"spec": spec, **request}
        created = self._create("/jobs", body, {"Prefer": f"wait={wait}"} if wait else {})
        return Job(self, created["id"], created.get("controlToken"))

    def _create(self, path: str, body: Json, headers: Mapping[str, str]) -> Json:
        return self.call(path, body, token=self.key, headers={"Idempotency-Key": str(uuid.uuid4()), **headers})

    def sweep(self, spec: Mapping[str, Any], axes: Sequence[Mapping[str, Any]], **request: Any) -> Sweep:
        """Trains a spec with every combination of the values of 1 to 3 axes, at most 256 jobs.

        An axis is ``{"pointer": "/training/batchSize", "values": [1, 10]}`` or ``{"seeds": 16}``. ``request`` has the other
        fields of a request, such as ``stop={"epochs": 300}``.
        """
        created = self._create("/sweeps", {"spec": spec, "axes": axes, **request}, {})
        return Sweep(self, created["id"], created.get("controlToken"))

    def upload(self, table: str | Mapping[str, Any], label: str | None = None) -> Dataset:
        """Uploads samples: CSV with a header, whose column ``label`` has the labels (default: the last one), or
        ``{"columns": ["width"], "x": [[1.5], ..], "y": ["cat", ..]}``.

        ``server.submit({"data": dataset.data(trainFraction=0.7)})`` trains on them.
        """
        if isinstance(table, str):
            headers = {"Content-Type": "text/csv"}
            created = self.call("/datasets" + _query(label=label), table.encode(), token=self.key, headers=headers)
        else:
            created = self.call("/datasets", table, token=self.key)
        return Dataset(self, created["id"], created.get("controlToken"))

    def job(self, job_id: str, control_token: str | None = None) -> Job:
        """A job that somebody has submitted; its id permits reading it."""
        return Job(self, job_id, control_token)

    def jobs(self, **query: Any) -> Iterator[Json]:
        """The jobs of the API key, newest first, for example those with ``state="running"``."""
        after = None
        while True:
            page = self.call("/jobs" + _query(**query, after=after), token=self.key)
            yield from page["data"]
            after = page.get("next")
            if after is None:
                return

    def events(
        self, jobs: Sequence[Job], last_id: str = "", *, include: Sequence[str] = ("losses",), **view: Any
    ) -> Iterator[Event]:
        """Yields the events of several jobs on one stream until all have ended; at most 8 jobs.

        A ``job.state`` has the job's id as ``id``, a ``job.frame`` as ``job``. The rest is as in ``Job.events``.
        """
        training = {job.id for job in jobs}

        def is_last(event: Event) -> bool:
            if event.name == "job.state" and _has_ended(event.data):
                training.discard(event.data["id"])
            return not training

        query = urllib.parse.urlencode([("job", job.id) for job in jobs])
        path = "/events" + _query(include=include, **view) + f"&{query}"
        return self.follow(path, last_id, is_last)

    def call(
        self,
        path: str,
        body: object = None,
        *,
        method: str | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Json:
        """Calls the API at a path below ``/api/v1``: a POST if there is a body, or else a GET.

        A body is sent as JSON, and bytes as they are.
        """
        content = self.content(path, body, method=method, token=token, headers=headers)
        return json.loads(content) if content else {}

    def content(
        self,
        path: str,
        body: object = None,
        *,
        method: str | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        """The content of the response to a call, for formats other than JSON."""
        repeatable = (body is None and method is None) or "Idempotency-Key" in (headers or {})
        deadline = time.monotonic() + self.patience
        while True:
            try:
                with self.open(path, body, method=method, token=token, headers=headers) as response:
                    return response.read()
            except ProblemError as refused:
                delay = refused.retry_after
                if delay is None or time.monotonic() + delay > deadline:
                    raise
            except (OSError, http.client.HTTPException) as lost:
                delay = _RETRY_SECONDS
                if not repeatable or time.monotonic() + delay > deadline:
                    raise OSError(f"No connection to {self.address}") from lost
            time.sleep(delay)

    def open(
        self,
        path: str,
        body: object = None,
        *,
        method: str | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> http.client.HTTPResponse:
        """Opens the response to a call, for content that arrives in pieces. Raises ProblemError if it is refused."""
        request = urllib.request.Request(
            f"{self.address.rstrip('/')}/api/v1{path}",
            body if body is None or isinstance(body, bytes) else json.dumps(body).encode(),
            {
                "Content-Type": "application/json",
                **({} if token is None else {"Authorization": f"Bearer {token}"}),
                **(headers or {}),
            },
            method=method,
        )
        try:
            return urllib.request.urlopen(request, timeout=_REQUEST_SECONDS)
        except urllib.error.HTTPError as refused:
            with refused:
                seconds = refused.headers.get("Retry-After", "")
                retry_after = float(seconds) if seconds.isdigit() else None
                raise ProblemError(refused.code, _problem(refused.read()), retry_after) from None

    def follow(self, path: str, last_id: str, is_last: Callable[[Event], bool]) -> Iterator[Event]:
        """Yields the events of a stream until one for which ``is_last`` holds, and those that follow it at once.

        After a lost connection it goes on behind the last event. Raises OSError after ``patience`` seconds without a connection.
        """
        lost_at: float | None = None
        ended = False
        while True:
            delay = _RETRY_SECONDS
            try:
                with self.open(path, headers={"Last-Event-ID": last_id} if last_id else {}) as stream:
                    # No content: the last id was that of the last event.
                    ended = ended or stream.status == 204
                    for event in _events(stream):
                        lost_at = None
                        last_id = event.id or last_id
                        ended = ended or is_last(event)
                        yield event
                if ended:
                    return
            except ProblemError as refused:
                lost_at = lost_at or time.monotonic()
                if refused.retry_after is None or time.monotonic() - lost_at >= self.patience:
                    raise
                delay = refused.retry_after
            except (OSError, http.client.HTTPException) as lost:
                lost_at = lost_at or time.monotonic()
                if time.monotonic() - lost_at >= self.patience:
                    raise OSError(f"No connection to {self.address}") from lost
            time.sleep(delay)


@dataclass(frozen=True)
class _Resource:
    """What has an address on the server. Changes need the control token that its creation has returned, or its owner's key."""

    server: Server
    id: str
    control_token: str | None = field(default=None, repr=False)
    _kind: ClassVar[str]

    @property
    def path(self) -> str:
        return f"/{self._kind}/" + urllib.parse.quote(self.id, safe="")

    def _change(self, method: str, path: str, body: object = None) -> Json:
        token = self.control_token or self.server.key
        return self.server.call(self.path + path, body, method=method, token=token)


@dataclass(frozen=True)
class Job(_Resource):
    """A job on the server. Changes need the control token that its creation has returned, or the API key of its owner."""

    _kind = "jobs"

    def read(self) -> Json:
        """The job as it is now."""
        return self.server.call(self.path)

    def events(self, last_id: str = "", *, include: Sequence[str] = ("losses",), **view: Any) -> Iterator[Event]:
        """Yields the events of the job until it has ended: ``job.state``, and ``job.frame`` with the losses of every epoch.

        After a lost connection it goes on behind the last event, so no epoch is missing. ``last_id`` is the id of an event
        behind which to begin. ``include`` is what frames contain (``losses``, ``parameters``, ``boundary``,
        ``gradients``), ``view`` has the other parameters, such as ``resolution=50`` or ``maxRate=5``.
        """
        path = f"{self.path}/events" + _query(include=include, **view)
        return self.server.follow(path, last_id, lambda event: _has_ended(event.data))

    def wait(self, until: Callable[[Json], bool] | None = None) -> Json:
        """Waits until the job has ended, or ``until`` holds for it, and returns it.

        ``job.wait(lambda job: job["state"] == "paused")`` waits for a pause. ``until`` is called whenever the job has changed
        its state or its settings.
        """
        for event in self.events(maxRate=1):
            if event.name == "job.state" and until is not None and until(event.data):
                break
        return self.read()

    def branch(
        self, epoch: int, changes: Mapping[str, Any] | None = None, *, run: int | None = None, **request: Any
    ) -> Job:
        """Submits a job that goes on from an epoch of this one, with other settings.

        ``changes`` are by JSON pointer into the spec: ``{"/training/optimizer/learningRate": 0.1}``. ``request`` is that of
        ``Server.submit``.
        """
        origin = {"job": self.id, "epoch": epoch, **({} if run is None else {"run": run})}
        body: Json = {"from": origin, "changes": changes or {}, **request}
        return self.server.submit(None, **body)

    # Control. A live job begins paused; a batch job can be cancelled only.

    def play(self) -> Json:
        return self._control("play")

    def pause(self) -> Json:
        return self._control("pause")

    def step(self, count: int = 1, unit: str = "epoch") -> Json:
        """Trains ``count`` epochs, or batches with the unit ``batch``, and pauses. ``wait`` waits for that."""
        return self._control("step", {"count": count, "unit": unit})

    def reset(self, seed: str = "same") -> Json:
        """Begins another run at epoch 0: with the same initial parameters, or with the seed ``new``."""
        return self._control("reset", {"seed": seed})

    def cancel(self) -> Json:
        return self._control("cancel")

    def patch(self, **settings: Any) -> Json:
        """Changes settings while the job is training, such as ``learningRate=0.1`` or ``pace={"epochsPerSecond": 10}``."""
        return self._change("PATCH", "", settings)

    def replace_spec(self, spec: Mapping[str, Any], *, keep: str | None = None) -> Json:
        """Begins another run with another spec. ``keep="parameters"`` keeps the parameters, if they fit."""
        return self._change("PUT", "/spec" + _query(keep=keep), spec)

    def replace_parameters(self, parameters: Mapping[str, Any]) -> Json:
        """Sets weights and biases. ``parameters`` is what ``parameters()`` has returned, with other values."""
        return self._change("PUT", "/parameters", parameters)

    def keep(self, days: int) -> Json:
        """Keeps the job for so many days from its end."""
        return self._change("PUT", "/retention", {"days": days})

    def delete(self) -> None:
        """Deletes the job with everything that belongs to it."""
        self._change("DELETE", "")

    def _control(self, verb: str, body: object = None) -> Json:
        return self._change("POST", "/" + verb, body)

    # Results

    def history(self) -> Json:
        """The losses by epoch, all of them; epoch 0 is the untrained network."""
        page = history = self.server.call(f"{self.path}/history" + _query(limit=_HISTORY_PAGE))
        while len(page["epoch"]) == _HISTORY_PAGE:
            query = _query(limit=_HISTORY_PAGE, after=history["epoch"][-1], run=history["run"])
            page = self.server.call(f"{self.path}/history{query}")
            for name in ("epoch", "trainLoss", "validationLoss", "testLoss"):
                if name in history:
                    history[name] += page.get(name, [])
        return history

    # Of the present epoch, or to the bit those of any epoch of any run that was trained.

    def parameters(self, *, epoch: int | None = None, run: int | None = None) -> Json:
        """Weights and biases by layer; ``weights`` of a dense layer have the shape [units][inputs]."""
        return self.server.call(f"{self.path}/parameters" + _query(epoch=epoch, run=run))

    def predict(self, x: Sequence[Sequence[float]], *, epoch: int | None = None, run: int | None = None) -> Json:
        """The outputs of the network for inputs, [samples][outputs], and the labels of a classification."""
        return self.server.call(f"{self.path}/predict" + _query(epoch=epoch, run=run), {"x": x})

    def metrics(self, *, epoch: int | None = None, run: int | None = None) -> Json:
        """Losses, accuracies and what else is measured of an epoch."""
        return self.server.call(f"{self.path}/metrics" + _query(epoch=epoch, run=run))

    def frame(self, *, epoch: int | None = None, run: int | None = None, **view: Any) -> Json:
        """What a stream showed of an epoch; ``view`` is, for example, ``include=["boundary"], resolution=50``."""
        return self.server.call(f"{self.path}/frame" + _query(epoch=epoch, run=run, **view))

    def changes(self, *, run: int | None = None) -> list[Json]:
        """Where settings or parameters were changed during a run."""
        return self.server.call(f"{self.path}/changes" + _query(run=run))["changes"]

    def boundary(self, **query: Any) -> Json:
        """The outputs on a regular grid, ``values`` of the shape [outputs][resolution * resolution], row 0 the largest x2.

        ``query`` is, for example, ``resolution=100``, ``epoch=12``, or ``layer=0, unit=2`` for the output of a hidden unit.
        """
        return self.server.call(f"{self.path}/boundary" + _query(**query))

    def samples(self) -> Json:
        """The samples of the train, validation and test set."""
        return self.server.call(f"{self.path}/samples")

    def csv(self, subject: str) -> str:
        """``history``, ``parameters`` or ``samples`` as CSV with a header."""
        return self.server.content(f"{self.path}/{subject}", headers={"Accept": "text/csv"}).decode()

    def export(self, format: str, *, epoch: int | None = None, run: int | None = None, data: bool = False) -> bytes:
        """The network as a file that runs elsewhere; ``format`` is ``onnx``, ``torchscript``, ``pytorch``, ``keras``,
        ``numpy`` or ``json``. With ``data`` it is a zip with the samples as CSV.
        """
        query = _query(format=format, epoch=epoch, run=run, data="true" if data else None)
        return self.server.content(f"{self.path}/export{query}")

    # Pictures

    def show(self, height: int = 720) -> Frame:
        """Shows the job in the playground, in a notebook."""
        return show(f"job={self.id}", height, self.server.address)

    def plot(self, axes: Any = None) -> Any:
        """Draws the losses by epoch, and returns matplotlib's axes. Raises ImportError without matplotlib."""
        axes = _axes(axes)
        history = self.history()
        for name, label in (("trainLoss", "train"), ("validationLoss", "validation"), ("testLoss", "test")):
            if name in history:
                axes.plot(history["epoch"], history[name], label=label)
        axes.set_xlabel("epoch")
        axes.set_ylabel("loss")
        axes.legend()
        return axes

    def plot_boundary(self, axes: Any = None, output: int = 0, resolution: int = 100) -> Any:
        """Draws one output over the plane of the inputs, and returns matplotlib's axes."""
        axes = _axes(axes)
        boundary = self.boundary(output=output, resolution=resolution)
        values, (x, y) = boundary["values"][0], boundary["domain"]
        rows = [values[start : start + resolution] for start in range(0, len(values), resolution)]
        limits = {"vmin": boundary["minimum"], "vmax": boundary["maximum"]}
        image = axes.imshow(rows, extent=(*x, *y), aspect="auto", cmap="PuOr", **limits)
        axes.figure.colorbar(image, ax=axes)
        axes.set_xlabel(boundary["columns"][0])
        axes.set_ylabel(boundary["columns"][1])
        return axes


@dataclass(frozen=True)
class Table:
    """The results of a sweep: one row for each job. ``pandas.DataFrame(table.rows, columns=table.columns)`` reads it."""

    columns: list[str]
    rows: list[list[Any]]

    def records(self) -> list[Json]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row)) for row in self.rows]


@dataclass(frozen=True)
class Sweep(_Resource):
    """Jobs that differ in up to three fields. Changes need the control token that its creation has returned, or the API key."""

    _kind = "sweeps"

    def read(self) -> Json:
        """The sweep as it is now, with the numbers of its jobs by state."""
        return self.server.call(self.path)

    def jobs(self) -> list[Json]:
        """Its jobs in the order of the table's rows."""
        return self.server.call(f"{self.path}/jobs")["data"]

    def table(self) -> Table:
        """The results: a column for each axis, and the state, losses and accuracies of each job."""
        table = self.server.call(f"{self.path}/table")
        return Table(table["columns"], table["rows"])

    def csv(self) -> str:
        """The table as CSV with a header."""
        return self.server.content(f"{self.path}/table", headers={"Accept": "text/csv"}).decode()

    def events(self, last_id: str = "") -> Iterator[Event]:
        """Yields ``sweep.state`` and ``sweep.rows`` until all jobs have ended, and goes on after a lost connection.

        Rows are those that have changed, with the names of their ``columns``; a new connection begins with the sweep and
        all of them.
        """
        return self.server.follow(f"{self.path}/events", last_id, lambda event: _has_ended(event.data))

    def wait(self) -> Json:
        """Waits until all jobs have ended, and returns the sweep."""
        for _ in self.events():
            pass
        return self.read()

    def cancel(self) -> Json:
        """Cancels the jobs that have not ended."""
        return self._change("POST", "/cancel")

    def delete(self) -> None:
        """Deletes the sweep with its jobs."""
        self._change("DELETE", "")


@dataclass(frozen=True)
class Dataset(_Resource):
    """Uploaded samples. Deletion needs the control token of the upload, or the API key of its owner."""

    _kind = "datasets"

    def data(self, **options: Any) -> Json:
        """The ``data`` of a spec that uses them. ``options`` are, for example, ``trainFraction=0.7`` and ``seed=1``."""
        return {"source": "uploaded", "dataset": self.id, **options}

    def read(self) -> Json:
        """Names of the columns and classes, and the number of samples."""
        return self.server.call(self.path)

    def delete(self) -> None:
        """No new job can use them."""
        self._change("DELETE", "")


def _query(**parameters: str | int | float | Sequence[str | int] | None) -> str:
    """The query of an address; what is None is left out, and several values are separated by commas."""
    given = {
        name: ",".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in parameters.items()
        if value is not None
    }
    return "?" + urllib.parse.urlencode(given) if given else ""


def _problem(content: bytes) -> Json:
    try:
        problem = json.loads(content)
    except ValueError:
        return {}
    return cast(Json, problem) if isinstance(problem, dict) else {}


def _has_ended(data: Json) -> bool:
    return data.get("state") in ENDED


def _events(stream: http.client.HTTPResponse) -> Iterator[Event]:
    """Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    name, last_id = "", ""
    data: list[str] = []
    for line in stream:
        key, _, value = line.decode().rstrip("\r\n").partition(":")
        value = value[1:] if value.startswith(" ") else value
        if key == "event":
            name = value
        elif key == "id":
            last_id = value
        elif key == "data":
            data.append(value)
        elif line.strip() == b"":
            if data:
                yield Event(name, last_id, json.loads("\n".join(data)))
            name, data = "", []


def _axes(axes: Any) -> Any:
    if axes is not None:
        return axes
    try:
        pyplot: Any = importlib.import_module("matplotlib.pyplot")
    except ImportError as missing:
        raise ImportError("Install matplotlib to draw: pip install matplotlib") from missing
    return pyplot.subplots()[1]
