import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { stepsOf, type NumberPlace, type WalkStep } from "../model/backprop-walk";
import type { Trace, Traced } from "../model/trace";
import type { Outcome } from "../model/training-server";

/** What the walk asks of the job that it looks into. */
export interface WalkedJob {
  readonly trace: (of: Traced) => Promise<Outcome<Trace>>;
  /** How many train samples there are, as far as is known. */
  readonly samples: () => number;
  /** The batch that the job trains next, from 0. */
  readonly nextBatch: () => number;
  /** Trains that batch; resolves when the job stands after it. */
  readonly train: () => Promise<void>;
}

export type WalkMode = "batch" | "sample";
type Failed = Exclude<Outcome<never>, { readonly type: "done" }>;

/**
 * A walk through recorded traces, step by step. Going back shows again what was recorded; going on from the last step of the last batch trains
 * that batch on the server, and records the next. Nothing undoes training.
 */
export class BackpropWalk {
  readonly #job: WalkedJob;
  readonly #traces = signal<readonly Trace[]>([]);
  readonly #place = signal({ trace: 0, step: 0 });
  readonly mode = signal<WalkMode>("batch");
  /** Which of the trace's samples is looked at. */
  readonly row = signal(0);
  readonly number = signal<NumberPlace | undefined>(undefined);
  readonly busy = signal(false);
  readonly failed = signal<Failed | undefined>(undefined);
  readonly trace: ReadonlySignal<Trace | undefined> = computed(
    () => this.#traces.value[this.#place.value.trace],
  );
  readonly steps: ReadonlySignal<readonly WalkStep[]> = computed(() =>
    this.trace.value ? stepsOf(this.trace.value) : [],
  );
  readonly at: ReadonlySignal<number> = computed(() => this.#place.value.step);
  /** How many traces have been recorded, and which of them is shown. */
  readonly recorded = computed(() => ({ count: this.#traces.value.length, shown: this.#place.value.trace }));
  /** By sample: the one that was recorded last, from 0. */
  readonly sample = signal(0);

  constructor(job: WalkedJob) {
    this.#job = job;
  }

  /** Records the next batch, or the sample, and shows its first step; what was recorded before is left. */
  async begin(mode: WalkMode): Promise<void> {
    this.mode.value = mode;
    this.#traces.value = [];
    this.sample.value = 0;
    await this.#record();
  }

  /** By sample: records this one, counted from 0, or the nearest that there is. */
  async goToSample(sample: number): Promise<void> {
    if (this.busy.value || this.mode.value !== "sample") return;
    this.sample.value = Math.min(Math.max(Math.round(sample), 0), this.lastSample());
    await this.#record();
  }

  /** Counted from 0. */
  lastSample(): number {
    return Math.max(this.#job.samples() - 1, 0);
  }

  goTo(step: number): void {
    this.#show(this.#place.value.trace, Math.min(Math.max(step, 0), this.steps.value.length - 1));
  }

  back(): void {
    const { trace, step } = this.#place.value;
    if (step > 0) this.#show(trace, step - 1);
    else if (trace > 0) {
      const before = this.#traces.value[trace - 1];
      if (before) this.#show(trace - 1, stepsOf(before).length - 1);
    }
  }

  async forward(): Promise<void> {
    const { trace, step } = this.#place.value;
    if (this.busy.value) return;
    if (step < this.steps.value.length - 1) this.#show(trace, step + 1);
    else if (trace < this.#traces.value.length - 1) this.#show(trace + 1, 0);
    else await this.#goOn();
  }

  async #goOn(): Promise<void> {
    if (this.mode.value === "batch") {
      this.busy.value = true;
      await this.#job.train();
    } else {
      if (this.sample.value >= this.lastSample()) return;
      this.sample.value += 1;
    }
    await this.#record();
  }

  async #record(): Promise<void> {
    this.busy.value = true;
    const before = this.#traces.value;
    const of = this.mode.value === "batch" ? { batch: this.#job.nextBatch() } : { sample: this.sample.value };
    const outcome = await this.#job.trace(of);
    if (this.#traces.value !== before) return; // begun afresh meanwhile
    batch(() => {
      this.busy.value = false;
      this.failed.value = outcome.type === "done" ? undefined : outcome;
      if (outcome.type !== "done") return;
      this.#traces.value = [...this.#traces.value, outcome.value];
      this.row.value = Math.min(this.row.value, outcome.value.samples.length - 1);
      this.#show(this.#traces.value.length - 1, 0);
    });
  }

  #show(trace: number, step: number): void {
    batch(() => {
      if (trace !== this.#place.value.trace) this.number.value = undefined;
      this.#place.value = { trace, step };
    });
  }
}
