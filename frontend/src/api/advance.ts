import type { AdvancedJob, OpenedJob } from "../model/course/course-server";
import type { Outcome } from "../model/training/training-server";
import { authorization, outcomeOf, type Api } from "./http-client";
import type { WireJob } from "./wire";

/** Milliseconds between two reads of a job whose step takes longer than the server waits for. */
const POLL_INTERVAL = 200;

/** Trains a live job by some epochs. */
export async function advance(
  api: Api,
  { jobId, controlToken }: OpenedJob,
  epochs: number,
): Promise<Outcome<AdvancedJob>> {
  const at = { params: { path: { id: jobId } } };
  let job: Outcome<WireJob> = await outcomeOf(
    api.POST("/api/v1/jobs/{id}/step", {
      ...at,
      headers: authorization(controlToken),
      body: { unit: "epoch", count: epochs },
    }),
    (stepped) => stepped,
  );
  while (job.type === "done" && job.value.state === "running") {
    await new Promise((go) => setTimeout(go, POLL_INTERVAL));
    job = await outcomeOf(api.GET("/api/v1/jobs/{id}", at), (read) => read);
  }
  if (job.type !== "done") return job;
  const { epoch, failure } = job.value;
  return { type: "done", value: { epoch, diverged: failure !== undefined } };
}
