import { batch } from "@preact/signals-core";
import type { Frame } from "../model/frame";
import { afterFrame, emptyCurve, withLosses } from "../model/loss-curve";
import { sameSpec, type TrainingSpec } from "../model/spec";
import type { TrainingServer } from "../model/training-server";
import { AilmentWatch } from "./ailment-watch";
import type { Clock } from "./clock";
import type { Store } from "./store";

interface Gap {
  readonly jobId: string;
  readonly run: number;
  /** One after the last epoch that is known to be missing. */
  readonly end: number;
}

/** What the page shows of the job's run: frames, losses and samples, each no older than what the person has last asked for. */
export class ShownRun {
  readonly #server: TrainingServer;
  readonly #store: Store;
  /** Frames of this run and of earlier ones are from before the last edit. */
  #outdatedRun = 0;
  #samplesOf: unknown;
  /** The losses that a frame brought do not go on from those that are known; undefined where they do. */
  #gap: Gap | undefined;
  #filling = false;
  readonly #ailments: AilmentWatch;

  constructor(server: TrainingServer, store: Store, clock: Clock) {
    this.#server = server;
    this.#ailments = new AilmentWatch(store, clock);
    this.#store = store;
  }

  /** Shows the new run's beginning before the server has made it: epoch 0, no losses, the picture still the old one. */
  beginAfresh(): void {
    this.#gap = undefined;
    const { frame } = this.#store;
    const shown = frame.peek();
    this.#outdatedRun = Math.max(shown?.run ?? 0, this.#outdatedRun);
    batch(() => {
      this.#store.curve.value = emptyCurve(0);
      this.#store.notice.value = undefined;
      if (shown) {
        const { run, parameters } = shown;
        frame.value = { run, epoch: 0, ...(parameters && { parameters }) };
      }
    });
  }

  /** The edit has come to nothing, or the job is another one: whatever run comes next is shown. */
  takeAnyRun(): void {
    this.#outdatedRun = 0;
  }

  receive(frame: Frame, jobId: string | undefined): void {
    if (frame.run <= this.#outdatedRun) return;
    const curve = afterFrame(this.#store.curve.value, frame);
    batch(() => {
      this.#store.frame.value = frame;
      if (frame.boundary) this.#store.boundary.value = frame.boundary;
      if (curve) this.#store.curve.value = curve;
    });
    this.#ailments.receive(frame);
    this.#gap = curve || jobId === undefined ? undefined : { jobId, run: frame.run, end: frame.epoch + 1 };
    if (this.#gap && !this.#filling) void this.#fillGap();
  }

  /**
   * Samples change with the data of the spec only.
   *
   * @param spec what the server has, which the person may have changed again meanwhile
   */
  async fetchSamples(jobId: string, { data, task }: TrainingSpec): Promise<void> {
    const key = { jobId, data, task };
    if (sameSpec(key, this.#samplesOf)) return;
    this.#samplesOf = key;
    const outcome = await this.#server.samples(jobId);
    if (this.#samplesOf !== key) return;
    if (outcome.type === "done") this.#store.samples.value = outcome.value;
    else this.#samplesOf = undefined;
  }

  /** Epochs that passed before the stream was open, or while the history was asked for, stand in the history: piece by piece. */
  async #fillGap(): Promise<void> {
    this.#filling = true;
    for (let gap = this.#gap; gap; gap = this.#gap) {
      const { jobId, run } = gap;
      const curve = this.#store.curve.value.run === run ? this.#store.curve.value : emptyCurve(run);
      const outcome = await this.#server.history(jobId, run, curve.length - 1);
      if (this.#gap?.run !== run || this.#gap.jobId !== jobId) continue;
      const filled = outcome.type === "done" && withLosses(curve, outcome.value.fromEpoch, outcome.value);
      const current = this.#store.curve.value;
      if (filled && (current.run !== run || current.length < filled.length)) this.#store.curve.value = filled;
      if (!filled || filled.length === curve.length || filled.length >= this.#gap.end) this.#gap = undefined;
    }
    this.#filling = false;
  }
}
