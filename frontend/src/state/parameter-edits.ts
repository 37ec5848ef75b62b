import {
  sameParameter,
  withParameter,
  type LayerParameters,
  type ParameterAddress,
} from "../model/network/parameters";
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
 * Parameters that the user has set and the server has not received yet. They are shown at once and in every frame until
 * then.
 */
export class ParameterEdits {
  readonly #store: Store;
  readonly #throttle: Throttle;
  #unsent: readonly ParameterChange[] = [];

  constructor(store: Store, clock: Clock, send: SendParameters) {
    this.#store = store;
    this.#throttle = new Throttle(() => this.#send(send), INTERVAL, clock);
  }

  set(address: ParameterAddress, value: number): void {
    this.#unsent = [
      ...this.#unsent.filter((each) => !sameParameter(each.address, address)),
      { address, value },
    ];
    const { frame } = this.#store;
    if (frame.value?.parameters) {
      frame.value = { ...frame.value, parameters: this.applyTo(frame.value.parameters) };
    }
    this.#throttle.call();
  }

  /** Retries: the server is reachable or has capacity again. */
  sendAgain(): void {
    if (this.#unsent.length > 0) this.#throttle.call();
  }

  /** Discards all edits because the network restarts. */
  clear(): void {
    this.#unsent = [];
  }

  applyTo(parameters: readonly LayerParameters[]): readonly LayerParameters[] {
    return this.#unsent.reduce((all, { address, value }) => withParameter(all, address, value), parameters);
  }

  async #send(send: SendParameters): Promise<void> {
    const parameters = this.#store.parameters.value;
    const sent = this.#unsent;
    if (!parameters || sent.length === 0) return;
    const outcome = await send(this.applyTo(parameters));
    if (outcome === "busy" || outcome === "unreachable") return;
    this.#unsent = this.#unsent.filter((each) => !sent.includes(each));
  }
}
