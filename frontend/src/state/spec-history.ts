import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { TrainingSpec } from "../model/spec";
import type { Clock } from "./clock";

/** Changes that follow each other faster than this are one: a dragged slider is undone in one step. Milliseconds. */
const ONE_CHANGE = 700;
const MOST = 200;

/** Specs before and after the present one, for undo and redo. */
export class SpecHistory {
  readonly #before = signal<readonly TrainingSpec[]>([]);
  readonly #after = signal<readonly TrainingSpec[]>([]);
  readonly #clock: Clock;
  #lastChange = Number.NEGATIVE_INFINITY;

  readonly canUndo: ReadonlySignal<boolean> = computed(() => this.#before.value.length > 0);
  readonly canRedo: ReadonlySignal<boolean> = computed(() => this.#after.value.length > 0);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The person has changed `before` into something else. */
  changed(before: TrainingSpec): void {
    const now = this.#clock.now();
    if (now - this.#lastChange > ONE_CHANGE)
      this.#before.value = [...this.#before.value, before].slice(-MOST);
    this.#lastChange = now;
    this.#after.value = [];
  }

  undo(present: TrainingSpec): TrainingSpec | undefined {
    return this.#move(this.#before, this.#after, present);
  }

  redo(present: TrainingSpec): TrainingSpec | undefined {
    return this.#move(this.#after, this.#before, present);
  }

  #move(
    from: { value: readonly TrainingSpec[] },
    to: { value: readonly TrainingSpec[] },
    present: TrainingSpec,
  ): TrainingSpec | undefined {
    const target = from.value.at(-1);
    if (!target) return undefined;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, present];
    this.#lastChange = Number.NEGATIVE_INFINITY;
    return target;
  }
}
