import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { Stop } from "../model/job";
import { sameParameter, type ParameterAddress } from "../model/parameters";
import type { TrainingSpec } from "../model/spec";
import type { Clock } from "./clock";

/** Changes of one thing that follow each other faster than this are one: a dragged slider is undone in one step. Milliseconds. */
const ONE_CHANGE = 700;
const MOST = 200;

/** What an undo brings back: all settings as they were, or one number of a network that is still the same. */
export type Edit = SettingsEdit | ParameterEdit;

export interface SettingsEdit {
  readonly type: "settings";
  readonly spec: TrainingSpec;
  readonly stop: Stop;
}

export interface ParameterEdit {
  readonly type: "parameter";
  /** With the next run the number is gone, and with it what there was to undo. */
  readonly run: number;
  readonly address: ParameterAddress;
  readonly value: number;
}

/** Edits before and after the present state, for undo and redo. */
export class EditHistory {
  readonly #before = signal<readonly Edit[]>([]);
  readonly #after = signal<readonly Edit[]>([]);
  readonly #run: ReadonlySignal<number>;
  readonly #clock: Clock;
  #lastChange = Number.NEGATIVE_INFINITY;

  readonly canUndo: ReadonlySignal<boolean> = computed(() => this.#before.value.some(this.#applies));
  readonly canRedo: ReadonlySignal<boolean> = computed(() => this.#after.value.some(this.#applies));

  /** @param run the one that is shown */
  constructor(clock: Clock, run: ReadonlySignal<number>) {
    this.#clock = clock;
    this.#run = run;
  }

  /** The person has changed something that was so before. */
  changed(before: Edit): void {
    const now = this.#clock.now();
    const last = this.#before.value.at(-1);
    const goesOn = now - this.#lastChange <= ONE_CHANGE && last !== undefined && sameThing(last, before);
    if (!goesOn) this.#before.value = [...this.#before.value, before].slice(-MOST);
    this.#lastChange = now;
    this.#after.value = [];
  }

  /** @param present what is now where an edit goes back to */
  undo(present: (edit: Edit) => Edit): Edit | undefined {
    return this.#move(this.#before, this.#after, present);
  }

  redo(present: (edit: Edit) => Edit): Edit | undefined {
    return this.#move(this.#after, this.#before, present);
  }

  readonly #applies = (edit: Edit): boolean => edit.type === "settings" || edit.run === this.#run.value;

  #move(
    from: { value: readonly Edit[] },
    to: { value: readonly Edit[] },
    present: (edit: Edit) => Edit,
  ): Edit | undefined {
    const at = from.value.findLastIndex(this.#applies);
    const target = from.value[at];
    if (!target) return undefined;
    from.value = from.value.slice(0, at);
    to.value = [...to.value, present(target)];
    this.#lastChange = Number.NEGATIVE_INFINITY;
    return target;
  }
}

function sameThing(left: Edit, right: Edit): boolean {
  if (left.type === "settings" || right.type === "settings") return left.type === right.type;
  return left.run === right.run && sameParameter(left.address, right.address);
}
