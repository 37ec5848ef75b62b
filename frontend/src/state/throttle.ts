import type { Clock } from "./clock";

/**
 * Limits how often an action runs. A call runs the action at once if the interval has passed and no action is in
 * flight. * Otherwise the action runs later, once for all calls that arrived meanwhile.
 */
export class Throttle {
  readonly #action: () => Promise<void>;
  readonly #interval: number;
  readonly #clock: Clock;
  #lastStart = Number.NEGATIVE_INFINITY;
  #pending = false;
  #inFlight = false;
  #cancelTimer: (() => void) | undefined;
  #waiting: (() => void)[] = [];

  /** @param interval minimum time between two starts; milliseconds */
  constructor(action: () => Promise<void>, interval: number, clock: Clock) {
    this.#action = action;
    this.#interval = interval;
    this.#clock = clock;
  }

  /** Whether an action is waiting or in flight. */
  get busy(): boolean {
    return this.#pending || this.#inFlight;
  }

  /** Whether a call is waiting behind the action in flight. */
  get outdated(): boolean {
    return this.#pending;
  }

  call(): void {
    this.#pending = true;
    this.#proceed();
  }

  /** Resolves when no action is waiting or in flight. */
  settled(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  #proceed(): void {
    if (!this.#pending || this.#inFlight || this.#cancelTimer) return;
    const wait = this.#lastStart + this.#interval - this.#clock.now();
    if (wait > 0) {
      this.#cancelTimer = this.#clock.after(wait, () => {
        this.#cancelTimer = undefined;
        this.#proceed();
      });
      return;
    }
    this.#pending = false;
    this.#inFlight = true;
    this.#lastStart = this.#clock.now();
    void this.#action().finally(() => {
      this.#inFlight = false;
      this.#proceed();
      this.#settle();
    });
  }

  #settle(): void {
    if (this.busy) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
