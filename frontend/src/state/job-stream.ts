import type { Frame } from "../model/frame";
import type { Job } from "../model/job";
import type { TrainingServer } from "../model/training-server";
import type { Clock } from "./clock";
import type { Connection } from "./store";

export interface JobStreamListener {
  readonly connection: (connection: Connection) => void;
  readonly state: (job: Job) => void;
  readonly frame: (frame: Frame) => void;
  readonly gone: () => void;
}

const FIRST_RETRY = 500;
const LONGEST_RETRY = 8000;
/** A stream that says nothing for longer than two of the server's 15 s comments is dead. */
const SILENCE = 35_000;
/** How long a hidden page keeps its stream. */
const HIDDEN_FOR = 60_000;

/** The one stream of the page's job: opened again after a loss, from where it stopped, and closed while nobody looks. */
export class JobStream {
  readonly #server: TrainingServer;
  readonly #clock: Clock;
  readonly #listener: JobStreamListener;
  #jobId: string | undefined;
  #lastEventId: string | undefined;
  #close: (() => void) | undefined;
  #callOffRetry: (() => void) | undefined;
  #callOffSleep: (() => void) | undefined;
  #callOffWatch: (() => void) | undefined;
  #lastSign = 0;
  #retry = FIRST_RETRY;
  #asleep = false;

  constructor(server: TrainingServer, clock: Clock, listener: JobStreamListener) {
    this.#server = server;
    this.#clock = clock;
    this.#listener = listener;
  }

  follow(jobId: string): void {
    this.close();
    this.#jobId = jobId;
    this.#lastEventId = undefined;
    this.#retry = FIRST_RETRY;
    if (this.#asleep) return;
    this.#listener.connection({ type: "connecting" });
    this.#open();
  }

  close(): void {
    this.#disconnect();
    this.#jobId = undefined;
  }

  /** A request has failed: the stream that still seems open may be dead, too. */
  suspect(): void {
    if (this.#close) this.#lose(this.#retry);
  }

  retryNow(): void {
    if (!this.#callOffRetry) return;
    this.#disconnect();
    this.#open();
  }

  setVisible(visible: boolean): void {
    this.#callOffSleep?.();
    this.#callOffSleep = undefined;
    if (!visible) {
      this.#callOffSleep = this.#clock.after(HIDDEN_FOR, () => {
        this.#asleep = true;
        this.#disconnect();
        this.#listener.connection({ type: "sleeping" });
      });
    } else if (this.#asleep) {
      this.#asleep = false;
      this.#listener.connection({ type: "connecting" });
      this.#open();
    } else {
      this.retryNow();
    }
  }

  #open(): void {
    if (this.#jobId === undefined) return;
    this.#lastSign = this.#clock.now();
    this.#watch();
    this.#close = this.#server.openStream(this.#jobId, this.#lastEventId, {
      opened: () => {
        this.#alive();
        this.#retry = FIRST_RETRY;
        this.#listener.connection({ type: "live" });
      },
      sign: () => this.#alive(),
      state: (job) => this.#listener.state(job),
      frame: (frame) => this.#listener.frame(frame),
      eventId: (id) => (this.#lastEventId = id),
      ended: (reason) => {
        if (reason === "gone") {
          this.#disconnect();
          this.#listener.gone();
        } else {
          this.#lose(reason === "lost" ? this.#retry : reason.retryAfterSeconds * 1000);
        }
      },
    });
  }

  #alive(): void {
    this.#lastSign = this.#clock.now();
  }

  /** Looks once in a while rather than setting a timer at every event. */
  #watch(): void {
    this.#callOffWatch = this.#clock.after(SILENCE / 5, () => {
      if (this.#clock.now() - this.#lastSign > SILENCE) this.#lose(0);
      else this.#watch();
    });
  }

  #lose(wait: number): void {
    this.#disconnect();
    this.#listener.connection({ type: "lost" });
    this.#retry = Math.min(this.#retry * 2, LONGEST_RETRY);
    this.#callOffRetry = this.#clock.after(wait, () => {
      this.#callOffRetry = undefined;
      this.#open();
    });
  }

  #disconnect(): void {
    this.#close?.();
    this.#close = undefined;
    this.#callOffRetry?.();
    this.#callOffRetry = undefined;
    this.#callOffWatch?.();
    this.#callOffWatch = undefined;
  }
}
