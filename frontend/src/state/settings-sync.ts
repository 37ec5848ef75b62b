import type { LiveChange } from "../model/training/job";
import { liveFieldsOf } from "../model/spec/live-fields";
import { hasSamples, type TrainingSpec } from "../model/spec/spec";
import type { Outcome } from "../model/training/training-server";
import type { Clock } from "./clock";
import type { Store } from "./store";
import { Throttle } from "./throttle";

/** Minimum time between two requests of the same kind; milliseconds. */
const INTERVAL = 200;

/**
 * Why the server does not have the settings: the request failed and will be retried, or the user must change them
 * first.
 */
type Unsent = "retry" | "blocked" | undefined;

/** Resolves to the type of the outcome, or to undefined if there was no job to send the request to. */
export type SendOutcome = Promise<Outcome<unknown>["type"] | undefined>;

/** The settings that apply during training, as the user has set them. */
export function liveSettings(store: Store): Required<LiveChange> {
  return {
    ...liveFieldsOf(store.spec.value),
    pace: { epochsPerSecond: store.view.value.speed },
    stop: store.stop.value,
  };
}

/** Sends the user's settings to the server: whole specs, and settings that apply during training. */
export class SettingsSync {
  readonly #store: Store;
  readonly #sendSpec: (spec: TrainingSpec, keepParameters: boolean) => SendOutcome;
  readonly #sendChange: (change: LiveChange) => SendOutcome;
  readonly #specs: Throttle;
  readonly #changes: Throttle;
  readonly #changed = new Set<keyof LiveChange>();
  #keepParameters = true;
  #unsentSpec: Unsent;
  #unsentChange: Unsent;

  constructor(
    store: Store,
    clock: Clock,
    send: {
      readonly spec: (spec: TrainingSpec, keepParameters: boolean) => SendOutcome;
      readonly change: (change: LiveChange) => SendOutcome;
    },
  ) {
    this.#store = store;
    this.#sendSpec = send.spec;
    this.#sendChange = send.change;
    this.#specs = new Throttle(() => this.#sendLatestSpec(), INTERVAL, clock);
    this.#changes = new Throttle(() => this.#sendLatestChanges(), INTERVAL, clock);
  }

  /** Whether a spec is waiting or in flight. */
  get specBusy(): boolean {
    return this.#specs.busy;
  }

  /** Whether a newer spec is waiting behind the one in flight. */
  get specOutdated(): boolean {
    return this.#specs.outdated;
  }

  get busy(): boolean {
    return this.#specs.busy || this.#changes.busy;
  }

  /** Whether the server has all settings of the user. */
  get synced(): boolean {
    return !this.busy && !this.#unsentSpec && !this.#unsentChange;
  }

  /** Resolves when all settings have been sent and answered. */
  async settled(): Promise<void> {
    await this.#specs.settled();
    await this.#changes.settled();
  }

  /** The store's spec has changed. With `keepParameters` layers of the same shape keep their parameters. */
  specChanged(keepParameters: boolean): void {
    this.#keepParameters &&= keepParameters;
    this.#specs.call();
  }

  fieldsChanged(fields: readonly (keyof LiveChange)[]): void {
    for (const field of fields) this.#changed.add(field);
    this.#changes.call();
  }

  sendAgain(): void {
    if (this.#unsentSpec === "retry") this.#specs.call();
    if (this.#unsentChange === "retry") this.#changes.call();
  }

  /** A job was created with the current settings. */
  jobCreated(): void {
    this.#keepParameters = true;
    this.#unsentSpec = this.#unsentChange = undefined;
  }

  async #sendLatestSpec(): Promise<void> {
    const spec = this.#store.spec.value;
    if (!hasSamples(spec)) {
      this.#unsentSpec = "blocked";
      return;
    }
    const keep = this.#keepParameters;
    this.#keepParameters = true;
    const outcome = await this.#sendSpec(spec, keep);
    if (outcome === undefined) return;
    this.#unsentSpec = unsentAfter(outcome);
    if (outcome !== "done") this.#keepParameters &&= keep;
    else if (this.#unsentChange === "blocked") this.#unsentChange = undefined;
  }

  async #sendLatestChanges(): Promise<void> {
    if (this.#specs.busy) await this.#specs.settled();
    const fields = [...this.#changed];
    if (fields.length === 0) return;
    this.#changed.clear();
    const all = liveSettings(this.#store);
    const outcome = await this.#sendChange(Object.fromEntries(fields.map((field) => [field, all[field]])));
    this.#unsentChange = outcome && unsentAfter(outcome);
    if (this.#unsentChange === "retry") for (const field of fields) this.#changed.add(field);
  }
}

function unsentAfter(outcome: Outcome<unknown>["type"]): Unsent {
  if (outcome === "done") return undefined;
  return outcome === "refused" ? "blocked" : "retry";
}
