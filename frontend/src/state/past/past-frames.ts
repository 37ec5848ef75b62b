import type { Frame } from "../../model/training/frame";
import type { Moment } from "../../model/training/job";
import type { PastServer } from "../../model/training/past-server";
import type { Outcome } from "../../model/training/training-server";
import type { Clock } from "../clock";

/** Frames that are kept. One of a usual network takes about 4 kB. */
const MAX_FRAMES = 200;
/** After a failed request; milliseconds. */
const RETRY = 1000;

export interface WantedFrame {
  readonly moment: Moment;
  readonly gradients: boolean;
}

/** Why there will be no frame of an epoch. */
export type NoFrame = Extract<Outcome<never>, { readonly type: "refused" | "gone" }>;

export interface PastFramesListener {
  /** The frame that must be on display; undefined if that of the present is. */
  readonly wanted: () => WantedFrame | undefined;
  /** A frame of the wanted run; of the wanted epoch, or of one that was wanted when it was asked for. */
  readonly arrived: (frame: Frame) => void;
  /** The owner must want another frame then. */
  readonly failed: (failure: NoFrame) => void;
}

/**
 * The frames of a run's past. Asks the server for one epoch at a time, always for the one that is wanted at that moment,
 * so that a drag shows as many epochs as the server can give.
 */
export class PastFrames {
  readonly #server: Pick<PastServer, "frame">;
  readonly #clock: Clock;
  readonly #listener: PastFramesListener;
  /** By epoch, the least recently shown first. */
  readonly #frames = new Map<number, Frame>();
  #loading = false;

  constructor(server: Pick<PastServer, "frame">, clock: Clock, listener: PastFramesListener) {
    this.#server = server;
    this.#clock = clock;
    this.#listener = listener;
  }

  known(epoch: number): Frame | undefined {
    const frame = this.#frames.get(epoch);
    if (frame) this.#keep(frame);
    return frame;
  }

  /** Forgets all frames: another run is on display, or frames must contain other things. */
  clear(): void {
    this.#frames.clear();
  }

  /** Asks for the wanted frame if it is missing, and then for those that are wanted meanwhile. */
  async load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    for (let wanted = this.#missing(); wanted; wanted = this.#missing()) await this.#request(wanted);
    this.#loading = false;
  }

  #missing(): WantedFrame | undefined {
    const wanted = this.#listener.wanted();
    return wanted && !this.#frames.has(wanted.moment.epoch) ? wanted : undefined;
  }

  async #request({ moment, gradients }: WantedFrame): Promise<void> {
    const outcome = await this.#server.frame(moment, gradients);
    const now = this.#listener.wanted();
    if (now?.moment.job !== moment.job || now.moment.run !== moment.run) return;
    switch (outcome.type) {
      case "done":
        if (gradients === now.gradients) this.#keep(outcome.value);
        this.#listener.arrived(outcome.value);
        break;
      case "busy":
        await this.#wait(outcome.retryAfterSeconds * 1000);
        break;
      case "unreachable":
        await this.#wait(RETRY);
        break;
      case "refused":
      case "gone":
        this.#listener.failed(outcome);
        break;
    }
  }

  #keep(frame: Frame): void {
    this.#frames.delete(frame.epoch);
    this.#frames.set(frame.epoch, frame);
    for (const oldest of this.#frames.keys()) {
      if (this.#frames.size <= MAX_FRAMES) break;
      this.#frames.delete(oldest);
    }
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(milliseconds, resolve));
  }
}
