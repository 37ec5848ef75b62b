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
  /** Whether all that was asked of the job has been answered, and what came of it is shown. */
  readonly settled: () => boolean;
  /** Whether the job has ended, and its last frame has come: then the end of the stream is none too early. */
  readonly over: () => boolean;
}

export interface StreamHabits {
  /** Nobody else moves the job: while it stands still nothing is missed without a stream. */
  readonly rests: boolean;
  /** Whether more pages than there are connections stand side by side. */
  readonly crowded: () => boolean;
}

const KEEPS_OPEN: StreamHabits = { rests: false, crowded: () => false };

const FIRST_RETRY = 500;
const LONGEST_RETRY = 5000;
/** A stream that says nothing for longer than two of the server's 15 s comments is dead. */
const SILENCE = 35_000;
/** While training, frames come many times a second; a proxy may hold a stream open whose server has died. */
const SILENCE_WHILE_PLAYING = 6000;
const WATCH_EVERY = 1500;
/** Frames a second, as many as a screen shows: the server sends one only after an epoch has ended, so a lower rate would miss its beat. */
const RATE = 60;
const CROWDED_RATE = 15;
/** How long a page out of sight keeps its stream: over HTTP/1.1 all tabs together have six connections to a server. */
const HIDDEN_FOR = 2000;
/** How long a job that stands still keeps its stream after the last thing that was asked of it has come. */
const REST_AFTER = 2500;
/** While the stream rests: asks whether all is as it was, which also tells the server that somebody still looks. */
const LOOK_EVERY = 60_000;
/** Where many pages share the connections each lets its stream go so often, and waits for its next turn. */
const TURN = 1500;

/**
 * The one stream of the page's job: opened again after a loss, from where it stopped; closed while nobody looks, and while the job stands
 * still.
 */
export class JobStream {
  readonly #server: TrainingServer;
  readonly #clock: Clock;
  readonly #listener: JobStreamListener;
  readonly #habits: StreamHabits;
  #jobId: string | undefined;
  #lastEventId: string | undefined;
  #close: (() => void) | undefined;
  #callOffRetry: (() => void) | undefined;
  #callOffSleep: (() => void) | undefined;
  #callOffWatch: (() => void) | undefined;
  #callOffLook: (() => void) | undefined;
  #callOffTurn: (() => void) | undefined;
  #lastSign = 0;
  /** When something was asked last, or was seen to be still on its way. */
  #lastAsked = 0;
  /** Whether any frame of this job has come. */
  #heard = false;
  #resting = false;
  #retry = FIRST_RETRY;
  #asleep = false;

  constructor(
    server: TrainingServer,
    clock: Clock,
    listener: JobStreamListener,
    habits: StreamHabits = KEEPS_OPEN,
  ) {
    this.#server = server;
    this.#clock = clock;
    this.#listener = listener;
    this.#habits = habits;
  }

  follow(jobId: string): void {
    this.close();
    this.#jobId = jobId;
    this.#lastEventId = undefined;
    this.#heard = false;
    this.#retry = FIRST_RETRY;
    this.#lastAsked = this.#clock.now();
    if (this.#asleep) return;
    this.#listener.connection({ type: "connecting" });
    this.#open();
  }

  close(): void {
    this.#disconnect();
    this.#jobId = undefined;
  }

  /** Something is asked of the job, and frames will tell what came of it. */
  wake(): void {
    this.#lastAsked = this.#clock.now();
    if (this.#resting) this.#openAnew();
  }

  /** A request has failed: the stream that still seems open may be dead, too. */
  suspect(): void {
    if (this.#close || this.#resting) this.#lose(this.#retry);
  }

  retryNow(): void {
    if (this.#callOffRetry) this.#openAnew();
  }

  /** What is wanted of the frames has changed: goes on from where it stands. */
  reopen(): void {
    if (this.#close) this.#openAnew();
    else this.wake();
  }

  setVisible(visible: boolean): void {
    this.#callOffSleep?.();
    this.#callOffSleep = undefined;
    if (!visible) {
      if (this.#close) this.#callOffSleep = this.#clock.after(HIDDEN_FOR, () => this.#sleep());
      else this.#sleep();
    } else if (this.#asleep) {
      this.#asleep = false;
      this.#lastAsked = this.#clock.now();
      this.#listener.connection({ type: "connecting" });
      this.#open();
    } else {
      this.retryNow();
    }
  }

  #sleep(): void {
    this.#asleep = true;
    this.#disconnect();
    this.#listener.connection({ type: "sleeping" });
  }

  #openAnew(): void {
    this.#disconnect();
    this.#open();
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
        if (this.#habits.crowded()) this.#callOffTurn = this.#clock.after(TURN, () => this.#openAnew());
      },
      sign: () => this.#alive(),
      state: (job) => this.#listener.state(job),
      frame: (frame) => {
        this.#heard = true;
        this.#listener.frame(frame);
      },
      eventId: (id) => (this.#lastEventId = id),
      ended: (reason) => {
        if (this.#listener.over()) {
          this.close();
        } else if (reason === "gone") {
          this.#disconnect();
          this.#listener.gone();
        } else {
          this.#lose(reason === "lost" ? this.#retry : reason.retryAfterSeconds * 1000);
        }
      },
    });
  }

  #wanted(): StreamWanted {
    const rate = this.#habits.crowded() ? CROWDED_RATE : RATE;
    return { lastEventId: this.#lastEventId, gradients: this.#listener.gradients(), rate };
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
      const playing = this.#listener.playing();
      const patience = playing ? SILENCE_WHILE_PLAYING : SILENCE;
      if (!this.#heard || !this.#listener.settled()) this.#lastAsked = this.#clock.now();
      if (this.#habits.rests && !playing && this.#clock.now() - this.#lastAsked > REST_AFTER) {
        this.#rest();
      } else if (this.#clock.now() - this.#lastSign > patience) {
        this.#openAnew();
      } else {
        this.#watch();
      }
    });
  }

  #rest(): void {
    this.#disconnect();
    this.#resting = true;
    this.#callOffLook = this.#clock.after(LOOK_EVERY, () => void this.#look());
  }

  async #look(): Promise<void> {
    const id = this.#jobId;
    if (id === undefined) return;
    const outcome = await this.#server.job(id);
    if (this.#jobId !== id || !this.#resting) return;
    if (outcome.type === "gone") this.#listener.gone();
    else if (outcome.type === "unreachable") this.#lose(this.#retry);
    else {
      if (outcome.type === "done") this.#listener.state(outcome.value);
      if (this.#listener.playing()) this.wake();
      else this.#rest();
    }
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
    this.#callOffLook?.();
    this.#callOffLook = undefined;
    this.#callOffTurn?.();
    this.#callOffTurn = undefined;
    this.#resting = false;
  }
}
