import type { Frame } from "../model/frame";
import type { Store } from "./store";

/** Frames of a job believed to stand still, before the server is asked what is true. */
const DOUBTFUL_FRAMES = 3;

/** Notices that epochs pass although the job is said to stand still, as after answers that crossed on their way. */
export class Doubt {
  readonly #store: Store;
  #frames = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param quiet nothing has been asked that could explain it */
  isJustified(frame: Frame, quiet: boolean): boolean {
    const shown = this.#store.frame.value;
    const passes = shown?.run === frame.run && frame.epoch > shown.epoch && !this.#store.playing.value;
    this.#frames = passes && quiet ? this.#frames + 1 : 0;
    if (this.#frames < DOUBTFUL_FRAMES) return false;
    this.#frames = 0;
    return true;
  }
}
