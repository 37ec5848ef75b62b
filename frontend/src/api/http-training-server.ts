import type { OwnJob } from "../model/training/job";
import type { ControlRequest, TrainingServer } from "../model/training/training-server";
import { catalogOf, historyOf, jobOf, ownJobOf, samplesOf, wireAttentionOf, wireLayerOf } from "./convert";
import { openEventStream } from "./event-stream";
import { authorization, httpClient, outcomeOf, specBody, type Api } from "./http-client";

/** Maximum number of epochs in one answer of a history. */
const HISTORY_LIMIT = 10_000;

/**
 * HTTP adapter of the port for the playground. Every failure becomes an outcome.
 *
 * @param base address of the server, without the path of the API
 * @param language of the problem documents, read again for every request
 */
export function httpTrainingServer(base: string, language: () => string): TrainingServer {
  const api = httpClient(base, language);
  return {
    catalog: () => outcomeOf(api.GET("/api/v1/catalog"), catalogOf),
    createJob: (spec, life) =>
      outcomeOf(
        api.POST("/api/v1/jobs", { body: { spec: specBody(spec), mode: "live", ...life } }),
        ownJobOf,
      ),
    job: (id) => outcomeOf(api.GET("/api/v1/jobs/{id}", { params: { path: { id } } }), jobOf),
    control: (own, command) => outcomeOf(control(api, own, command), jobOf),
    replaceSpec: (own, spec, keepParameters) =>
      outcomeOf(
        api.PUT("/api/v1/jobs/{id}/spec", {
          params: { path: { id: own.job.id }, query: keepParameters ? { keep: "parameters" } : {} },
          body: specBody(spec),
          headers: authorization(own.controlToken),
        }),
        jobOf,
      ),
    change: (own, live) => outcomeOf(api.PATCH("/api/v1/jobs/{id}", { ...ownJob(own), body: live }), jobOf),
    replaceParameters: (own, layers) =>
      outcomeOf(
        api.PUT("/api/v1/jobs/{id}/parameters", {
          ...ownJob(own),
          body: { layers: layers.map(wireLayerOf) },
        }),
        jobOf,
      ),
    attend: (own, attention) =>
      outcomeOf(
        api.PUT("/api/v1/jobs/{id}/attention", { ...ownJob(own), body: wireAttentionOf(attention) }),
        () => undefined,
      ),
    samples: (id) => outcomeOf(api.GET("/api/v1/jobs/{id}/samples", { params: { path: { id } } }), samplesOf),
    history: (id, run, after) =>
      outcomeOf(
        api.GET("/api/v1/jobs/{id}/history", {
          params: { path: { id }, query: { limit: HISTORY_LIMIT, run, ...(after >= 0 && { after }) } },
        }),
        historyOf,
      ),
    openStream: (ids, options, listener) =>
      openEventStream(`${base.replace(/\/$/, "")}/api/v1/${eventsPath(ids)}`, language(), options, listener),
  };
}

function eventsPath(ids: readonly string[]): string {
  const [first = "", ...others] = ids.map(encodeURIComponent);
  return others.length === 0
    ? `jobs/${first}/events`
    : `events?${[first, ...others].map((id) => `job=${id}`).join("&")}`;
}

function control(api: Api, own: OwnJob, command: ControlRequest) {
  switch (command.type) {
    case "step":
      return api.POST("/api/v1/jobs/{id}/step", {
        ...ownJob(own),
        body: { unit: command.unit, count: command.count },
      });
    case "reset":
      return api.POST("/api/v1/jobs/{id}/reset", { ...ownJob(own), body: { seed: command.seed } });
    case "play":
      return api.POST("/api/v1/jobs/{id}/play", ownJob(own));
    case "pause":
      return api.POST("/api/v1/jobs/{id}/pause", ownJob(own));
  }
}

/** Path and header of a request that changes the page's own job. */
function ownJob({ job, controlToken }: OwnJob) {
  return { params: { path: { id: job.id } }, headers: authorization(controlToken) };
}
