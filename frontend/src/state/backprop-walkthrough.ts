import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { stepsOf, type NumberAddress, type WalkthroughStep } from "../model/backprop/walkthrough-steps";
import type { Trace, TraceTarget } from "../model/backprop/trace";
import type { Outcome } from "../model/training/training-server";

/** What the walkthrough needs from the job that it traces. */
export interface WalkthroughJob {
  readonly trace: (of: TraceTarget) => Promise<Outcome<Trace>>;
  /** Number of training samples, as far as it is known. */
  readonly samples: () => number;
  /** Index, from 0, of the batch that the job trains next. */
  readonly nextBatch: () => number;
  /** Trains that batch. Resolves when the job has finished it. */
  readonly train: () => Promise<void>;
}

export type WalkthroughMode = "batch" | "sample";
type Failed = Exclude<Outcome<never>, { readonly type: "done" }>;

/**
 * Steps through recorded traces of backpropagation. `back` shows recorded steps only. `forward` after the last step of
 * the last trace trains the next batch on the server and records it. Training is never undone.
 */
export class BackpropWalkthrough {
  readonly #job: WalkthroughJob;
  readonly #traces = signal<readonly Trace[]>([]);
  readonly #position = signal({ trace: 0, step: 0 });
  readonly mode = signal<WalkthroughMode>("batch");
  /** Index of the selected sample within the trace. */
  readonly row = signal(0);
  readonly selectedNumber = signal<NumberAddress | undefined>(undefined);
  readonly busy = signal(false);
  readonly failed = signal<Failed | undefined>(undefined);
  readonly trace: ReadonlySignal<Trace | undefined> = computed(
    () => this.#traces.value[this.#position.value.trace],
  );
  readonly steps: ReadonlySignal<readonly WalkthroughStep[]> = computed(() =>
    this.trace.value ? stepsOf(this.trace.value) : [],
  );
  readonly stepIndex: ReadonlySignal<number> = computed(() => this.#position.value.step);
  /** Number of recorded traces, and the index of the one on display. */
  readonly recorded = computed(() => ({
    count: this.#traces.value.length,
    shown: this.#position.value.trace,
  }));
  /** In sample mode: index of the sample that was recorded last, from 0. */
  readonly sample = signal(0);

  constructor(job: WalkthroughJob) {
    this.#job = job;
  }

  /** Discards all traces, records the next batch or the first sample, and shows its first step. */
  async start(mode: WalkthroughMode): Promise<void> {
    this.mode.value = mode;
    this.#traces.value = [];
    this.sample.value = 0;
    await this.#record();
  }

  /** Records this sample, counted from 0 and clamped to the existing ones. Sample mode only. */
  async goToSample(sample: number): Promise<void> {
    if (this.busy.value || this.mode.value !== "sample") return;
    this.sample.value = Math.min(Math.max(Math.round(sample), 0), this.lastSample());
    await this.#record();
  }

  /** Index of the last sample, from 0. */
  lastSample(): number {
    return Math.max(this.#job.samples() - 1, 0);
  }

  goTo(step: number): void {
    this.#show(this.#position.value.trace, Math.min(Math.max(step, 0), this.steps.value.length - 1));
  }

  back(): void {
    const { trace, step } = this.#position.value;
    if (step > 0) this.#show(trace, step - 1);
    else if (trace > 0) {
      const before = this.#traces.value[trace - 1];
      if (before) this.#show(trace - 1, stepsOf(before).length - 1);
    }
  }

  async forward(): Promise<void> {
    const { trace, step } = this.#position.value;
    if (this.busy.value) return;
    if (step < this.steps.value.length - 1) this.#show(trace, step + 1);
    else if (trace < this.#traces.value.length - 1) this.#show(trace + 1, 0);
    else await this.#advance();
  }

  async #advance(): Promise<void> {
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
    if (this.#traces.value !== before) return; // restarted meanwhile
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
      if (trace !== this.#position.value.trace) this.selectedNumber.value = undefined;
      this.#position.value = { trace, step };
    });
  }
}
