import { signal, type ReadonlySignal } from "@preact/signals-core";
import type { ProgressStorage } from "./progress";

/**
 * Answers to the graded questions, as given: the position of an option, or a number as typed. Without storage they last
 * until the page is closed.
 */
export class QuestionAnswers {
  readonly #storage: ProgressStorage;
  readonly #given = signal<ReadonlyMap<string, string>>(new Map());

  constructor(storage: ProgressStorage) {
    this.#storage = storage;
    this.#given.value = new Map(read(storage));
  }

  /** By the name of the question. */
  get given(): ReadonlySignal<ReadonlyMap<string, string>> {
    return this.#given;
  }

  /** @param answer undefined takes the answer back */
  give(question: string, answer: string | undefined): void {
    const after = new Map(this.#given.value);
    if (answer === undefined) after.delete(question);
    else after.set(question, answer);
    this.#given.value = after;
    try {
      this.#storage.write(JSON.stringify(Object.fromEntries(after)));
    } catch {
      // Storage is blocked or full; the answers are kept in memory.
    }
  }
}

function read(storage: ProgressStorage): readonly (readonly [string, string])[] {
  try {
    const kept: unknown = JSON.parse(storage.read() ?? "{}");
    if (typeof kept !== "object" || kept === null) return [];
    return Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  } catch {
    return [];
  }
}
