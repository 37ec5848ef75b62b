import type { LayerParameters } from "../model/network/parameters";
import type { ControlRequest, StepUnit } from "../model/training/training-server";
import type { SendOutcome, SettingsSync } from "./settings-sync";
import type { Store } from "./store";

/** What is asked of a job in its turn. */
export type Command =
  ControlRequest | { readonly type: "restore"; readonly parameters: readonly LayerParameters[] };

/** What a person presses: sent one after another, each after the settings that were on their way. */
export class Commands {
  readonly #store: Store;
  readonly #settings: SettingsSync;
  readonly #send: (command: Command) => SendOutcome;
  #queue: Promise<void> = Promise.resolve();
  #underWay = 0;
  readonly #steps = { epoch: 0, batch: 0 };
  /** What the server could not be told, or had no room for: sent before anything else when it is back. */
  #unheard: readonly Command[] = [];

  constructor(store: Store, settings: SettingsSync, send: (command: Command) => SendOutcome) {
    this.#store = store;
    this.#settings = settings;
    this.#send = send;
  }

  /** Whether something is still to be sent or answered. */
  get busy(): boolean {
    return this.#underWay > 0;
  }

  press(type: "play" | "pause"): void {
    this.#store.intent.value = type;
    this.#unheard = this.#unheard.filter((command) => command.type !== "play" && command.type !== "pause");
    this.#enqueue(() => ({ type }));
  }

  reset(seed: "same" | "new"): void {
    this.#store.intent.value = "pause";
    this.#unheard = [];
    this.#enqueue(() => ({ type: "reset", seed }));
  }

  /** The network goes on from these parameters. */
  restore(parameters: readonly LayerParameters[]): void {
    this.#enqueue(() => ({ type: "restore", parameters }));
  }

  /** Pressed again before the server has answered: the steps add up. */
  step(unit: StepUnit): void {
    this.#steps[unit] += 1;
    if (this.#steps[unit] > 1) return;
    if (this.#store.playing.value) this.press("pause");
    this.#enqueue(() => {
      const count = this.#steps[unit];
      this.#steps[unit] = 0;
      return { type: "step", unit, count };
    });
  }

  /** The server is back, or has room again. */
  sendAgain(): void {
    if (this.#unheard.length > 0) this.#enqueue(() => undefined);
  }

  /** What was pressed is shown until the last answer has come: no flicker between play and pause. */
  settleIntent(): void {
    if (this.busy || this.#settings.specBusy || this.#unheard.length > 0) return;
    this.#store.intent.value = undefined;
  }

  /** @param next what to send, asked when its turn has come */
  #enqueue(next: () => Command | undefined): void {
    this.#underWay += 1;
    this.#queue = this.#queue.then(async () => {
      await this.#settings.settled();
      const command = next();
      await this.#sendInOrder([...this.#unheard, ...(command ? [command] : [])]);
      this.#underWay -= 1;
      this.settleIntent();
    });
  }

  /** Stops at the first that is not heard. A step that nobody answered may have been made: it is not made again. */
  async #sendInOrder(commands: readonly Command[]): Promise<void> {
    this.#unheard = [];
    for (const [at, command] of commands.entries()) {
      const outcome = await this.#send(command);
      if (outcome === "busy" || (outcome === "unreachable" && command.type !== "step")) {
        this.#unheard = commands.slice(at);
        return;
      }
    }
  }
}
