import {
  fits,
  sameParameter,
  withParameter,
  type LayerParameters,
  type ParameterAddress,
} from "../model/network/parameters";
import type { Frame } from "../model/training/frame";
import type { Clock } from "./clock";
import type { SendOutcome } from "./settings-sync";
import type { Store } from "./store";
import { Throttle } from "./throttle";

/** Minimum time between two requests; milliseconds. A number field changes often while its arrow is pressed. */
const INTERVAL = 200;

interface ParameterChange {
  readonly address: ParameterAddress;
  readonly value: number;
}

/** Sends the parameters of the whole network. */
type SendParameters = (parameters: readonly LayerParameters[]) => SendOutcome;

/**
 * Parameters that the user has set or restored and the server has not received yet. They are shown at once and in every
 * frame until then.
 */
export class ParameterEdits {
  readonly #store: Store;
  readonly #send: SendParameters;
  readonly #throttle: Throttle;
  #unsent: readonly ParameterChange[] = [];
  #restored: readonly LayerParameters[] | undefined;
  /** Whether the parameters of the run were restored or set, so that they differ from the initial ones. */
  #replaced = false;

  constructor(store: Store, clock: Clock, send: SendParameters) {
    this.#store = store;
    this.#send = send;
    this.#throttle = new Throttle(() => this.#sendEdited(), INTERVAL, clock);
  }

  /** The parameters that a restart would lose; undefined for a network in its initial state. */
  get learned(): readonly LayerParameters[] | undefined {
    const { epoch = 0, batch } = this.#store.frame.value ?? {};
    const trained = epoch > 0 || (batch?.index ?? 0) > 0;
    return trained || this.#replaced ? this.#store.presentParameters.value : undefined;
  }

  set(address: ParameterAddress, value: number): void {
    this.#replaced = true;
    this.#unsent = [
      ...this.#unsent.filter((each) => !sameParameter(each.address, address)),
      { address, value },
    ];
    this.#show();
    this.#throttle.call();
  }

  /** Shows restored parameters of the whole network until they are sent; a command sends them. */
  restore(parameters: readonly LayerParameters[]): void {
    this.#replaced = true;
    this.#restored = parameters;
    this.#show();
  }

  /** Sends restored parameters, unless a later run has replaced them. */
  async sendRestored(parameters: readonly LayerParameters[]): SendOutcome {
    if (this.#restored !== parameters) return undefined;
    const outcome = await this.#send(this.#edited(parameters));
    const received = outcome === "done" || outcome === "refused";
    if (received && this.#restored === parameters) this.#restored = undefined;
    return outcome;
  }

  /** Retries: the server is reachable or has capacity again. */
  sendAgain(): void {
    if (this.#unsent.length > 0) this.#throttle.call();
  }

  /** Discards all edits because a new run starts; restored parameters stay if the run begins with the old ones. */
  startNewRun(keepParameters: boolean): void {
    this.#replaced = keepParameters && this.learned !== undefined;
    this.#unsent = [];
    const stays = keepParameters && this.#restored && fits(this.#restored, this.#store.spec.value);
    if (!stays) this.#restored = undefined;
  }

  /** The frame with the parameters that the network will have when the server has received them. */
  applyTo(frame: Frame): Frame {
    const { parameters } = frame;
    return parameters ? { ...frame, parameters: this.#edited(parameters) } : frame;
  }

  #edited(parameters: readonly LayerParameters[]): readonly LayerParameters[] {
    return this.#unsent.reduce(
      (all, { address, value }) => withParameter(all, address, value),
      this.#restored ?? parameters,
    );
  }

  #show(): void {
    const { frame } = this.#store;
    frame.value &&= this.applyTo(frame.value);
  }

  async #sendEdited(): Promise<void> {
    const parameters = this.#store.presentParameters.value;
    const sent = this.#unsent;
    if (!parameters || sent.length === 0) return;
    const outcome = await this.#send(this.#edited(parameters));
    if (outcome === "busy" || outcome === "unreachable") return;
    this.#unsent = this.#unsent.filter((each) => !sent.includes(each));
  }
}
