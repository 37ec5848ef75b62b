import type { CourseServer, TrainedJob } from "../model/course/course-server";
import type { Outcome, TrainingServer } from "../model/training/training-server";
import { advance } from "./advance";
import { layerOf, ownJobOf, samplesOf } from "./convert";
import { gradeOf, sheetOf, wireAnswersOf } from "./convert-exercise";
import { authorization, outcomeOf, specBody, type Api } from "./http-client";
import { httpLandscapes } from "./http-landscapes";
import { httpPast } from "./http-past";
import { httpTracing } from "./http-tracing";
import type { WireHistory, WireJob } from "./wire";

/** How long one request waits for the end of a training; seconds. */
const WAIT_SECONDS = 10;

/** HTTP adapter of the port for labs and exercises. */
export function httpCourseServer(api: Api, training: TrainingServer): CourseServer {
  const past = httpPast(api);
  async function untilEnded(started: Outcome<WireJob>): Promise<Outcome<WireJob>> {
    let outcome = started;
    while (outcome.type === "done" && !ENDED.has(outcome.value.state)) {
      await new Promise((go) => setTimeout(go, 300));
      outcome = await outcomeOf(api.GET("/api/v1/jobs/{id}", jobAt(outcome.value.id)), (read) => read);
    }
    return outcome;
  }

  return {
    train: async (spec, stop, arithmetic = "solo") => {
      const started = api.POST("/api/v1/jobs", {
        params: { header: { Prefer: `wait=${String(WAIT_SECONDS)}` } },
        body: { spec: specBody(spec), mode: "batch", arithmetic, stop },
      });
      const outcome = await untilEnded(await outcomeOf(started, (answer) => answer));
      if (outcome.type !== "done") return outcome;
      const trained = outcome.value;
      return outcomeOf(api.GET("/api/v1/jobs/{id}/history", jobAt(trained.id)), (history) =>
        trainedOf(trained, history),
      );
    },
    job: (id) => training.job(id),
    control: (own, request) => training.control(own, request),
    history: (id, run, after) => training.history(id, run, after),
    openStream: (ids, options, listener) => training.openStream(ids, options, listener),
    open: (spec, life) =>
      outcomeOf(
        api.POST("/api/v1/jobs", { body: { spec: specBody(spec), mode: "live", ...life } }),
        ownJobOf,
      ),
    close: (own) =>
      void outcomeOf(
        api.DELETE("/api/v1/jobs/{id}", {
          ...jobAt(own.job.id),
          headers: authorization(own.controlToken),
          keepalive: true,
        }),
        () => undefined,
      ),
    gradients: (id) =>
      outcomeOf(
        api.GET("/api/v1/jobs/{id}/gradients", { params: { path: { id }, query: { set: "train" } } }),
        ({ layers, ...rest }) => ({ ...rest, layers: layers.map(layerOf) }),
      ),
    boundary: (id, resolution) =>
      outcomeOf(
        api.GET("/api/v1/jobs/{id}/boundary", { params: { path: { id }, query: { resolution } } }),
        ({ values, minimum, maximum }) => {
          const share = (value: number) => (2 * (value - minimum)) / (maximum - minimum || 1) - 1;
          return { resolution, values: Float32Array.from(values[0] ?? [], share) };
        },
      ),
    samples: (id) => outcomeOf(api.GET("/api/v1/jobs/{id}/samples", jobAt(id)), samplesOf),
    exercise: (slug, seed) =>
      outcomeOf(
        api.GET("/api/v1/exercises/{slug}", {
          params: { path: { slug }, query: seed === undefined ? {} : { seed } },
        }),
        sheetOf,
      ),
    grade: (slug, seed, answers) =>
      outcomeOf(
        api.POST("/api/v1/exercises/{slug}/answers", {
          params: { path: { slug } },
          body: { ...(seed !== undefined && { seed }), answers: wireAnswersOf(answers) },
        }),
        gradeOf,
      ),
    ...httpTracing(api),
    ...httpLandscapes(api),
    frame: (at, gradients) => past.frame(at, gradients),
    advance: (own, epochs) => advance(api, own, epochs),
    parameters: (id) =>
      outcomeOf(api.GET("/api/v1/jobs/{id}/parameters", jobAt(id)), ({ layers }) => layers.map(layerOf)),
  };
}

function jobAt(id: string) {
  return { params: { path: { id } } };
}

const ENDED: ReadonlySet<string> = new Set(["succeeded", "failed", "cancelled"]);

function trainedOf(job: WireJob, history: WireHistory): TrainedJob {
  return {
    jobId: job.id,
    state: job.state,
    stopReason: job.stopReason ?? undefined,
    bestEpoch: job.bestEpoch ?? undefined,
    trainLoss: history.trainLoss.map((loss) => loss ?? Infinity),
    validationLoss: history.validationLoss ?? [],
    testLoss: history.testLoss ?? [],
    testAccuracy: job.metrics?.testAccuracy ?? undefined,
  };
}
