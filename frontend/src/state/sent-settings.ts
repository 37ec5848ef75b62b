import type { LiveChange } from "../model/job";
import { liveFieldsOf } from "../model/live-fields";
import { hasSamples, type TrainingSpec } from "../model/spec";
import type { Outcome } from "../model/training-server";
import type { Clock } from "./clock";
import type { Store } from "./store";
import { Trailing } from "./trailing";

/** Milliseconds between two new specs: at most five a second. */
const INTERVAL = 200;

/** What the server has not got: to be sent again when it is back or has room, or waiting for the person to change it. */
type Unsent = "again" | "waits" | undefined;

/** How a sending ended; undefined where there was no job to send it to. */
export type Sent = Promise<Outcome<unknown>["type"] | undefined>;

/** What a training in progress takes, as the person has set it. */
export function liveSettings(store: Store): Required<LiveChange> {
  return {
    ...liveFieldsOf(store.spec.value),
    pace: { epochsPerSecond: store.view.value.speed },
    stop: store.stop.value,
  };
}

/** The person's settings on their way to the server: whole specs, and what a training in progress takes. */
export class SentSettings {
  readonly #store: Store;
  readonly #sendSpec: (spec: TrainingSpec, keepParameters: boolean) => Sent;
  readonly #sendChange: (change: LiveChange) => Sent;
  readonly #specs: Trailing;
  readonly #changes: Trailing;
  readonly #changed = new Set<keyof LiveChange>();
  #keepParameters = true;
  #unsentSpec: Unsent;
  #unsentChange: Unsent;

  constructor(
    store: Store,
    clock: Clock,
    send: {
      readonly spec: (spec: TrainingSpec, keepParameters: boolean) => Sent;
      readonly change: (change: LiveChange) => Sent;
    },
  ) {
    this.#store = store;
    this.#sendSpec = send.spec;
    this.#sendChange = send.change;
    this.#specs = new Trailing(() => this.#putSpec(), INTERVAL, clock);
    this.#changes = new Trailing(() => this.#patch(), INTERVAL, clock);
  }

  /** Whether a spec is still to be sent or answered. */
  get specBusy(): boolean {
    return this.#specs.busy;
  }

  /** Whether a newer spec than the one under way waits to be sent. */
  get specOutdated(): boolean {
    return this.#specs.outdated;
  }

  get busy(): boolean {
    return this.#specs.busy || this.#changes.busy;
  }

  /** Whether the server has all that the person has set. */
  get arrived(): boolean {
    return !this.busy && !this.#unsentSpec && !this.#unsentChange;
  }

  /** Resolves when all that was set has been sent and answered. */
  async settled(): Promise<void> {
    await this.#specs.settled();
    await this.#changes.settled();
  }

  /** The store's spec has changed; `keepParameters`: what has the same shape goes on. */
  specChanged(keepParameters: boolean): void {
    this.#keepParameters &&= keepParameters;
    this.#specs.call();
  }

  changed(fields: readonly (keyof LiveChange)[]): void {
    for (const field of fields) this.#changed.add(field);
    this.#changes.call();
  }

  sendAgain(): void {
    if (this.#unsentSpec === "again") this.#specs.call();
    if (this.#unsentChange === "again") this.#changes.call();
  }

  /** A job was made of the settings as they are. */
  began(): void {
    this.#keepParameters = true;
    this.#unsentSpec = this.#unsentChange = undefined;
  }

  async #putSpec(): Promise<void> {
    const spec = this.#store.spec.value;
    if (!hasSamples(spec)) {
      this.#unsentSpec = "waits";
      return;
    }
    const keep = this.#keepParameters;
    this.#keepParameters = true;
    const outcome = await this.#sendSpec(spec, keep);
    if (outcome === undefined) return;
    this.#unsentSpec = unsentAfter(outcome);
    if (outcome !== "done") this.#keepParameters &&= keep;
    else if (this.#unsentChange === "waits") this.#unsentChange = undefined;
  }

  async #patch(): Promise<void> {
    if (this.#specs.busy) await this.#specs.settled();
    const fields = [...this.#changed];
    if (fields.length === 0) return;
    this.#changed.clear();
    const all = liveSettings(this.#store);
    const outcome = await this.#sendChange(Object.fromEntries(fields.map((field) => [field, all[field]])));
    this.#unsentChange = outcome && unsentAfter(outcome);
    if (this.#unsentChange === "again") for (const field of fields) this.#changed.add(field);
  }
}

function unsentAfter(outcome: Outcome<unknown>["type"]): Unsent {
  if (outcome === "done") return undefined;
  return outcome === "refused" ? "waits" : "again";
}
