import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import { liveFieldsOf } from "../../model/spec/live-fields";
import type { Frame } from "../../model/training/frame";
import type { PastChange, PastServer } from "../../model/training/past-server";
import type { Clock } from "../clock";
import { showProblem } from "../show-problem";
import type { Store } from "../store";

/** Frames that are kept. One of a usual network takes about 4 kB. */
const MAX_FRAMES = 200;
/** While the past is played: time between two positions; milliseconds. */
const TICK = 40;
/** After a failed request; milliseconds. */
const RETRY = 1000;
/** Time after a change of the settings until the server is asked for all of them; milliseconds. */
const CHANGES_DELAY = 600;
/** Epochs per second of the past. */
export const PAST_SPEEDS = [1, 5, 20, 60, 200, 1000] as const;

/**
 * The way through the past of the run on display. Asks the server for one epoch at a time, the latest position first,
 * so that a drag shows as many epochs as the server can give. The present goes on meanwhile.
 */
export class TimeLine {
  readonly #server: PastServer;
  readonly #clock: Clock;
  readonly #store: Store;
  /** By epoch, the least recently shown first. */
  readonly #frames = new Map<number, Frame>();
  #loading = false;
  #stopTicking: (() => void) | undefined;
  #cancelChanges: (() => void) | undefined;

  /** Whether the past is played, and in which direction. */
  readonly playing = signal<"forward" | "backward" | undefined>(undefined);
  /** Epochs per second. */
  readonly speed = signal<number>(20);
  /** Changes of settings in the run on display. */
  readonly changes = signal<readonly PastChange[]>([]);
  /** The last completed epoch of the run on display. */
  readonly last: ReadonlySignal<number>;
  /** The epoch on display. */
  readonly position: ReadonlySignal<number>;
  /** Whether there is a past to show. */
  readonly available: ReadonlySignal<boolean>;

  constructor(server: PastServer, clock: Clock, store: Store) {
    this.#server = server;
    this.#clock = clock;
    this.#store = store;
    this.last = computed(() => store.frame.value?.epoch ?? 0);
    this.position = computed(() => store.past.value?.epoch ?? this.last.value);
    this.available = computed(() => this.last.value > 0 && store.job.value !== undefined);
    const run = computed(() => `${store.job.value?.id ?? ""} ${String(store.run.value)}`);
    const settings = computed(() => JSON.stringify(liveFieldsOf(store.spec.value)));
    let [known, knownSettings] = [run.peek(), settings.peek()];
    effect(() => {
      if (run.value !== known) this.#forget();
      else if (settings.value !== knownSettings) untracked(() => this.#changesMayHaveCome());
      [known, knownSettings] = [run.value, settings.value];
    });
    effect(() => {
      if (store.intent.value === "play") untracked(() => this.showPresent());
    });
    effect(() => {
      if (store.past.value === undefined) untracked(() => this.pause());
    });
    let gradients = store.gradientsRequested.peek();
    effect(() => {
      if (store.gradientsRequested.value === gradients) return;
      gradients = store.gradientsRequested.value;
      this.#frames.clear();
      untracked(() => void this.#load());
    });
  }

  /** Shows an epoch; from the last one on the present. */
  show(epoch: number): void {
    this.pause();
    this.#goTo(epoch);
  }

  showPresent(): void {
    this.pause();
    this.#store.past.value = undefined;
  }

  /** Plays the past up to the present, or back to the untrained network. */
  play(direction: "forward" | "backward"): void {
    this.pause();
    this.playing.value = direction;
    const step = (direction === "forward" ? 1 : -1) * (TICK / 1000);
    let position = this.position.peek();
    const tick = () => {
      position += step * this.speed.peek();
      this.#goTo(position);
      if (position <= 0) this.pause();
      if (this.playing.peek() === direction) this.#stopTicking = this.#clock.after(TICK, tick);
    };
    this.#stopTicking = this.#clock.after(TICK, tick);
  }

  pause(): void {
    this.#stopTicking?.();
    this.#stopTicking = undefined;
    this.playing.value = undefined;
  }

  #goTo(to: number): void {
    const last = this.last.peek();
    const epoch = Math.min(Math.max(Math.round(to), 0), last);
    if (epoch >= last) {
      this.showPresent();
      return;
    }
    const { past, tool } = this.#store;
    if (past.peek() === undefined) {
      tool.value = undefined;
      void this.#loadChanges();
    }
    past.value = { epoch, frame: this.#known(epoch) ?? past.peek()?.frame };
    void this.#load();
  }

  #known(epoch: number): Frame | undefined {
    const frame = this.#frames.get(epoch);
    if (frame) this.#keep(frame);
    return frame;
  }

  #keep(frame: Frame): void {
    this.#frames.delete(frame.epoch);
    this.#frames.set(frame.epoch, frame);
    for (const oldest of this.#frames.keys()) {
      if (this.#frames.size <= MAX_FRAMES) break;
      this.#frames.delete(oldest);
    }
  }

  /** The epoch on display whose frame is missing. */
  #missing(): number | undefined {
    const epoch = this.#store.past.peek()?.epoch;
    return epoch === undefined || this.#frames.has(epoch) ? undefined : epoch;
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    for (let epoch = this.#missing(); epoch !== undefined; epoch = this.#missing())
      await this.#loadFrame(epoch);
    this.#loading = false;
  }

  async #loadFrame(epoch: number): Promise<void> {
    const { past, job, run, gradientsRequested } = this.#store;
    const [id, asked] = [job.peek()?.id, run.peek()];
    if (id === undefined) return;
    const gradients = gradientsRequested.peek();
    const outcome = await this.#server.frame({ job: id, run: asked, epoch }, gradients);
    const shown = past.peek();
    if (!shown || id !== job.peek()?.id || asked !== run.peek()) return;
    if (outcome.type === "busy" || outcome.type === "unreachable") {
      const wait = outcome.type === "busy" ? outcome.retryAfterSeconds * 1000 : RETRY;
      await new Promise<void>((resolve) => this.#clock.after(wait, resolve));
    } else if (outcome.type === "done") {
      if (gradients === gradientsRequested.peek()) this.#keep(outcome.value);
      past.value = { ...shown, frame: outcome.value };
    } else {
      this.showPresent();
      if (outcome.type === "refused") showProblem(this.#store, outcome.problem);
    }
  }

  /** Settings change rarely: their times are asked for when the past is entered, and after a change. */
  #changesMayHaveCome(): void {
    this.#cancelChanges?.();
    this.#cancelChanges = this.#clock.after(CHANGES_DELAY, () => {
      if (this.available.peek()) void this.#loadChanges();
    });
  }

  async #loadChanges(): Promise<void> {
    const { job, run } = this.#store;
    const [id, asked] = [job.peek()?.id, run.peek()];
    if (id === undefined) return;
    const outcome = await this.#server.changes(id, asked);
    if (outcome.type === "done" && id === job.peek()?.id && asked === run.peek())
      this.changes.value = outcome.value;
  }

  #forget(): void {
    this.#frames.clear();
    untracked(() => {
      this.showPresent();
      this.changes.value = [];
    });
  }
}
