import type { Command, Outcome, StepUnit } from "../model/training-server";
import type { Store } from "./store";
import type { Trailing } from "./trailing";

/** What a person presses: sent one after another, each after the settings that were on their way. */
export class Commands {
  readonly #store: Store;
  readonly #specs: Pick<Trailing, "busy" | "settled">;
  readonly #changes: Pick<Trailing, "settled">;
  readonly #send: (command: Command) => Promise<Outcome<unknown>["type"] | undefined>;
  #queue: Promise<void> = Promise.resolve();
  #underWay = 0;
  readonly #steps = { epoch: 0, batch: 0 };
  /** Pressed while the server could not be reached: sent when it is back. */
  #pressed: "play" | "pause" | undefined;

  /** @param send tells how it ended; undefined where there was no job to send it to */
  constructor(
    store: Store,
    specs: Pick<Trailing, "busy" | "settled">,
    changes: Pick<Trailing, "settled">,
    send: (command: Command) => Promise<Outcome<unknown>["type"] | undefined>,
  ) {
    this.#store = store;
    this.#specs = specs;
    this.#changes = changes;
    this.#send = send;
  }

  /** Whether something is still to be sent or answered. */
  get busy(): boolean {
    return this.#underWay > 0;
  }

  press(type: "play" | "pause"): void {
    this.#store.intent.value = type;
    this.#pressed = undefined;
    this.#enqueue(async () => {
      const outcome = await this.#send({ type });
      if (outcome === "unreachable") this.#pressed = type;
    });
  }

  reset(seed: "same" | "new"): void {
    this.#store.intent.value = "pause";
    this.#pressed = undefined;
    this.#enqueue(async () => {
      await this.#send({ type: "reset", seed });
    });
  }

  /** Pressed again before the server has answered: the steps add up. */
  step(unit: StepUnit): void {
    this.#steps[unit] += 1;
    if (this.#steps[unit] > 1) return;
    if (this.#store.playing.value) this.press("pause");
    this.#enqueue(async () => {
      const count = this.#steps[unit];
      this.#steps[unit] = 0;
      await this.#send({ type: "step", unit, count });
    });
  }

  /** The server is back. */
  sendAgain(): void {
    if (this.#pressed !== undefined) this.press(this.#pressed);
  }

  /** What was pressed is shown until the last answer has come: no flicker between play and pause. */
  settleIntent(): void {
    if (this.busy || this.#specs.busy || this.#pressed !== undefined) return;
    this.#store.intent.value = undefined;
  }

  #enqueue(act: () => Promise<void>): void {
    this.#underWay += 1;
    this.#queue = this.#queue.then(async () => {
      await this.#specs.settled();
      await this.#changes.settled();
      await act();
      this.#underWay -= 1;
      this.settleIntent();
    });
  }
}
