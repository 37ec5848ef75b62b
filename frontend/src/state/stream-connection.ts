import type { ConnectionListener } from "../model/training/training-server";
import type { Clock } from "./clock";
import type { Connection } from "./store";

const FIRST_RETRY = 500;
const MAX_RETRY = 5000;
/** Milliseconds. The server sends a comment every 15 s; after two missing comments the connection counts as dead. */
export const MAX_SILENCE = 35_000;
const CHECK_INTERVAL = 1500;
/** How long a hidden page keeps its stream. HTTP/1.1 allows six connections to a server for all tabs together. */
const HIDDEN_DELAY = 2000;

export interface StreamHandler {
  /** Opens the stream from the last event on, and returns a function that closes it. */
  readonly open: (listener: ConnectionListener) => () => void;
  readonly connection: (connection: Connection) => void;
  /** What is streamed does not exist any more. */
  readonly gone: () => void;
  /** Whether the last event has arrived, so that the end of the stream is final. */
  readonly finished: () => boolean;
  /** The stream was closed, or an attempt to open it was given up. */
  readonly closed?: () => void;
  /** Called every one or two seconds while the stream is open. It may close the connection. */
  readonly check?: () => void;
  /** Milliseconds without a message after which the connection counts as dead; by default a little over two comments. */
  readonly maxSilence?: () => number;
}

/** An event stream that is opened again after a loss, and closed while the page is hidden. */
export class StreamConnection {
  readonly #clock: Clock;
  readonly #handler: StreamHandler;
  #close: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelSuspension: (() => void) | undefined;
  #cancelCheck: (() => void) | undefined;
  #lastMessage = 0;
  #retry = FIRST_RETRY;
  #started = false;
  #suspended = false;

  constructor(clock: Clock, handler: StreamHandler) {
    this.#clock = clock;
    this.#handler = handler;
  }

  get isOpen(): boolean {
    return this.#close !== undefined;
  }

  /** Opens the stream, at once or as soon as the page is visible. */
  start(): void {
    this.#disconnect();
    this.#started = true;
    this.#retry = FIRST_RETRY;
    if (this.#suspended) return;
    this.#handler.connection({ type: "connecting" });
    this.#open();
  }

  /** Closes the stream until the next start. */
  stop(): void {
    this.#disconnect();
    this.#started = false;
  }

  /** Closes the stream until the next call of `reconnect`. */
  pause(): void {
    this.#disconnect();
  }

  reconnect(): void {
    this.#disconnect();
    this.#open();
  }

  /** The stream that seems open may be dead. */
  lose(wait = this.#retry): void {
    this.#disconnect();
    this.#handler.connection({ type: "lost" });
    this.#retry = Math.min(this.#retry * 2, MAX_RETRY);
    this.#cancelRetry = this.#clock.after(wait, () => {
      this.#cancelRetry = undefined;
      this.#open();
    });
  }

  retryNow(): void {
    if (this.#cancelRetry) this.reconnect();
  }

  setVisible(visible: boolean): void {
    this.#cancelSuspension?.();
    this.#cancelSuspension = undefined;
    if (!visible) {
      if (this.#close) this.#cancelSuspension = this.#clock.after(HIDDEN_DELAY, () => this.#suspend());
      else this.#suspend();
    } else if (this.#suspended) {
      this.#suspended = false;
      this.#handler.connection({ type: "connecting" });
      this.#open();
    } else {
      this.retryNow();
    }
  }

  #suspend(): void {
    this.#suspended = true;
    this.#disconnect();
    this.#handler.connection({ type: "suspended" });
  }

  #open(): void {
    if (!this.#started) return;
    this.#lastMessage = this.#clock.now();
    this.#scheduleCheck();
    this.#close = this.#handler.open({
      opened: () => {
        this.#lastMessage = this.#clock.now();
        this.#retry = FIRST_RETRY;
        this.#handler.connection({ type: "live" });
      },
      received: () => (this.#lastMessage = this.#clock.now()),
      ended: (reason) => {
        if (this.#handler.finished()) {
          this.stop();
        } else if (reason === "gone") {
          this.#disconnect();
          this.#handler.gone();
        } else {
          this.lose(reason === "lost" ? undefined : reason.retryAfterSeconds * 1000);
        }
      },
    });
  }

  /**
   * Checks at intervals instead of setting a timer at every event. A silent stream is reconnected without a notice: a
   * slow epoch may be the reason, and a lost server shows by not answering.
   */
  #scheduleCheck(): void {
    this.#cancelCheck = this.#clock.after(CHECK_INTERVAL, () => {
      this.#handler.check?.();
      if (!this.#close) return;
      const patience = this.#handler.maxSilence?.() ?? MAX_SILENCE;
      if (this.#clock.now() - this.#lastMessage > patience) this.reconnect();
      else this.#scheduleCheck();
    });
  }

  #disconnect(): void {
    this.#close?.();
    this.#close = undefined;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#cancelCheck?.();
    this.#cancelCheck = undefined;
    this.#handler.closed?.();
  }
}
