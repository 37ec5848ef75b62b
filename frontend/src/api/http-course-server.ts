import type { CourseServer, Trained } from "../model/course/course-server";
import type { Outcome } from "../model/training/training-server";
import { samplesOf } from "./convert";
import { gradeOf, sheetOf } from "./convert-exercise";
import { httpTracing } from "./http-tracing";
import { pathOf, type Send } from "./http-client";
import { trainInStages } from "./staged-training";
import type {
  WireBoundaryGrid,
  WireGrade,
  WireGradients,
  WireHistory,
  WireJob,
  WireParameterSet,
  WireSamples,
  WireSheet,
} from "./wire";

/** Seconds that one request waits for a training's end. */
const WAIT = 10;

/** The server as the labs use it. */
export function httpCourseServer(send: Send): CourseServer {
  async function ended(started: Outcome<WireJob>): Promise<Outcome<WireJob>> {
    let outcome = started;
    while (outcome.type === "done" && !ENDED.has(outcome.value.state)) {
      await new Promise((go) => setTimeout(go, 300));
      outcome = await send({ method: "GET", path: pathOf(outcome.value.id) }, (wire) => wire as WireJob);
    }
    return outcome;
  }

  return {
    train: async (spec, stop) => {
      const outcome = await ended(
        await send(
          { method: "POST", path: "/jobs", body: { spec, mode: "batch", stop }, wait: WAIT },
          (wire) => wire as WireJob,
        ),
      );
      if (outcome.type !== "done") return outcome;
      const job = outcome.value;
      return send({ method: "GET", path: `${pathOf(job.id)}/history` }, (wire) =>
        trainedOf(job, wire as WireHistory),
      );
    },
    open: (spec) =>
      send({ method: "POST", path: "/jobs", body: { spec, mode: "live" } }, (wire) => {
        const { id, controlToken = "" } = wire as WireJob;
        return { jobId: id, controlToken };
      }),
    close: ({ jobId, controlToken }) =>
      void send({ method: "DELETE", path: pathOf(jobId), token: controlToken }, () => undefined),
    gradients: (jobId) =>
      send({ method: "GET", path: `${pathOf(jobId)}/gradients?set=train` }, (wire) => wire as WireGradients),
    boundary: (jobId, resolution) =>
      send({ method: "GET", path: `${pathOf(jobId)}/boundary?resolution=${String(resolution)}` }, (wire) => {
        const { values, minimum, maximum } = wire as WireBoundaryGrid;
        const share = (value: number) => (2 * (value - minimum)) / (maximum - minimum || 1) - 1;
        return { resolution, values: Float32Array.from(values[0] ?? [], share) };
      }),
    samples: (jobId) =>
      send({ method: "GET", path: `${pathOf(jobId)}/samples` }, (wire) => samplesOf(wire as WireSamples)),
    exercise: (slug, seed) =>
      send(
        {
          method: "GET",
          path: `/exercises/${encodeURIComponent(slug)}${seed === undefined ? "" : `?seed=${String(seed)}`}`,
        },
        (wire) => sheetOf(wire as WireSheet),
      ),
    grade: (slug, seed, answers) =>
      send(
        {
          method: "POST",
          path: `/exercises/${encodeURIComponent(slug)}/answers`,
          body: { ...(seed !== undefined && { seed }), answers },
        },
        (wire) => gradeOf(wire as WireGrade),
      ),
    ...httpTracing(send),
    trainInStages: (spec, every, stretches) => trainInStages(send, spec, every, stretches),
    parameters: (jobId) =>
      send(
        { method: "GET", path: `${pathOf(jobId)}/parameters` },
        (wire) => (wire as WireParameterSet).layers,
      ),
  };
}

const ENDED: ReadonlySet<string> = new Set(["succeeded", "failed", "cancelled"]);

function trainedOf(job: WireJob, history: WireHistory): Trained {
  return {
    jobId: job.id,
    state: job.state,
    stopReason: job.stopReason ?? undefined,
    bestEpoch: job.bestEpoch ?? undefined,
    trainLoss: history.trainLoss.map((loss) => loss ?? Infinity),
    validationLoss: history.validationLoss ?? [],
    testLoss: history.testLoss ?? [],
  };
}
