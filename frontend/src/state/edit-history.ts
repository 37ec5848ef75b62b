import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { LayerParameters } from "../model/frame";
import type { Stop } from "../model/job";
import type { ParameterAddress } from "../model/parameters";
import type { TrainingSpec } from "../model/spec";
import type { Clock } from "./clock";

/** Changes of one gesture that follow each other faster than this are one: a dragged slider is undone in one step. Milliseconds. */
const ONE_CHANGE = 700;
const MOST = 200;

/** What an undo brings back: all settings as they were, a network that was begun anew, or one number of one that is still the same. */
export type Edit = SettingsEdit | ResetEdit | ParameterEdit;

export interface SettingsEdit {
  readonly type: "settings";
  readonly spec: TrainingSpec;
  readonly stop: Stop;
  /** The network went on, as far as its shape stayed. */
  readonly keepParameters: boolean;
  /** What the network had learned before it began anew. */
  readonly learned?: readonly LayerParameters[] | undefined;
}

/** The network began anew with the same settings. */
export interface ResetEdit {
  readonly type: "reset";
  readonly learned?: readonly LayerParameters[] | undefined;
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
  #gesture: string | undefined;

  readonly canUndo: ReadonlySignal<boolean> = computed(() => this.#before.value.some(this.#applies));
  readonly canRedo: ReadonlySignal<boolean> = computed(() => this.#after.value.some(this.#applies));

  /** @param run the one that is shown */
  constructor(clock: Clock, run: ReadonlySignal<number>) {
    this.#clock = clock;
    this.#run = run;
  }

  /**
   * The person has changed something that was so before.
   *
   * @param gesture the slider, point or number that is being moved; undefined for what is done in one press
   */
  changed(before: Edit, gesture?: string): void {
    const now = this.#clock.now();
    const goesOn = gesture !== undefined && gesture === this.#gesture && now - this.#lastChange <= ONE_CHANGE;
    if (!goesOn) this.#before.value = [...this.#before.value, before].slice(-MOST);
    this.#lastChange = now;
    this.#gesture = gesture;
    this.#after.value = [];
  }

  /** @param present what is now where an edit goes back to */
  undo(present: (edit: Edit) => Edit): Edit | undefined {
    return this.#move(this.#before, this.#after, present);
  }

  redo(present: (edit: Edit) => Edit): Edit | undefined {
    return this.#move(this.#after, this.#before, present);
  }

  readonly #applies = (edit: Edit): boolean => edit.type !== "parameter" || edit.run === this.#run.value;

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
    this.#gesture = undefined;
    return target;
  }
}
