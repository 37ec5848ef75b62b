import type { OwnJob } from "../model/job";
import type { TrainingSpec } from "../model/spec";
import type { Command, Outcome, TrainingServer } from "../model/training-server";
import { catalogOf, historyOf, jobOf, ownJobOf, problemOf, samplesOf } from "./convert";
import { openEventStream } from "./event-stream";
import type { WireCatalog, WireHistory, WireJob, WireJobPatch, WireProblem, WireSamples } from "./wire";

/** A server that does not answer within this many milliseconds counts as lost. */
const PATIENCE = 15_000;

interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
}

/**
 * The server of the page. Everything that can go wrong becomes an outcome.
 *
 * @param base address of the API, without a slash at its end
 * @param language of the problem documents, asked anew for every request
 */
export function httpTrainingServer(base: string, language: () => string): TrainingServer {
  async function send<T>(request: Request, convert: (wire: unknown) => T): Promise<Outcome<T>> {
    let response: Response;
    try {
      response = await fetch(`${base}${request.path}`, {
        method: request.method,
        headers: {
          Accept: "application/json, application/problem+json",
          "Accept-Language": language(),
          ...(request.body !== undefined && { "Content-Type": "application/json" }),
          ...(request.token !== undefined && { Authorization: `Bearer ${request.token}` }),
        },
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.ok) return { type: "done", value: convert(await response.json()) };
    } catch {
      return { type: "unreachable" };
    }
    return failure(response);
  }

  const change = (own: OwnJob, request: Omit<Request, "token">) =>
    send({ ...request, token: own.controlToken }, (wire) => jobOf(wire as WireJob));

  return {
    catalog: () => send({ method: "GET", path: "/catalog" }, (wire) => catalogOf(wire as WireCatalog)),
    createJob: (spec: TrainingSpec, life) =>
      send({ method: "POST", path: "/jobs", body: { spec, mode: "live", ...life } }, (wire) =>
        ownJobOf(wire as WireJob),
      ),
    job: (jobId) => send({ method: "GET", path: pathOf(jobId) }, (wire) => jobOf(wire as WireJob)),
    control: (own, command) =>
      change(own, { method: "POST", path: `${pathOf(own.job.id)}/${command.type}`, body: bodyOf(command) }),
    replaceSpec: (own, spec, keepParameters) =>
      change(own, {
        method: "PUT",
        path: `${pathOf(own.job.id)}/spec${keepParameters ? "?keep=parameters" : ""}`,
        body: spec,
      }),
    change: (own, live) =>
      change(own, { method: "PATCH", path: pathOf(own.job.id), body: live satisfies WireJobPatch }),
    replaceParameters: (own, parameters) =>
      change(own, { method: "PUT", path: `${pathOf(own.job.id)}/parameters`, body: { layers: parameters } }),
    samples: (jobId) =>
      send({ method: "GET", path: `${pathOf(jobId)}/samples` }, (wire) => samplesOf(wire as WireSamples)),
    history: (jobId, run, after) =>
      send(
        {
          method: "GET",
          path: `${pathOf(jobId)}/history?run=${String(run)}${after < 0 ? "" : `&after=${String(after)}`}`,
        },
        (wire) => historyOf(wire as WireHistory),
      ),
    openStream: (jobId, wanted, listener) =>
      openEventStream(`${base}${pathOf(jobId)}/events`, wanted, listener),
  };
}

function pathOf(jobId: string): string {
  return `/jobs/${encodeURIComponent(jobId)}`;
}

function bodyOf(command: Command): unknown {
  switch (command.type) {
    case "step":
      return { unit: command.unit, count: command.count };
    case "reset":
      return { seed: command.seed };
    case "play":
    case "pause":
      return undefined;
  }
}

/** A 401 or 403 for a job of our own means that the server has another secret now: the job is as good as gone. */
async function failure<T>(response: Response): Promise<Outcome<T>> {
  const { status } = response;
  if ([401, 403, 404, 410].includes(status)) return { type: "gone" };
  if (status === 429 || status === 503) {
    return { type: "busy", retryAfterSeconds: Number(response.headers.get("Retry-After") ?? "2") || 2 };
  }
  if (status === 502 || status === 504) return { type: "unreachable" };
  try {
    return { type: "refused", problem: problemOf((await response.json()) as WireProblem) };
  } catch {
    return { type: "refused", problem: { title: `HTTP ${String(status)}`, errors: [] } };
  }
}
