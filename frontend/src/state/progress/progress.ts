import { signal, type ReadonlySignal } from "@preact/signals-core";

/** Where progress is stored. Both functions may throw, as the browser's storage does when it is blocked. */
export interface ProgressStorage {
  readonly read: () => string | null;
  readonly write: (text: string) => void;
}

/** For frames, which share the storage of their site: progress lasts until the page is closed. */
export const NO_STORAGE: ProgressStorage = { read: () => null, write: () => undefined };

/**
 * Names of what a person has done or finished, such as lessons. Without storage, progress lasts until the page is closed.
 */
export class Progress {
  readonly #storage: ProgressStorage;
  readonly #done = signal<ReadonlySet<string>>(new Set());

  constructor(keep: ProgressStorage) {
    this.#storage = keep;
    this.#done.value = new Set(read(keep));
  }

  get done(): ReadonlySignal<ReadonlySet<string>> {
    return this.#done;
  }

  mark(name: string, done: boolean): void {
    const after = new Set(this.#done.value);
    if (done) after.add(name);
    else after.delete(name);
    this.#done.value = after;
    try {
      this.#storage.write(JSON.stringify([...after]));
    } catch {
      // Storage is blocked or full; progress is kept in memory.
    }
  }
}

function read(keep: ProgressStorage): readonly string[] {
  try {
    const kept: unknown = JSON.parse(keep.read() ?? "[]");
    return Array.isArray(kept) ? kept.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}
