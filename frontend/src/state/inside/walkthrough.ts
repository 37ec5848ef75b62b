import { batch, computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { NumberSource } from "../../model/backprop/number-source";
import type { Trace, TraceTarget } from "../../model/backprop/trace";
import {
  computedValuesAt,
  stepIndexOf,
  stepsOf,
  type NumberAddress,
  type Phase,
  type WalkthroughStep,
} from "../../model/backprop/walkthrough-steps";
import type { ParameterAddress } from "../../model/network/parameters";
import type { Outcome } from "../../model/training/training-server";
import type { Clock } from "../clock";

/** What the walkthrough needs from the job that it traces. */
export interface WalkthroughJob {
  readonly trace: (of: TraceTarget) => Promise<Outcome<Trace>>;
  /** The forward pass of a point at the present parameters; undefined if the page cannot compute it. */
  readonly traceOfPoint: (x: readonly number[]) => Trace | undefined;
  /** Number of training samples, as far as it is known. */
  readonly samples: () => number;
  /** Index, from 0, of the batch that the job trains next. */
  readonly nextBatch: () => number;
  /** Trains that batch. Resolves when the job has finished it. Undefined if the job is somebody else's. */
  readonly train: (() => Promise<void>) | undefined;
}

/** What the walkthrough follows: the next mini-batch, a training sample, or any point, given by its raw columns. */
export type WalkthroughTarget =
  | { readonly type: "batch" }
  | { readonly type: "sample"; readonly index: number }
  | { readonly type: "point"; readonly x: readonly number[] };

export type WalkthroughMode = WalkthroughTarget["type"];
/** A unit by layer, the output layer last; both count from 0. */
export interface UnitPlace {
  readonly layer: number;
  readonly unit: number;
}
type Failed = Exclude<Outcome<never>, { readonly type: "done" }> | { readonly type: "unknownFunction" };

/** Duration of a step while the steps play; milliseconds. Long walkthroughs are faster, down to the minimum. */
const STEP_DURATION = 1000;
const LEAST_STEP_DURATION = 250;
const WALKTHROUGH_DURATION = 30_000;

/**
 * Steps through recorded traces of backpropagation. `back` shows recorded steps only. `forward` after the last step of
 * the last trace trains the next batch on the server and records it. Training is never undone.
 */
export class Walkthrough {
  readonly #job: WalkthroughJob;
  readonly #clock: Clock;
  readonly #traces = signal<readonly Trace[]>([]);
  readonly #position = signal({ trace: 0, step: 0 });
  readonly target = signal<WalkthroughTarget>({ type: "batch" });
  /** Index of the selected sample within the trace. */
  readonly row = signal(0);
  /** The number whose formula the user has selected at this step. */
  readonly selectedNumber = signal<NumberAddress | undefined>(undefined);
  /** The parts of the picture that the number under the pointer or focus comes from. */
  readonly pointedSources = signal<readonly NumberSource[]>([]);
  /** The weight or bias of the picture under the pointer, whose numbers are marked. */
  readonly pointedParameter = signal<ParameterAddress | undefined>(undefined);
  readonly busy = signal(false);
  /** Whether the steps follow each other by themselves. */
  readonly playing = signal(false);
  readonly failed = signal<Failed | undefined>(undefined);
  readonly trace: ReadonlySignal<Trace | undefined> = computed(
    () => this.#traces.value[this.#position.value.trace],
  );
  readonly steps: ReadonlySignal<readonly WalkthroughStep[]> = computed(() =>
    this.trace.value ? stepsOf(this.trace.value) : [],
  );
  readonly stepIndex: ReadonlySignal<number> = computed(() => this.#position.value.step);
  readonly step: ReadonlySignal<WalkthroughStep | undefined> = computed(
    () => this.steps.value[this.stepIndex.value],
  );
  /** Number of recorded traces, and the index of the one on display. */
  readonly recorded = computed(() => ({
    count: this.#traces.value.length,
    shown: this.#position.value.trace,
  }));
  readonly #updatedUnit = signal<UnitPlace>({ layer: 0, unit: 0 });
  /** The unit whose numbers are computed at this step; for the update the selected one. */
  readonly unitAtWork: ReadonlySignal<UnitPlace | undefined> = computed(() => {
    const step = this.step.value;
    if (!step || step.phase === "loss") return undefined;
    return "unit" in step ? { layer: step.layer, unit: step.unit } : this.#updatedUnit.value;
  });
  /** The numbers whose formulas are shown: the selected one, or those of the step. */
  readonly shownNumbers: ReadonlySignal<readonly NumberAddress[]> = computed(() => {
    const [selected, step, row] = [this.selectedNumber.value, this.step.value, this.row.value];
    if (selected) return [selected];
    const unit = this.unitAtWork.value;
    if (!unit) return step ? [{ type: "loss", row }] : [];
    switch (step?.phase) {
      case "forward":
        return [
          { type: "sum", ...unit, row },
          { type: "activation", ...unit, row },
        ];
      case "backward":
        return [{ type: "delta", ...unit, row }];
      default:
        return [{ type: "updatedWeight", ...unit, input: 0, row }];
    }
  });
  /** Whether a further step exists, recorded or not. */
  readonly canGoForward: ReadonlySignal<boolean> = computed(() => {
    if (this.busy.value || !this.trace.value) return false;
    const { count, shown } = this.recorded.value;
    if (this.stepIndex.value < this.steps.value.length - 1 || shown < count - 1) return true;
    const target = this.target.value;
    if (target.type === "batch") return this.#job.train !== undefined;
    return target.type === "sample" && target.index < this.lastSample();
  });
  readonly canGoBack: ReadonlySignal<boolean> = computed(
    () => this.stepIndex.value > 0 || this.recorded.value.shown > 0,
  );

  constructor(job: WalkthroughJob, clock: Clock) {
    this.#job = job;
    this.#clock = clock;
  }

  /** Discards all traces, records the target, and shows its first step. */
  async start(target: WalkthroughTarget): Promise<void> {
    batch(() => {
      this.playing.value = false;
      this.target.value = target;
      this.#traces.value = [];
      this.row.value = 0;
    });
    await this.#record();
  }

  /** Records this sample, counted from 0 and clamped to the existing ones. */
  async goToSample(sample: number): Promise<void> {
    if (this.busy.value || this.target.value.type !== "sample") return;
    const index = Math.min(Math.max(Math.round(sample), 0), this.lastSample());
    this.target.value = { type: "sample", index };
    await this.#record();
  }

  /** Index of the last sample, from 0. */
  lastSample(): number {
    return Math.max(this.#job.samples() - 1, 0);
  }

  goTo(step: number): void {
    this.#show(this.#position.value.trace, Math.min(Math.max(step, 0), this.steps.value.length - 1));
  }

  /** Goes to the first step of a phase. */
  goToPhase(phase: Phase): void {
    const index = stepIndexOf(this.steps.value, phase);
    if (index >= 0) this.goTo(index);
  }

  /** Goes to the step of a unit in the current phase; in the update selects the unit. */
  goToUnit(unit: UnitPlace): void {
    const phase = this.step.value?.phase;
    if (phase === "update") {
      batch(() => {
        this.#updatedUnit.value = unit;
        this.selectedNumber.value = undefined;
      });
      return;
    }
    const index = stepIndexOf(this.steps.value, phase === "backward" ? "backward" : "forward", unit);
    if (index >= 0) this.goTo(index);
  }

  /** Selects the number of a weight or bias: its new value, its gradient, or the sum that it enters, as far as computed. */
  showParameter({ layer, unit, from }: ParameterAddress): void {
    this.goToUnit({ layer, unit });
    const { deltas, updated } = computedValuesAt(this.steps.value, this.stepIndex.value, { layer, unit });
    const place = { layer, unit, row: this.row.value };
    if (!deltas) this.selectedNumber.value = { type: "sum", ...place };
    else if (from === "bias")
      this.selectedNumber.value = { type: updated ? "updatedBias" : "biasGradient", ...place };
    else
      this.selectedNumber.value = {
        type: updated ? "updatedWeight" : "weightGradient",
        ...place,
        input: from,
      };
  }

  selectRow(row: number): void {
    batch(() => {
      this.row.value = row;
      const number = this.selectedNumber.value;
      if (number) this.selectedNumber.value = { ...number, row };
    });
  }

  back(): void {
    this.playing.value = false;
    const { trace, step } = this.#position.value;
    if (step > 0) this.#show(trace, step - 1);
    else if (trace > 0) {
      const before = this.#traces.value[trace - 1];
      if (before) this.#show(trace - 1, stepsOf(before).length - 1);
    }
  }

  async forward(): Promise<void> {
    const { trace, step } = this.#position.value;
    if (!this.canGoForward.value) return;
    if (step < this.steps.value.length - 1) this.#show(trace, step + 1);
    else if (trace < this.#traces.value.length - 1) this.#show(trace + 1, 0);
    else await this.#advance();
  }

  /** Plays the steps up to the last one of the trace, or pauses. From the last one it starts again. */
  togglePlay(): void {
    if (this.playing.value) {
      this.playing.value = false;
      return;
    }
    if (!this.trace.value) return;
    if (this.stepIndex.value === this.steps.value.length - 1) this.goTo(0);
    this.playing.value = true;
    const steps = this.steps.value.length;
    const every = Math.max(Math.min(STEP_DURATION, WALKTHROUGH_DURATION / steps), LEAST_STEP_DURATION);
    let cancel = (): void => undefined;
    const schedule = () => {
      cancel = this.#clock.after(every, () => {
        this.goTo(this.stepIndex.value + 1);
        if (this.stepIndex.value >= this.steps.value.length - 1) this.playing.value = false;
        else schedule();
      });
    };
    schedule();
    const { playing } = this;
    effect(function () {
      if (playing.value) return;
      this.dispose();
      cancel();
    });
  }

  async #advance(): Promise<void> {
    const target = this.target.value;
    if (target.type === "batch") {
      this.busy.value = true;
      await this.#job.train?.();
    } else if (target.type === "sample") {
      this.target.value = { type: "sample", index: target.index + 1 };
    }
    await this.#record();
  }

  async #record(): Promise<void> {
    this.busy.value = true;
    const before = this.#traces.value;
    const target = this.target.value;
    const outcome = await this.#traceOf(target);
    if (this.#traces.value !== before) return; // restarted meanwhile
    batch(() => {
      this.busy.value = false;
      this.failed.value = outcome.type === "done" ? undefined : outcome;
      if (outcome.type !== "done") return;
      this.#traces.value = [...this.#traces.value, outcome.value];
      this.row.value = Math.max(Math.min(this.row.value, outcome.value.samples.length - 1), 0);
      this.#show(this.#traces.value.length - 1, 0);
    });
  }

  async #traceOf(target: WalkthroughTarget): Promise<{ type: "done"; value: Trace } | Failed> {
    switch (target.type) {
      case "batch":
        return this.#job.trace({ batch: this.#job.nextBatch() });
      case "sample":
        return this.#job.trace({ sample: target.index });
      case "point": {
        const value = this.#job.traceOfPoint(target.x);
        return value ? { type: "done", value } : { type: "unknownFunction" };
      }
    }
  }

  #show(trace: number, step: number): void {
    batch(() => {
      const now = this.#position.value;
      if (trace === now.trace && step === now.step) return;
      this.selectedNumber.value = undefined;
      this.pointedSources.value = [];
      this.#position.value = { trace, step };
    });
  }
}
