/**
 * The one owner of `requestAnimationFrame`. A drawing asked for again before the next frame replaces the one before, so that nothing
 * is drawn twice for one picture.
 */
export class FrameScheduler {
  readonly #drawings = new Map<object, () => void>();
  #asked = false;

  /** @param key whose drawing it is: one per key and frame */
  request(key: object, draw: () => void): void {
    this.#drawings.set(key, draw);
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#flush();
    });
  }

  cancel(key: object): void {
    this.#drawings.delete(key);
  }

  #flush(): void {
    this.#asked = false;
    const drawings = [...this.#drawings.values()];
    this.#drawings.clear();
    for (const draw of drawings) draw();
  }
}
