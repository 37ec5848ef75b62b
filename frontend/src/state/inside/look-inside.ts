import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import type { Tracing } from "../../model/backprop/trace";
import type { TracedStep } from "../../model/network/attention";
import { frameReached } from "../../model/training/job";
import type { Clock } from "../clock";
import type { PageActions } from "../page-actions";
import type { Store } from "../store";
import { Walkthrough, type WalkthroughTarget } from "./walkthrough";
import { walkthroughJob } from "./walkthrough-job";

/**
 * "Look inside": the mode in which the network on the stage shows one forward and backward pass. Opening it pauses the
 * training. Playing, a reset and every change of the spec close it, because its numbers are those of the paused network.
 * On the page of a watched job it shows the step of the presenter.
 */
export class LookInside {
  readonly #store: Store;
  readonly #actions: PageActions;
  readonly #tracing: Tracing;
  readonly #clock: Clock;
  readonly #walkthrough = signal<Walkthrough | undefined>(undefined);
  #stopWatching = (): void => undefined;
  /** The presenter's step, while the job is watched. */
  #presented: TracedStep | undefined;
  /** The walkthrough while the mode is open. */
  readonly walkthrough: ReadonlySignal<Walkthrough | undefined> = this.#walkthrough;
  /** Whether the job is the page's own, because the walkthrough trains, and has samples; false if the address hides it. */
  readonly available: ReadonlySignal<boolean>;

  constructor(store: Store, actions: PageActions, tracing: Tracing, clock: Clock) {
    this.#store = store;
    this.#actions = actions;
    this.#tracing = tracing;
    this.#clock = clock;
    this.available = computed(
      () =>
        !store.hidden.value.has("lookInside") &&
        store.editable.value &&
        store.job.value !== undefined &&
        !store.lacksSamples.value,
    );
  }

  /** Shows what the presenter of a watched job sees. The trace is the page's own, of the same parameters. */
  followPresenter(): void {
    const { attention, readOnly, hidden } = this.#store;
    effect(() => {
      const step = attention.value?.type === "trace" && readOnly.value ? attention.value : undefined;
      if (hidden.value.has("lookInside")) return;
      untracked(() => {
        if (step) void this.#follow(step);
        else if (this.#presented) this.close();
      });
    });
  }

  async #follow(step: TracedStep): Promise<void> {
    const traced = this.#presented && placeOf(this.#presented);
    this.#presented = step;
    const followed = this.#walkthrough.peek() ?? this.#followed();
    this.#walkthrough.value = followed;
    if (traced !== placeOf(step)) {
      await followed.start(
        "batch" in step.of ? { type: "batch" } : { type: "sample", index: step.of.sample },
      );
    }
    if (this.#walkthrough.peek() !== followed || followed.busy.value || !followed.trace.value) return;
    // The presenter may have gone on meanwhile.
    const { epoch, step: at, row } = this.#presented;
    if (followed.trace.value.epoch !== epoch) {
      this.close();
      return;
    }
    followed.goTo(at);
    followed.selectRow(row);
  }

  /** A walkthrough that trains nothing. */
  #followed(): Walkthrough {
    const job = walkthroughJob(this.#store, this.#actions, this.#tracing, this.#clock);
    const nextBatch = () => {
      const of = this.#presented?.of;
      return of && "batch" in of ? of.batch : job.nextBatch();
    };
    return new Walkthrough({ ...job, nextBatch, train: undefined }, this.#clock);
  }

  /** Opens the mode as soon as the page has a job. */
  openWhenAvailable(mode: "batch" | "sample"): void {
    const target: WalkthroughTarget = mode === "batch" ? { type: "batch" } : { type: "sample", index: 0 };
    const { available } = this;
    const open = () => {
      this.open(target);
    };
    effect(function () {
      if (!available.value) return;
      this.dispose();
      untracked(open);
    });
  }

  /** Opens the mode, or shows another target in it. */
  open(target: WalkthroughTarget): void {
    if (!this.available.peek()) return;
    const opened = this.#walkthrough.peek();
    if (opened) {
      void opened.start(target);
      return;
    }
    const { playing, intent, job, frame, spec, tool, past } = this.#store;
    const walkthrough = new Walkthrough(
      walkthroughJob(this.#store, this.#actions, this.#tracing, this.#clock),
      this.#clock,
    );
    walkthrough.target.value = target;
    this.#walkthrough.value = walkthrough;
    this.#actions.selectTool(undefined);
    if (playing.peek()) this.#actions.togglePlay();
    const specBefore = spec.peek();
    let runBefore: number | undefined;
    this.#stopWatching = effect(() => {
      if (spec.value !== specBefore || intent.value === "play" || tool.value !== undefined || past.value) {
        this.close();
        return;
      }
      const runNow = job.value?.run;
      if (runBefore !== undefined) {
        if (runNow !== runBefore) this.close();
        return;
      }
      // The numbers of a point are computed from the frame on display, which may come after the answer to the pause.
      if (playing.value || job.value?.state !== "paused" || !frameReached(job.value, frame.value)) return;
      runBefore = runNow;
      untracked(() => {
        void walkthrough.start(walkthrough.target.value);
      });
    });
  }

  close(): void {
    this.#presented = undefined;
    const walkthrough = this.#walkthrough.peek();
    if (walkthrough) walkthrough.playing.value = false;
    this.#walkthrough.value = undefined;
    this.#stopWatching();
    this.#stopWatching = () => undefined;
  }
}

/** What is traced, and at which parameters. */
function placeOf({ epoch, of }: TracedStep): string {
  return JSON.stringify([epoch, of]);
}
