import type { AdvancedJob } from "../model/course/course-server";
import type { OwnJob } from "../model/training/job";
import type { Outcome } from "../model/training/training-server";
import { authorization, outcomeOf, type Api } from "./http-client";
import type { WireJob } from "./wire";

/** Milliseconds between two reads of a job whose step takes longer than the server waits for. */
const POLL_INTERVAL = 200;

/** Trains a live job by some epochs. */
export async function advance(
  api: Api,
  { job: { id }, controlToken }: OwnJob,
  epochs: number,
): Promise<Outcome<AdvancedJob>> {
  const at = { params: { path: { id } } };
  let answer: Outcome<WireJob> = await outcomeOf(
    api.POST("/api/v1/jobs/{id}/step", {
      ...at,
      headers: authorization(controlToken),
      body: { unit: "epoch", count: epochs },
    }),
    (stepped) => stepped,
  );
  while (answer.type === "done" && answer.value.state === "running") {
    await new Promise((go) => setTimeout(go, POLL_INTERVAL));
    answer = await outcomeOf(api.GET("/api/v1/jobs/{id}", at), (read) => read);
  }
  if (answer.type !== "done") return answer;
  const { epoch, failure } = answer.value;
  return { type: "done", value: { epoch, diverged: failure !== undefined } };
}
