"""Shows NN Playground in a notebook, and trains networks on its server.

Copy this file beside your notebook. It needs Python 3.10 or newer, and nothing but the standard library::

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
        print(event.name, event.data.get("state"))
    print(job.predict([[0, 0], [0, 1], [1, 0], [1, 1]])["labels"])

``docs/api.md`` describes the spec and all calls of the API.
"""

from __future__ import annotations

import html
import http.client
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

__all__ = ["Event", "Frame", "Job", "ProblemError", "Server", "show"]

Json = dict[str, Any]

ENDED = frozenset({"succeeded", "failed", "cancelled"})
"""States that a job does not leave."""

LOCAL_SERVER = "http://localhost:8080"

_PAGE = re.compile(
    r"(?P<server>https?://[^#?]*?)(?:/embed)?(?P<page>/(?:(?:lessons|labs|exercises)/[a-z0-9-]+|p/[0-9a-z]+))?/?"
)
_REQUEST_SECONDS = 60.0
_RETRY_SECONDS = 1.0


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
    """The server has refused a request. ``problem`` is its problem document (RFC 9457), catalogued in docs/problems.md."""

    def __init__(self, status: int, problem: Json) -> None:
        reasons = [f"{error.get('pointer')}: {error.get('detail')}" for error in problem.get("errors") or []]
        super().__init__("; ".join([str(problem.get("detail") or problem.get("title") or f"HTTP {status}"), *reasons]))
        self.status = status
        self.problem = problem


@dataclass(frozen=True)
class Event:
    """Something that has happened to a job: ``job.state`` or ``job.frame``, its id in the stream, and its fields."""

    name: str
    id: str
    data: Json


@dataclass(frozen=True)
class Server:
    """A server of NN Playground, and the API key to use; without a key, its limits count per address."""

    address: str = LOCAL_SERVER
    key: str | None = field(default=None, repr=False)

    def submit(self, spec: Mapping[str, Any], **request: Any) -> Job:
        """Submits a job. ``request`` has the other fields of a request, such as ``stop={"epochs": 300}``.

        Raises ProblemError with every violation if the spec is invalid.
        """
        body = {"spec": spec, **request}
        created = self.call("/jobs", body, token=self.key, headers={"Idempotency-Key": str(uuid.uuid4())})
        return Job(self, created["id"], created.get("controlToken"))

    def job(self, job_id: str) -> Job:
        """A job that somebody has submitted; its id permits reading it."""
        return Job(self, job_id)

    def call(
        self,
        path: str,
        body: object = None,
        *,
        method: str | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Json:
        """Calls the API at a path below ``/api/v1``: a POST if there is a body, or else a GET."""
        with self.open(path, body, method=method, token=token, headers=headers) as response:
            content = response.read()
        return json.loads(content) if content else {}

    def open(
        self,
        path: str,
        body: object = None,
        *,
        method: str | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> IO[bytes]:
        """Opens the response to a call, for content that arrives in pieces. Raises ProblemError if it is refused."""
        request = urllib.request.Request(
            f"{self.address.rstrip('/')}/api/v1{path}",
            None if body is None else json.dumps(body).encode(),
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
                raise ProblemError(refused.code, _problem(refused.read())) from None


@dataclass(frozen=True)
class Job:
    """A job on the server. Changes need the control token that its creation has returned."""

    server: Server
    id: str
    control_token: str | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        return "/jobs/" + urllib.parse.quote(self.id, safe="")

    def read(self) -> Json:
        """The job as it is now."""
        return self.server.call(self.path)

    def events(self, last_id: str = "", patience: float = 60.0) -> Iterator[Event]:
        """Yields the events of the job until it has ended, frames with the losses of every epoch.

        After a lost connection it goes on behind the last event, so no epoch is missing. ``last_id`` is the id of an event
        behind which to begin. Raises OSError after ``patience`` seconds without an answer.
        """
        answered = time.monotonic()
        ended = False
        while True:
            try:
                for event in self._stream(last_id):
                    answered = time.monotonic()
                    last_id = event.id or last_id
                    ended = ended or (event.name == "job.state" and event.data.get("state") in ENDED)
                    yield event
                # The losses of the last epochs may follow the last state.
                if ended:
                    return
            except (OSError, http.client.HTTPException) as lost:
                if time.monotonic() - answered > patience:
                    raise OSError(f"No connection to {self.server.address}") from lost
            time.sleep(_RETRY_SECONDS)

    def _stream(self, last_id: str) -> Iterator[Event]:
        headers = {"Last-Event-ID": last_id} if last_id else {}
        with self.server.open(f"{self.path}/events?include=losses", headers=headers) as stream:
            fields: dict[str, str] = {}
            for line in stream:
                name, _, value = line.decode().rstrip("\r\n").partition(":")
                if name:
                    fields[name] = value.removeprefix(" ")
                elif "data" in fields:
                    yield Event(fields.get("event", ""), fields.get("id", ""), json.loads(fields["data"]))
                    fields = {}

    def wait(self, patience: float = 60.0) -> Json:
        """Waits until the job has ended, and returns it."""
        for _ in self.events(patience=patience):
            pass
        return self.read()

    def predict(self, x: Sequence[Sequence[float]]) -> Json:
        """The outputs of the network for inputs, and the labels of a classification."""
        return self.server.call(f"{self.path}/predict", {"x": x})

    def history(self) -> Json:
        """The losses by epoch; epoch 0 is the untrained network."""
        return self.server.call(f"{self.path}/history")

    def delete(self) -> None:
        """Deletes the job with everything that belongs to it."""
        self.server.call(self.path, method="DELETE", token=self.control_token or self.server.key)


def _problem(content: bytes) -> Json:
    try:
        problem = json.loads(content)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}
