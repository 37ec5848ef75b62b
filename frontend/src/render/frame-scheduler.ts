interface Drawing {
  readonly draw: () => void;
  /** Minimum time between two drawings; milliseconds. */
  readonly every: number;
}

/**
 * The only caller of `requestAnimationFrame`. A new request for the same key replaces the pending one, so that nothing
 * is drawn twice per frame. Slow drawings can be limited in frequency; the last request is always drawn.
 */
export class FrameScheduler {
  readonly #drawings = new Map<object, Drawing>();
  readonly #lastDrawn = new WeakMap<object, number>();
  #requested = false;

  /**
   * @param key identifies the drawing: at most one per frame
   * @param every minimum time between two drawings; milliseconds
   */
  request(key: object, draw: () => void, every = 0): void {
    this.#drawings.set(key, { draw, every });
    this.#requestFrame();
  }

  cancel(key: object): void {
    this.#drawings.delete(key);
  }

  #requestFrame(): void {
    if (this.#requested) return;
    this.#requested = true;
    requestAnimationFrame((now) => {
      this.#flush(now);
    });
  }

  #flush(now: number): void {
    this.#requested = false;
    const due = [...this.#drawings].filter(
      ([key, { every }]) => now - (this.#lastDrawn.get(key) ?? Number.NEGATIVE_INFINITY) >= every,
    );
    for (const [key] of due) {
      this.#drawings.delete(key);
      this.#lastDrawn.set(key, now);
    }
    if (this.#drawings.size > 0) this.#requestFrame();
    for (const [, { draw }] of due) draw();
  }
}
