import type { AskedSpec, StagedTraining } from "../model/course/course-server";
import type { TrainingSpec } from "../model/spec/spec";
import type { Outcome } from "../model/training/training-server";
import { jobOf, samplesOf } from "./convert";
import { pathOf, type Send } from "./http-client";
import type { WireJob, WireParameterSet, WireSamples } from "./wire";

/** Milliseconds between two looks at a stretch that takes longer than the server waits for. */
const PAUSE = 200;

/** Trains a live job stretch by stretch, reads its parameters at each stop, and deletes it. */
export async function trainInStages(
  send: Send,
  spec: AskedSpec | TrainingSpec,
  every: number,
  stretches: number,
): Promise<Outcome<StagedTraining>> {
  const opened = await send(
    { method: "POST", path: "/jobs", body: { spec, mode: "live" } },
    (wire) => wire as WireJob,
  );
  if (opened.type !== "done") return opened;
  const { id, controlToken: token } = opened.value;
  try {
    const samples = await send({ method: "GET", path: `${pathOf(id)}/samples` }, (wire) =>
      samplesOf(wire as WireSamples),
    );
    if (samples.type !== "done") return samples;
    const path: StagedTraining["path"][number][] = [];
    for (let stretch = 0; stretch <= stretches; stretch++) {
      let job: Outcome<WireJob> =
        stretch === 0
          ? opened
          : await send(
              {
                method: "POST",
                path: `${pathOf(id)}/step`,
                body: { unit: "epoch", count: every },
                token,
              },
              (wire) => wire as WireJob,
            );
      while (job.type === "done" && job.value.state === "running") {
        await new Promise((go) => setTimeout(go, PAUSE));
        job = await send({ method: "GET", path: pathOf(id) }, (wire) => wire as WireJob);
      }
      if (job.type !== "done") return job;
      const parameters = await send(
        { method: "GET", path: `${pathOf(id)}/parameters` },
        (wire) => wire as WireParameterSet,
      );
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
    void send({ method: "DELETE", path: pathOf(id), token }, () => undefined);
  }
}
