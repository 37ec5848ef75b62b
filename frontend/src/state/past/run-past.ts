import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import { liveFieldsOf } from "../../model/spec/live-fields";
import type { PastChange, PastServer } from "../../model/training/past-server";
import type { Clock } from "../clock";
import { showProblem } from "../show-problem";
import type { Store } from "../store";
import { PastFrames } from "./past-frames";
import type { Past } from "./time-line";

/** Time after a change of the settings until the server is asked for all of them; milliseconds. */
const CHANGES_DELAY = 600;

/** The past of the run on display in the playground. */
export class RunPast implements Past {
  readonly #server: PastServer;
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #frames: PastFrames;
  readonly #changes = signal<readonly PastChange[]>([]);
  #cancelChanges: (() => void) | undefined;

  readonly last: ReadonlySignal<number>;
  readonly epoch: ReadonlySignal<number | undefined>;
  /** Changes of settings in the run. */
  readonly changes: ReadonlySignal<readonly PastChange[]> = this.#changes;

  constructor(server: PastServer, clock: Clock, store: Store) {
    this.#server = server;
    this.#clock = clock;
    this.#store = store;
    this.#frames = new PastFrames(server, clock, {
      wanted: () => {
        const [job, epoch] = [store.job.peek(), store.past.peek()?.epoch];
        if (!job || epoch === undefined) return undefined;
        return {
          moment: { job: job.id, run: store.run.peek(), epoch },
          gradients: store.gradientsRequested.peek(),
        };
      },
      arrived: (frame) => {
        const shown = store.past.peek();
        if (shown) store.past.value = { ...shown, frame };
      },
      failed: (failure) => {
        this.show(undefined);
        if (failure.type === "refused") showProblem(store, failure.problem);
      },
    });
    this.last = computed(() => (store.job.value ? (store.frame.value?.epoch ?? 0) : 0));
    this.epoch = computed(() => store.past.value?.epoch);
    const run = computed(() => `${store.job.value?.id ?? ""} ${String(store.run.value)}`);
    const settings = computed(() => JSON.stringify(liveFieldsOf(store.spec.value)));
    let [known, knownSettings] = [run.peek(), settings.peek()];
    effect(() => {
      if (run.value !== known) this.#forget();
      else if (settings.value !== knownSettings) untracked(() => this.#changesMayHaveCome());
      [known, knownSettings] = [run.value, settings.value];
    });
    effect(() => {
      if (store.intent.value === "play") untracked(() => this.show(undefined));
    });
    let gradients = store.gradientsRequested.peek();
    effect(() => {
      if (store.gradientsRequested.value === gradients) return;
      gradients = store.gradientsRequested.value;
      this.#frames.clear();
      untracked(() => void this.#frames.load());
    });
  }

  show(epoch: number | undefined): void {
    const { past, tool } = this.#store;
    if (epoch === undefined) {
      past.value = undefined;
      return;
    }
    if (past.peek() === undefined) {
      tool.value = undefined;
      void this.#loadChanges();
    }
    past.value = { epoch, frame: this.#frames.known(epoch) ?? past.peek()?.frame };
    void this.#frames.load();
  }

  /** Settings change rarely: their times are asked for when the past is entered, and after a change. */
  #changesMayHaveCome(): void {
    this.#cancelChanges?.();
    this.#cancelChanges = this.#clock.after(CHANGES_DELAY, () => {
      if (this.last.peek() > 0) void this.#loadChanges();
    });
  }

  async #loadChanges(): Promise<void> {
    const { job, run } = this.#store;
    const [id, asked] = [job.peek()?.id, run.peek()];
    if (id === undefined) return;
    const outcome = await this.#server.changes(id, asked);
    if (outcome.type === "done" && id === job.peek()?.id && asked === run.peek())
      this.#changes.value = outcome.value;
  }

  #forget(): void {
    this.#frames.clear();
    untracked(() => {
      this.show(undefined);
      this.#changes.value = [];
    });
  }
}
