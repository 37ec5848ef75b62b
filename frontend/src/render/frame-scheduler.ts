interface Drawing {
  readonly draw: () => void;
  /** Milliseconds from one to the next, at least. */
  readonly every: number;
}

/**
 * The one owner of `requestAnimationFrame`. A drawing asked for again before the next frame replaces the one before, so that nothing
 * is drawn twice for one picture; one that is dear may wait for its turn, and the last that was asked for is always drawn.
 */
export class FrameScheduler {
  readonly #drawings = new Map<object, Drawing>();
  readonly #lastDrawn = new WeakMap<object, number>();
  #asked = false;

  /**
   * @param key whose drawing it is: one per key and frame
   * @param every milliseconds from one of them to the next, at least
   */
  request(key: object, draw: () => void, every = 0): void {
    this.#drawings.set(key, { draw, every });
    this.#ask();
  }

  cancel(key: object): void {
    this.#drawings.delete(key);
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame((now) => {
      this.#flush(now);
    });
  }

  #flush(now: number): void {
    this.#asked = false;
    const due = [...this.#drawings].filter(
      ([key, { every }]) => now - (this.#lastDrawn.get(key) ?? Number.NEGATIVE_INFINITY) >= every,
    );
    for (const [key] of due) {
      this.#drawings.delete(key);
      this.#lastDrawn.set(key, now);
    }
    if (this.#drawings.size > 0) this.#ask();
    for (const [, { draw }] of due) draw();
  }
}
