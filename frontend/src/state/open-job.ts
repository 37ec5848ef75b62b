import { hasSameAddress, type KeptJob } from "../model/address/kept-jobs";
import { hasEnded, type LiveChange, type OwnJob } from "../model/training/job";
import { hasSamples, sameSpec, type TrainingSpec } from "../model/spec/spec";
import type { TrainingServer } from "../model/training/training-server";
import type { Clock } from "./clock";
import { liveSettings } from "./settings-sync";
import { showProblem } from "./show-problem";
import type { Store } from "./store";
import { untilAnswered, type Wait } from "./until-answered";

/** The page's own job, and the spec that the server trains. */
export interface OpenedJob {
  readonly own: OwnJob;
  readonly spec: TrainingSpec;
  /** Whether the job was created by an earlier page of this tab. */
  readonly resumed: boolean;
  /** Settings of a resumed job that differ from the page's. */
  readonly outdated: readonly (keyof LiveChange)[];
}

/** Continues the kept job, or creates one if that job no longer exists. Undefined as in `createJob`. */
export async function openJob(
  server: TrainingServer,
  clock: Clock,
  store: Store,
  kept: KeptJob | undefined,
): Promise<OpenedJob | undefined> {
  const resumed = kept && (await resumeJob(server, clock, store, kept));
  return resumed ?? createJob(server, clock, store);
}

/**
 * Continues a job that an earlier page of this tab has left. Retries until the server answers.
 *
 * @returns undefined if the job has ended, or if it trains another spec than the store's
 */
async function resumeJob(
  server: TrainingServer,
  clock: Clock,
  store: Store,
  { id, controlToken }: KeptJob,
): Promise<OpenedJob | undefined> {
  const wanted = store.spec.value;
  const outcome = await untilAnswered(clock, showWait(store), () => server.job(id));
  if (outcome?.type !== "done" || hasEnded(outcome.value)) return undefined;
  const job = outcome.value;
  if (!job.spec || !hasSameAddress(job.spec, wanted)) return undefined;
  const settings = liveSettings(store);
  const outdated = (["pace", "stop"] as const).filter(
    (field) => !sameSpec(job[field] ?? {}, settings[field]),
  );
  return { own: { job, controlToken }, spec: job.spec, resumed: true, outdated };
}

/**
 * Creates a job from the store's spec. Retries until the server answers.
 *
 * @returns the job and its spec; undefined if the spec is rejected or has no samples, so that it must change first
 */
async function createJob(server: TrainingServer, clock: Clock, store: Store): Promise<OpenedJob | undefined> {
  let spec = store.spec.value;
  const outcome = await untilAnswered(clock, showWait(store), () => {
    spec = store.spec.value;
    const { pace, stop } = liveSettings(store);
    const attempt = store.attempt.value;
    const labels = attempt === undefined ? {} : { labels: { attempt } };
    return hasSamples(spec) ? server.createJob(spec, { pace, stop, ...labels }) : undefined;
  });
  if (outcome?.type === "done") return { own: outcome.value, spec, resumed: false, outdated: [] };
  store.connection.value = { type: "live" };
  if (outcome?.type === "refused") showProblem(store, outcome.problem);
  return undefined;
}

function showWait(store: Store): (wait: Wait) => void {
  return ({ type }) => {
    if (type === "busy") store.notice.value = { type: "busy" };
    else store.connection.value = { type: "lost" };
  };
}
