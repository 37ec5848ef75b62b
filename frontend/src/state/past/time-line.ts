import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import type { Clock } from "../clock";

/** While the past is played: time between two positions; milliseconds. */
const TICK = 40;
/** Epochs per second of the past. */
export const PAST_SPEEDS = [1, 5, 20, 60, 200, 1000] as const;

/** What a time line goes through: the past of one run, or of several runs side by side. */
export interface Past {
  /** The last completed epoch; 0 if there is no past. */
  readonly last: ReadonlySignal<number>;
  /** The epoch of the past on display; undefined for the present. */
  readonly epoch: ReadonlySignal<number | undefined>;
  /** @param epoch before the last one, or undefined for the present */
  show(epoch: number | undefined): void;
}

/** The way through a past: to any epoch, and at a speed forward and backward. The present goes on meanwhile. */
export class TimeLine {
  readonly #clock: Clock;
  readonly #past: Past;
  #stopTicking: (() => void) | undefined;

  /** Whether the past is played, and in which direction. */
  readonly playing = signal<"forward" | "backward" | undefined>(undefined);
  /** Epochs per second. */
  readonly speed = signal<number>(20);
  readonly last: ReadonlySignal<number>;
  /** The epoch on display, of the past or of the present. */
  readonly position: ReadonlySignal<number>;
  /** Whether there is a past to show. */
  readonly available: ReadonlySignal<boolean>;
  /** Whether the past is on display. */
  readonly entered: ReadonlySignal<boolean>;

  constructor(clock: Clock, past: Past) {
    this.#clock = clock;
    this.#past = past;
    this.last = past.last;
    this.position = computed(() => past.epoch.value ?? past.last.value);
    this.available = computed(() => past.last.value > 0);
    this.entered = computed(() => past.epoch.value !== undefined);
    effect(() => {
      if (!this.entered.value) untracked(() => this.pause());
    });
  }

  /** Shows an epoch; from the last one on the present. */
  show(epoch: number): void {
    this.pause();
    this.#goTo(epoch);
  }

  showPresent(): void {
    this.pause();
    this.#past.show(undefined);
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
    if (epoch >= last) this.showPresent();
    else this.#past.show(epoch);
  }
}
