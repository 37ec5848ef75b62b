import type { Frame } from "../model/training/frame";
import type { Store } from "./store";

/** Number of frames that must contradict the known state before the server is asked for it. */
const CONTRADICTING_FRAMES = 3;

/**
 * Detects that epochs advance although the page shows the job as paused, for example because answers arrived in the
 * wrong * order.
 */
export class StaleStateDetector {
  readonly #store: Store;
  #frames = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param quiet whether no request is pending that could explain the frame */
  isStale(frame: Frame, quiet: boolean): boolean {
    const shown = this.#store.frame.value;
    const passes = shown?.run === frame.run && frame.epoch > shown.epoch && !this.#store.playing.value;
    this.#frames = passes && quiet ? this.#frames + 1 : 0;
    if (this.#frames < CONTRADICTING_FRAMES) return false;
    this.#frames = 0;
    return true;
  }
}
