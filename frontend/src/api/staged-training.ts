import type { PartialSpec, StagedTraining } from "../model/course/course-server";
import type { TrainingSpec } from "../model/spec/spec";
import type { Outcome } from "../model/training/training-server";
import { jobOf, samplesOf } from "./convert";
import { authorization, outcomeOf, specBody, type Api } from "./http-client";
import type { WireJob } from "./wire";

/** Milliseconds between two reads of a job whose step takes longer than the server waits for. */
const PAUSE = 200;

/** Trains a live job step by step, reads its parameters after each step, and deletes it. */
export async function trainInStages(
  api: Api,
  spec: PartialSpec | TrainingSpec,
  every: number,
  stretches: number,
): Promise<Outcome<StagedTraining>> {
  const opened = await outcomeOf(
    api.POST("/api/v1/jobs", { body: { spec: specBody(spec), mode: "live" } }),
    (job) => job,
  );
  if (opened.type !== "done") return opened;
  const at = { params: { path: { id: opened.value.id } } };
  const own = { ...at, headers: authorization(opened.value.controlToken) };
  try {
    const samples = await outcomeOf(api.GET("/api/v1/jobs/{id}/samples", at), samplesOf);
    if (samples.type !== "done") return samples;
    const path: StagedTraining["path"][number][] = [];
    for (let stretch = 0; stretch <= stretches; stretch++) {
      let job: Outcome<WireJob> =
        stretch === 0
          ? opened
          : await outcomeOf(
              api.POST("/api/v1/jobs/{id}/step", { ...own, body: { unit: "epoch", count: every } }),
              (stepped) => stepped,
            );
      while (job.type === "done" && job.value.state === "running") {
        await new Promise((go) => setTimeout(go, PAUSE));
        job = await outcomeOf(api.GET("/api/v1/jobs/{id}", at), (read) => read);
      }
      if (job.type !== "done") return job;
      const parameters = await outcomeOf(api.GET("/api/v1/jobs/{id}/parameters", at), (read) => read);
      if (parameters.type !== "done") return parameters;
      path.push({
        epoch: parameters.value.epoch,
        trainLoss: job.value.trainLoss ?? undefined,
        layers: parameters.value.layers,
      });
      if (job.value.failure) break; // it diverged: the path ends at its last finite parameters
    }
    const { spec: complete } = jobOf(opened.value);
    return complete
      ? { type: "done", value: { spec: complete, samples: samples.value, path } }
      : { type: "unreachable" };
  } finally {
    void outcomeOf(api.DELETE("/api/v1/jobs/{id}", own), () => undefined);
  }
}
