import type { Frame } from "../model/frame";
import type { Job } from "../model/job";
import type { StreamWanted, TrainingServer } from "../model/training-server";
import type { Clock } from "./clock";
import type { Connection } from "./store";

export interface JobStreamListener {
  readonly connection: (connection: Connection) => void;
  readonly state: (job: Job) => void;
  readonly frame: (frame: Frame) => void;
  readonly gone: () => void;
  /** Whether the frames are to tell the gradients, too. */
  readonly gradients: () => boolean;
  /** Whether frames should be coming in now. */
  readonly playing: () => boolean;
}

const FIRST_RETRY = 500;
const LONGEST_RETRY = 5000;
/** A stream that says nothing for longer than two of the server's 15 s comments is dead. */
const SILENCE = 35_000;
/** While training, frames come many times a second; a proxy may hold a stream open whose server has died. */
const SILENCE_WHILE_PLAYING = 6000;
const WATCH_EVERY = 1500;
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

  /** What is wanted of the frames has changed: goes on from where it stands. */
  reopen(): void {
    if (!this.#close) return;
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
    this.#close = this.#server.openStream(this.#jobId, this.#wanted(), {
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

  #wanted(): StreamWanted {
    return { lastEventId: this.#lastEventId, gradients: this.#listener.gradients() };
  }

  #alive(): void {
    this.#lastSign = this.#clock.now();
  }

  /**
   * Looks once in a while rather than setting a timer at every event. A silent stream is opened anew from where it stopped, without a
   * word: a slow epoch may be all there is to it, and a lost server will show itself by not answering.
   */
  #watch(): void {
    this.#callOffWatch = this.#clock.after(WATCH_EVERY, () => {
      const patience = this.#listener.playing() ? SILENCE_WHILE_PLAYING : SILENCE;
      if (this.#clock.now() - this.#lastSign > patience) {
        this.#disconnect();
        this.#open();
      } else {
        this.#watch();
      }
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
