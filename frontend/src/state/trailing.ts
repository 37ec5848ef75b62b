import type { Clock } from "./clock";

/**
 * Limits how often something is sent: at once when the last time is long enough ago and nothing is under way, otherwise once more when
 * both hold. The last call is never lost, those between are.
 */
export class Trailing {
  readonly #act: () => Promise<void>;
  readonly #interval: number;
  readonly #clock: Clock;
  #lastStart = Number.NEGATIVE_INFINITY;
  #wanted = false;
  #underWay = false;
  #callOff: (() => void) | undefined;
  #waiting: (() => void)[] = [];

  /** @param interval milliseconds between two starts, at least */
  constructor(act: () => Promise<void>, interval: number, clock: Clock) {
    this.#act = act;
    this.#interval = interval;
    this.#clock = clock;
  }

  /** Whether something is still to be sent or under way. */
  get busy(): boolean {
    return this.#wanted || this.#underWay;
  }

  /** Whether something newer than what is under way waits to be sent. */
  get outdated(): boolean {
    return this.#wanted;
  }

  call(): void {
    this.#wanted = true;
    this.#proceed();
  }

  /** Resolves when all that was asked for has been sent and answered. */
  settled(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  #proceed(): void {
    if (!this.#wanted || this.#underWay || this.#callOff) return;
    const wait = this.#lastStart + this.#interval - this.#clock.now();
    if (wait > 0) {
      this.#callOff = this.#clock.after(wait, () => {
        this.#callOff = undefined;
        this.#proceed();
      });
      return;
    }
    this.#wanted = false;
    this.#underWay = true;
    this.#lastStart = this.#clock.now();
    void this.#act().finally(() => {
      this.#underWay = false;
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
