import type { PartialSpec } from "../../../src/model/course/course-server";
import type { TrainingSpec } from "../../../src/model/spec/spec";
import type { Frame } from "../../../src/model/training/frame";
import type { Job, Moment, OwnJob } from "../../../src/model/training/job";
import type { ControlRequest, Failure, Outcome } from "../../../src/model/training/training-server";
import type { ComparisonServer } from "../../../src/state/compare/compared-job";
import { FakeServer, pendingAnswers } from "../fakes";

/** A server with several jobs at once. */
export class ManyJobsServer extends FakeServer implements ComparisonServer {
  /** Answers about the past arrive only when `arrive` is called. */
  holdsPast = false;
  readonly pastFailures: Failure[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly jobs = new Map<string, Job>();

  async open(spec: PartialSpec | TrainingSpec): Promise<Outcome<OwnJob>> {
    const outcome = await this.createJob(spec as TrainingSpec);
    if (outcome.type === "done") this.jobs.set(outcome.value.job.id, outcome.value.job);
    return outcome;
  }

  close({ job }: OwnJob): void {
    this.requests.push(`close ${job.id}`);
  }

  override control(own: OwnJob, command: ControlRequest): Promise<Outcome<Job>> {
    const name = command.type === "step" ? `step ${String(command.count)}` : command.type;
    this.requests.push(`${name} ${own.job.id}`);
    const job = this.jobs.get(own.job.id) ?? own.job;
    const changed: Job =
      command.type === "reset"
        ? { ...job, run: job.run + 1, epoch: 0, state: "paused" }
        : command.type === "step"
          ? { ...job, epoch: job.epoch + command.count }
          : { ...job, state: command.type === "play" ? "running" : "paused" };
    this.jobs.set(job.id, changed);
    return Promise.resolve({ type: "done", value: changed });
  }

  trains(id: string, epoch: number, losses: readonly number[] = []): void {
    const job = this.jobs.get(id);
    if (!job) throw new Error(`There is no ${id}.`);
    this.jobs.set(id, { ...job, epoch });
    const frame = { run: job.run, epoch, losses: { fromEpoch: epoch + 1 - losses.length, train: losses } };
    this.listener?.frame(frame, id);
  }

  frame({ job, run, epoch }: Moment): Promise<Outcome<Frame>> {
    this.requests.push(`frame ${String(epoch)} ${job}`);
    const answer = this.pastFailures.shift() ?? { type: "done", value: { run, epoch } };
    if (!this.holdsPast) return Promise.resolve(answer);
    return new Promise((resolve) => this.#waiting.push(() => resolve(answer)));
  }

  /** All answers about the past that are held arrive. */
  async arrive(): Promise<void> {
    for (const answer of this.#waiting.splice(0)) answer();
    await pendingAnswers();
  }
}
