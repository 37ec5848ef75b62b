import { batch } from "@preact/signals-core";
import type { Frame } from "../model/training/frame";
import { afterFrame, emptyCurve, withLosses } from "../model/training/loss-curve";
import { sameSpec, type TrainingSpec } from "../model/spec/spec";
import type { TrainingServer } from "../model/training/training-server";
import { DiagnosisNotifier } from "./diagnosis-notifier";
import type { Clock } from "./clock";
import type { Store } from "./store";

interface Gap {
  readonly jobId: string;
  readonly run: number;
  /** The last epoch that is known to be missing, plus 1. */
  readonly end: number;
}

/**
 * What the page shows of the job's current run: frames, losses and samples. Anything older than the user's last edit is
 * ignored.
 */
export class RunView {
  readonly #server: TrainingServer;
  readonly #store: Store;
  /** Frames of this run and of earlier runs were made before the last edit; they are ignored. */
  #outdatedRun = 0;
  #samplesKey: unknown;
  /** The missing epochs between the known losses and those of the last frame; undefined if there are none. */
  #gap: Gap | undefined;
  #filling = false;
  readonly #diagnosisNotifier: DiagnosisNotifier;

  constructor(server: TrainingServer, store: Store, clock: Clock) {
    this.#server = server;
    this.#diagnosisNotifier = new DiagnosisNotifier(store, clock);
    this.#store = store;
  }

  /** Shows the start of the next run before the server has created it: epoch 0, no losses, the previous boundary and
   * parameters. */
  showNewRun(): void {
    this.#gap = undefined;
    const { frame } = this.#store;
    const shown = frame.peek();
    this.#outdatedRun = Math.max(shown?.run ?? 0, this.#outdatedRun);
    batch(() => {
      this.#store.curve.value = emptyCurve(0);
      this.#store.past.value = undefined;
      this.#store.notice.value = undefined;
      if (shown) {
        const { run, parameters } = shown;
        frame.value = { run, epoch: 0, ...(parameters && { parameters }) };
      }
    });
  }

  /** The edit has failed, or the job was replaced: the next run is shown, whatever its number. */
  acceptAnyRun(): void {
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
    this.#diagnosisNotifier.receive(frame);
    this.#gap = curve || jobId === undefined ? undefined : { jobId, run: frame.run, end: frame.epoch + 1 };
    if (this.#gap && !this.#filling) void this.#fillGap();
  }

  /**
   * Fetches the samples if the data of the spec have changed.
   *
   * @param spec the server's spec; the user may have changed it again meanwhile
   */
  async fetchSamples(jobId: string, { data, task }: TrainingSpec): Promise<void> {
    const key = { jobId, data, task };
    if (sameSpec(key, this.#samplesKey)) return;
    this.#samplesKey = key;
    const outcome = await this.#server.samples(jobId);
    if (this.#samplesKey !== key) return;
    if (outcome.type === "done") this.#store.samples.value = outcome.value;
    else this.#samplesKey = undefined;
  }

  /** Fetches missing epochs from the history, part by part: epochs before the stream was open, or during a request. */
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
