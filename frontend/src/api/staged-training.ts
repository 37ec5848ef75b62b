import type { PartialSpec, StagedTraining } from "../model/course/course-server";
import type { TrainingSpec } from "../model/spec/spec";
import type { Outcome } from "../model/training/training-server";
import { jobOf, samplesOf } from "./convert";
import { authorization, outcomeOf, specBody, type Api } from "./http-client";
import type { WireJob } from "./wire";

/** Milliseconds between two reads of a job whose step takes longer than the server waits for. */
const POLL_INTERVAL = 200;

/** Trains a live job stage by stage, reads its parameters after each stage, and deletes it. */
export async function trainInStages(
  api: Api,
  spec: PartialSpec | TrainingSpec,
  epochsPerStage: number,
  stages: number,
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
    for (let stage = 0; stage <= stages; stage++) {
      let job: Outcome<WireJob> =
        stage === 0
          ? opened
          : await outcomeOf(
              api.POST("/api/v1/jobs/{id}/step", { ...own, body: { unit: "epoch", count: epochsPerStage } }),
              (stepped) => stepped,
            );
      while (job.type === "done" && job.value.state === "running") {
        await new Promise((go) => setTimeout(go, POLL_INTERVAL));
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
      if (job.value.failure) break; // diverged: the path ends with the last finite parameters
    }
    const { spec: complete } = jobOf(opened.value);
    return complete
      ? { type: "done", value: { spec: complete, samples: samples.value, path } }
      : { type: "unreachable" };
  } finally {
    void outcomeOf(api.DELETE("/api/v1/jobs/{id}", own), () => undefined);
  }
}
