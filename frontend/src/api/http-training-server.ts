import type { OwnJob } from "../model/training/job";
import type { TrainingSpec } from "../model/spec/spec";
import type { ControlRequest, TrainingServer } from "../model/training/training-server";
import { catalogOf, historyOf, jobOf, ownJobOf, samplesOf } from "./convert";
import { openEventStream } from "./event-stream";
import { httpClient, pathOf, type Request } from "./http-client";
import type { WireCatalog, WireHistory, WireJob, WireJobPatch, WireSamples } from "./wire";

/** Epochs that the server tells of a history at a time, at most. */
const LARGEST_PIECE = "10000";

/**
 * The server of the page. Everything that can go wrong becomes an outcome.
 *
 * @param base address of the API, without a slash at its end
 * @param language of the problem documents, asked anew for every request
 */
export function httpTrainingServer(base: string, language: () => string): TrainingServer {
  const send = httpClient(base, language);
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
          path: `${pathOf(jobId)}/history?limit=${LARGEST_PIECE}&run=${String(run)}${after < 0 ? "" : `&after=${String(after)}`}`,
        },
        (wire) => historyOf(wire as WireHistory),
      ),
    openStream: (jobId, wanted, listener) =>
      openEventStream(`${base}${pathOf(jobId)}/events`, language(), wanted, listener),
  };
}

function bodyOf(command: ControlRequest): unknown {
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
