/**
 * The one owner of `requestAnimationFrame`. A drawing asked for again before the next frame replaces the one before, so that nothing
 * is drawn twice for one picture.
 */
export class FrameScheduler {
  readonly #drawings = new Map<object, () => void>();
  #handle: number | undefined;

  /** @param key whose drawing it is: one per key and frame */
  request(key: object, draw: () => void): void {
    this.#drawings.set(key, draw);
    this.#handle ??= requestAnimationFrame(() => {
      this.#flush();
    });
  }

  cancel(key: object): void {
    this.#drawings.delete(key);
  }

  #flush(): void {
    this.#handle = undefined;
    const drawings = [...this.#drawings.values()];
    this.#drawings.clear();
    for (const draw of drawings) draw();
  }
}
