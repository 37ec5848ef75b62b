import type { LayerParameters } from "../model/network/parameters";
import type { ControlRequest, StepUnit } from "../model/training/training-server";
import type { SendOutcome, SettingsSync } from "./settings-sync";
import type { Store } from "./store";

/** A command to a job. */
export type Command =
  ControlRequest | { readonly type: "restore"; readonly parameters: readonly LayerParameters[] };

/** Commands of the user, sent one after another, each after the pending settings. */
export class CommandQueue {
  readonly #store: Store;
  readonly #settings: SettingsSync;
  readonly #send: (command: Command) => SendOutcome;
  #queue: Promise<void> = Promise.resolve();
  #inFlight = 0;
  readonly #steps = { epoch: 0, batch: 0 };
  /** Commands that failed because the server was unreachable or busy. They are sent first at the next attempt. */
  #unsent: readonly Command[] = [];

  constructor(store: Store, settings: SettingsSync, send: (command: Command) => SendOutcome) {
    this.#store = store;
    this.#settings = settings;
    this.#send = send;
  }

  /** Whether a command is waiting or in flight. */
  get busy(): boolean {
    return this.#inFlight > 0;
  }

  playOrPause(type: "play" | "pause"): void {
    this.#store.intent.value = type;
    this.#unsent = this.#unsent.filter((command) => command.type !== "play" && command.type !== "pause");
    this.#enqueue(() => ({ type }));
  }

  reset(seed: "same" | "new"): void {
    this.#store.intent.value = "pause";
    this.#unsent = [];
    this.#enqueue(() => ({ type: "reset", seed }));
  }

  /** The network continues from these parameters. */
  restore(parameters: readonly LayerParameters[]): void {
    this.#enqueue(() => ({ type: "restore", parameters }));
  }

  /** Repeated calls before the server has answered add up to one command. */
  step(unit: StepUnit): void {
    this.#steps[unit] += 1;
    if (this.#steps[unit] > 1) return;
    if (this.#store.playing.value) this.playOrPause("pause");
    this.#enqueue(() => {
      const count = this.#steps[unit];
      this.#steps[unit] = 0;
      return { type: "step", unit, count };
    });
  }

  /** Retries the unsent commands: the server is reachable or has capacity again. */
  sendAgain(): void {
    if (this.#unsent.length > 0) this.#enqueue(() => undefined);
  }

  /** Keeps the user's choice on display until the last answer, so that play and pause do not flicker. */
  clearIntent(): void {
    if (this.busy || this.#settings.specBusy || this.#unsent.length > 0) return;
    this.#store.intent.value = undefined;
  }

  /** @param next returns the command when its turn has come */
  #enqueue(next: () => Command | undefined): void {
    this.#inFlight += 1;
    this.#queue = this.#queue.then(async () => {
      await this.#settings.settled();
      const command = next();
      await this.#sendInOrder([...this.#unsent, ...(command ? [command] : [])]);
      this.#inFlight -= 1;
      this.clearIntent();
    });
  }

  /** Stops at the first command that fails. An unanswered step is not repeated, because the server may have made it. */
  async #sendInOrder(commands: readonly Command[]): Promise<void> {
    this.#unsent = [];
    for (const [at, command] of commands.entries()) {
      const outcome = await this.#send(command);
      if (outcome === "busy" || (outcome === "unreachable" && command.type !== "step")) {
        this.#unsent = commands.slice(at);
        return;
      }
    }
  }
}
