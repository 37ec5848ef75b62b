import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { LayerParameters, ParameterAddress } from "../../model/network/parameters";
import type { Stop } from "../../model/training/job";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Clock } from "../clock";

/** Changes of one gesture within this time are one undo step, for example a slider that is dragged; milliseconds. */
const MAX_GESTURE_PAUSE = 700;
const MAX_EDITS = 200;

/** What an undo restores: all settings, a network before its reset, or one parameter of the current run. */
export type Edit = SettingsEdit | ResetEdit | ParameterEdit;

export interface SettingsEdit {
  readonly type: "settings";
  readonly spec: TrainingSpec;
  readonly stop: Stop;
  /** Whether the network kept its parameters where its shape stayed the same. */
  readonly keepParameters: boolean;
  /** Parameters of the network before it was restarted. */
  readonly learned?: readonly LayerParameters[] | undefined;
}

/** The network was restarted with the same settings. */
export interface ResetEdit {
  readonly type: "reset";
  readonly learned?: readonly LayerParameters[] | undefined;
}

export interface ParameterEdit {
  readonly type: "parameter";
  /** The parameter belongs to this run; the edit cannot be undone in another one. */
  readonly run: number;
  readonly address: ParameterAddress;
  readonly value: number;
}

/** Edits before and after the current state, the newest last. */
export interface Edits {
  readonly undoable: readonly Edit[];
  readonly redoable: readonly Edit[];
}

/** Edits before and after the current state, for undo and redo. */
export class EditHistory {
  readonly #undoable = signal<readonly Edit[]>([]);
  readonly #redoable = signal<readonly Edit[]>([]);
  readonly #run: ReadonlySignal<number>;
  readonly #clock: Clock;
  #lastChange = Number.NEGATIVE_INFINITY;
  #gesture: string | undefined;

  readonly canUndo: ReadonlySignal<boolean> = computed(() => this.#undoable.value.some(this.#isApplicable));
  readonly canRedo: ReadonlySignal<boolean> = computed(() => this.#redoable.value.some(this.#isApplicable));

  /** @param run the run on display */
  constructor(clock: Clock, run: ReadonlySignal<number>) {
    this.#clock = clock;
    this.#run = run;
  }

  get edits(): Edits {
    return { undoable: this.#undoable.value, redoable: this.#redoable.value };
  }

  /** Continues with the edits of an earlier page. */
  continueFrom({ undoable, redoable }: Edits): void {
    this.#undoable.value = undoable;
    this.#redoable.value = redoable;
  }

  /**
   * Records the state before a change by the user.
   *
   * @param gesture identifies the slider, point or number that is being dragged; undefined for a single action
   */
  record(before: Edit, gesture?: string): void {
    const now = this.#clock.now();
    const continues =
      gesture !== undefined && gesture === this.#gesture && now - this.#lastChange <= MAX_GESTURE_PAUSE;
    if (!continues) this.#undoable.value = [...this.#undoable.value, before].slice(-MAX_EDITS);
    this.#lastChange = now;
    this.#gesture = gesture;
    this.#redoable.value = [];
  }

  /** @param current returns the current state for the same kind of edit, which redo will restore */
  undo(current: (edit: Edit) => Edit): Edit | undefined {
    return this.#move(this.#undoable, this.#redoable, current);
  }

  redo(current: (edit: Edit) => Edit): Edit | undefined {
    return this.#move(this.#redoable, this.#undoable, current);
  }

  readonly #isApplicable = (edit: Edit): boolean => edit.type !== "parameter" || edit.run === this.#run.value;

  #move(
    from: { value: readonly Edit[] },
    to: { value: readonly Edit[] },
    current: (edit: Edit) => Edit,
  ): Edit | undefined {
    const at = from.value.findLastIndex(this.#isApplicable);
    const target = from.value[at];
    if (!target) return undefined;
    from.value = from.value.slice(0, at);
    to.value = [...to.value, current(target)];
    this.#gesture = undefined;
    return target;
  }
}
