import type { SpecChanges } from "../../../src/model/spec/branch-settings";
import type { Job, Moment, OwnJob } from "../../../src/model/training/job";
import type { Frame } from "../../../src/model/training/frame";
import type { PastChange, PastServer } from "../../../src/model/training/past-server";
import type { Failure, Outcome } from "../../../src/model/training/training-server";

/** The past of a run; a test lets each answer arrive. */
export class FakePast implements PastServer {
  /** Epochs that were asked for, with `gradients` after the number if they were wanted. */
  readonly asked: string[] = [];
  readonly branches: { readonly from: Moment; readonly changes: SpecChanges }[] = [];
  readonly failures: Failure[] = [];
  /** Changes of settings of every run. */
  happened: readonly PastChange[] = [];
  changesAsked = 0;
  /** Answers arrive only when `arrive` is called. */
  holds = false;
  readonly #waiting: (() => void)[] = [];

  frame({ run, epoch }: Moment, gradients: boolean): Promise<Outcome<Frame>> {
    this.asked.push(`${String(epoch)}${gradients ? " gradients" : ""}`);
    const failure = this.failures.shift();
    const answer: Outcome<Frame> = failure ?? {
      type: "done",
      value: { run, epoch, trainLoss: epoch / 100, parameters: parametersOf(epoch) },
    };
    if (!this.holds) return Promise.resolve(answer);
    return new Promise((resolve) => this.#waiting.push(() => resolve(answer)));
  }

  changes(): Promise<Outcome<readonly PastChange[]>> {
    this.changesAsked += 1;
    return Promise.resolve({ type: "done", value: this.happened });
  }

  branch(from: Moment, changes: SpecChanges): Promise<Outcome<OwnJob>> {
    this.branches.push({ from, changes });
    const failure = this.failures.shift();
    const job: Job = { id: "branch", state: "paused", run: 1, epoch: from.epoch, parent: from };
    return Promise.resolve(failure ?? { type: "done", value: { job, controlToken: "token of the branch" } });
  }

  /** The oldest answer that is held arrives. */
  async arrive(): Promise<void> {
    this.#waiting.shift()?.();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
}

/** Of the default network; every weight tells the epoch. */
function parametersOf(epoch: number) {
  return [
    [4, 2],
    [2, 4],
    [1, 2],
  ].map(([units = 0, inputs = 0]) => ({
    weights: Array.from({ length: units }, () => Array<number>(inputs).fill(epoch)),
    biases: Array<number>(units).fill(0),
  }));
}
