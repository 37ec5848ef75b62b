import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import {
  epochOf,
  MAX_KEPT_RUNS,
  MAX_NAME,
  withKeptRun,
  type KeptRun,
  type TrainedRun,
} from "../../model/kept/kept-run";
import { runsOfText, textOfRuns } from "../../model/kept/stored-runs";
import type { Clock } from "../clock";
import type { ProgressStorage } from "../progress/progress";
import type { Store } from "../store";

/** A run that ends by itself is kept from this number of epochs on .. */
export const MIN_EPOCHS = 20;
/** .. and if it was on display for this time: a dragged point or slider makes many short runs. Milliseconds. */
const MIN_TIME = 1000;

/**
 * The runs of this tab that are kept with their losses. A run is kept when another one replaces it on the page, however
 * that comes: by a reset, a changed spec, or a branch.
 */
export class KeptRuns {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #storage: ProgressStorage;
  readonly #runs = signal<readonly KeptRun[]>([]);
  /** The run on display, with the settings of its last epoch: a setting may have been changed after it, and before a reset. */
  readonly #trained = signal<TrainedRun | undefined>(undefined);
  /** What is kept of the run on display. */
  readonly #kept = computed(() =>
    this.#runs.value.find(({ source }) => source === this.#trained.value?.source),
  );
  #since = 0;

  /** The latest one is the last one. */
  readonly runs: ReadonlySignal<readonly KeptRun[]> = this.#runs;
  /** The one that the user points at. */
  readonly emphasised = signal<number | undefined>(undefined);
  /** Whether `keep` would keep something that is not kept yet. */
  readonly canKeep: ReadonlySignal<boolean>;
  /** Whether all places are taken by runs that the user wants. */
  readonly full: ReadonlySignal<boolean>;

  constructor(store: Store, clock: Clock, storage: ProgressStorage) {
    this.#store = store;
    this.#clock = clock;
    this.#storage = storage;
    this.read();
    this.full = computed(() => {
      const runs = this.#runs.value;
      return runs.length >= MAX_KEPT_RUNS && runs.every(({ pinned }) => pinned) && !this.#kept.value;
    });
    this.canKeep = computed(() => {
      const [trained, kept] = [this.#trained.value, this.#kept.value];
      if (!trained || epochOf(trained) === 0 || this.full.value) return false;
      return !kept?.pinned || kept.epoch !== epochOf(trained);
    });
    effect(() => {
      const curve = store.curve.value;
      untracked(() => {
        const trained = this.#trained.peek();
        if (trained?.curve.run !== curve.run) this.#end(trained);
        const [{ id } = {}, spec] = [store.job.peek(), store.spec.peek()];
        this.#trained.value =
          id === undefined || curve.length === 0
            ? undefined
            : { source: `${id} ${String(curve.run)}`, spec, curve };
      });
    });
  }

  /** Keeps the run on display as it is now; it also stays if more runs than there are places follow. */
  keep(): void {
    const trained = this.#trained.peek();
    if (trained) this.#keep(trained, true);
  }

  /** An empty name brings the automatic one back. */
  rename(id: number, name: string): void {
    const text = name.trim().slice(0, MAX_NAME);
    this.#change(id, (run) =>
      text === "" ? { ...run, name: undefined } : { ...run, name: text, pinned: true },
    );
  }

  show(id: number, shown: boolean): void {
    this.#change(id, (run) => ({ ...run, shown }));
  }

  remove(id: number): void {
    if (this.emphasised.peek() === id) this.emphasised.value = undefined;
    this.#set(this.#runs.peek().filter((run) => run.id !== id));
  }

  /** Another page of this tab may have kept runs meanwhile. */
  read(): void {
    try {
      this.#runs.value = runsOfText(this.#storage.read());
    } catch {
      // Without storage, runs are kept until the page is closed.
    }
  }

  #end(trained: TrainedRun | undefined): void {
    const now = this.#clock.now();
    const wasShown = now - this.#since >= MIN_TIME;
    this.#since = now;
    const isKept = this.#runs.peek().some(({ source }) => source === trained?.source);
    const isLong = trained !== undefined && epochOf(trained) >= MIN_EPOCHS && wasShown;
    if (trained && (isKept || isLong) && !this.#store.readOnly.peek()) this.#keep(trained, false);
  }

  #keep(trained: TrainedRun, pinned: boolean): void {
    const runs = withKeptRun(this.#runs.peek(), trained, pinned, this.#store.catalog.peek());
    if (runs) this.#set(runs);
  }

  #change(id: number, changed: (run: KeptRun) => KeptRun): void {
    this.#set(this.#runs.peek().map((run) => (run.id === id ? changed(run) : run)));
  }

  #set(runs: readonly KeptRun[]): void {
    this.#runs.value = runs;
    try {
      this.#storage.write(textOfRuns(runs));
    } catch {
      // As above.
    }
  }
}
