import type { LayerParameters } from "../model/frame";
import { sameParameter, withParameter, type ParameterAddress } from "../model/parameters";
import type { Clock } from "./clock";
import type { Sent } from "./sent-settings";
import type { Store } from "./store";
import { Trailing } from "./trailing";

/** Milliseconds between two sendings: a number box whose arrow is held changes often. */
const INTERVAL = 200;

interface ParameterChange {
  readonly address: ParameterAddress;
  readonly value: number;
}

/** Takes the whole network to the server. */
type SendParameters = (parameters: readonly LayerParameters[]) => Sent;

/** Numbers that the person has set and the server has not got yet. They are shown at once, and in every frame that comes meanwhile. */
export class ParameterEdits {
  readonly #store: Store;
  readonly #sending: Trailing;
  #waiting: readonly ParameterChange[] = [];

  constructor(store: Store, clock: Clock, send: SendParameters) {
    this.#store = store;
    this.#sending = new Trailing(() => this.#send(send), INTERVAL, clock);
  }

  set(address: ParameterAddress, value: number): void {
    this.#waiting = [
      ...this.#waiting.filter((each) => !sameParameter(each.address, address)),
      { address, value },
    ];
    const { frame } = this.#store;
    if (frame.value?.parameters) {
      frame.value = { ...frame.value, parameters: this.applied(frame.value.parameters) };
    }
    this.#sending.call();
  }

  /** The server is back, or has room again. */
  sendAgain(): void {
    if (this.#waiting.length > 0) this.#sending.call();
  }

  /** The network begins anew. */
  forget(): void {
    this.#waiting = [];
  }

  applied(parameters: readonly LayerParameters[]): readonly LayerParameters[] {
    return this.#waiting.reduce((all, { address, value }) => withParameter(all, address, value), parameters);
  }

  async #send(send: SendParameters): Promise<void> {
    const parameters = this.#store.parameters.value;
    const sent = this.#waiting;
    if (!parameters || sent.length === 0) return;
    const outcome = await send(this.applied(parameters));
    if (outcome === "busy" || outcome === "unreachable") return;
    this.#waiting = this.#waiting.filter((each) => !sent.includes(each));
  }
}
