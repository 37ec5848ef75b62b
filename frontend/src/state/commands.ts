import type { LayerParameters } from "../model/frame";
import type { Command, StepUnit } from "../model/training-server";
import type { Sent, SentSettings } from "./sent-settings";
import type { Store } from "./store";

/** What is asked of a job in its turn. */
export type Deed = Command | { readonly type: "restore"; readonly parameters: readonly LayerParameters[] };

/** What a person presses: sent one after another, each after the settings that were on their way. */
export class Commands {
  readonly #store: Store;
  readonly #settings: SentSettings;
  readonly #send: (deed: Deed) => Sent;
  #queue: Promise<void> = Promise.resolve();
  #underWay = 0;
  readonly #steps = { epoch: 0, batch: 0 };
  /** What the server could not be told, or had no room for: sent before anything else when it is back. */
  #unheard: readonly Deed[] = [];

  constructor(store: Store, settings: SentSettings, send: (deed: Deed) => Sent) {
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
    this.#unheard = this.#unheard.filter((deed) => deed.type !== "play" && deed.type !== "pause");
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
  #enqueue(next: () => Deed | undefined): void {
    this.#underWay += 1;
    this.#queue = this.#queue.then(async () => {
      await this.#settings.settled();
      const deed = next();
      await this.#sendInOrder([...this.#unheard, ...(deed ? [deed] : [])]);
      this.#underWay -= 1;
      this.settleIntent();
    });
  }

  /** Stops at the first that is not heard. A step that nobody answered may have been made: it is not made again. */
  async #sendInOrder(deeds: readonly Deed[]): Promise<void> {
    this.#unheard = [];
    for (const [at, deed] of deeds.entries()) {
      const outcome = await this.#send(deed);
      if (outcome === "busy" || (outcome === "unreachable" && deed.type !== "step")) {
        this.#unheard = deeds.slice(at);
        return;
      }
    }
  }
}
