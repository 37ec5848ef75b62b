/** A task that runs once at a time: who asks for it meanwhile waits for the same one. */
export class SharedTask {
  readonly #task: () => Promise<void>;
  #running: Promise<void> | undefined;

  constructor(task: () => Promise<void>) {
    this.#task = task;
  }

  run(): Promise<void> {
    return this.#running ?? this.#follow(this.#task());
  }

  /** Runs it, after the one in progress, whose result is not wanted; `discard` removes that. */
  runAnew(discard: () => void): Promise<void> {
    return this.#follow(
      (this.#running ?? Promise.resolve()).then(() => {
        discard();
        return this.#task();
      }),
    );
  }

  #follow(task: Promise<void>): Promise<void> {
    const running = task.finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    return (this.#running = running);
  }
}
