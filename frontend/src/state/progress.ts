import { signal, type ReadonlySignal } from "@preact/signals-core";

/** Where progress is kept; the browser's storage, which may refuse both. */
export interface Keep {
  readonly read: () => string | null;
  readonly write: (text: string) => void;
}

/** Which lessons the reader has finished. Where nothing can be kept it lasts as long as the page. */
export class Progress {
  readonly #keep: Keep;
  readonly #done = signal<ReadonlySet<string>>(new Set());

  constructor(keep: Keep) {
    this.#keep = keep;
    this.#done.value = new Set(read(keep));
  }

  get done(): ReadonlySignal<ReadonlySet<string>> {
    return this.#done;
  }

  mark(slug: string, done: boolean): void {
    const after = new Set(this.#done.value);
    if (done) after.add(slug);
    else after.delete(slug);
    this.#done.value = after;
    try {
      this.#keep.write(JSON.stringify([...after]));
    } catch {
      // Storage is blocked or full: the page knows it meanwhile.
    }
  }
}

function read(keep: Keep): readonly string[] {
  try {
    const kept: unknown = JSON.parse(keep.read() ?? "[]");
    return Array.isArray(kept) ? kept.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}
