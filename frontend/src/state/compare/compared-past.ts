import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { Boundary, Frame } from "../../model/training/frame";
import type { PastServer } from "../../model/training/past-server";
import type { Clock } from "../clock";
import { PastFrames, type NoFrame } from "../past/past-frames";

/** The present of a job. */
interface Present {
  readonly jobId: () => string | undefined;
  readonly frame: ReadonlySignal<Frame | undefined>;
  readonly boundary: ReadonlySignal<Boundary | undefined>;
}

/**
 * The past of one of the jobs that are compared. A job that has not trained as far as the epoch that is wanted shows its
 * present, which is its last epoch.
 */
export class ComparedPast {
  readonly #present: Present;
  readonly #frames: PastFrames;
  readonly #epoch = signal<number | undefined>(undefined);
  readonly #frame = signal<Frame | undefined>(undefined);

  /** What is on display: of the past, or of the present. */
  readonly frame: ReadonlySignal<Frame | undefined>;
  readonly boundary: ReadonlySignal<Boundary | undefined>;
  /** Whether the job has trained fewer epochs than the one that is wanted. */
  readonly isShort: ReadonlySignal<boolean>;

  /** @param failed an epoch is not to be had; the past must then be left */
  constructor(
    server: Pick<PastServer, "frame">,
    clock: Clock,
    present: Present,
    failed: (failure: NoFrame) => void,
  ) {
    this.#present = present;
    const shown = computed(() => {
      const [epoch, last] = [this.#epoch.value, present.frame.value?.epoch ?? 0];
      return epoch !== undefined && epoch < last ? this.#frame.value : undefined;
    });
    this.frame = computed(() => shown.value ?? present.frame.value);
    this.boundary = computed(() => shown.value?.boundary ?? present.boundary.value);
    this.isShort = computed(() => (this.#epoch.value ?? 0) > (present.frame.value?.epoch ?? 0));
    this.#frames = new PastFrames(server, clock, {
      wanted: () => this.#wanted(),
      arrived: (frame) => (this.#frame.value = frame),
      failed,
    });
  }

  /** @param epoch undefined for the present */
  show(epoch: number | undefined): void {
    this.#epoch.value = epoch;
    this.#frame.value = epoch === undefined ? undefined : (this.#frames.known(epoch) ?? this.#frame.peek());
    void this.#frames.load();
  }

  /** The present has gone on: perhaps past the epoch that is wanted. */
  follow(): void {
    if (this.#epoch.peek() !== undefined) void this.#frames.load();
  }

  /** Another run is on display. */
  forget(): void {
    this.#frames.clear();
    this.show(undefined);
  }

  #wanted() {
    const [job, epoch, frame] = [this.#present.jobId(), this.#epoch.peek(), this.#present.frame.peek()];
    if (job === undefined || epoch === undefined || !frame || epoch >= frame.epoch) return undefined;
    return { moment: { job, run: frame.run, epoch }, gradients: false };
  }
}
