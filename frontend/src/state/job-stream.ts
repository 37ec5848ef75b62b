import type { Attention } from "../model/network/attention";
import type { Frame } from "../model/training/frame";
import type { Job } from "../model/training/job";
import type { ConnectionListener, StreamOptions, TrainingServer } from "../model/training/training-server";
import type { Clock } from "./clock";
import type { Connection } from "./store";
import { MAX_SILENCE, StreamConnection } from "./stream-connection";

export interface JobStreamListener {
  readonly connection: (connection: Connection) => void;
  readonly state: (job: Job) => void;
  readonly frame: (frame: Frame, jobId: string) => void;
  /** What the presenter of somebody else's job points at. */
  readonly attention?: (attention: Attention | undefined) => void;
  readonly gone: () => void;
  /** Whether frames must include gradients. */
  readonly gradients: () => boolean;
  /** Whether frames are expected now. */
  readonly playing: () => boolean;
  /** Whether all requests to the job have been answered and their effects are on display. */
  readonly settled: () => boolean;
  /** Whether the job has ended and its last frame has arrived, so that the end of the stream is final. */
  readonly finished: () => boolean;
}

export interface StreamPolicy {
  /** Closes the stream while the job is paused. Safe only for one job, and if nobody else controls it. */
  readonly closesWhenPaused: boolean;
  /** Whether there are more pages side by side than connections to the server. */
  readonly sharesConnections: () => boolean;
  /** For images and sequences: frames are large, and without the outputs over the input plane. */
  readonly withoutBoundary?: boolean;
  /** Maximum number of frames per second and job; by default as many as a screen shows. */
  readonly frameRate?: number;
}

const ALWAYS_OPEN: StreamPolicy = { closesWhenPaused: false, sharesConnections: () => false };

/** Milliseconds. Frames are frequent during training. A proxy may keep a stream open after the server has died. */
const MAX_SILENCE_WHILE_PLAYING = 6000;
/**
 * Frames per second, as many as a screen shows. The server sends a frame only at the end of an epoch, so a lower limit
 * would skip frames.
 */
const FRAME_RATE = 60;
/** Of pages that share connections, and of large networks. */
const LOW_FRAME_RATE = 15;
/** How long a paused job keeps its stream after the last activity. */
const PAUSED_DELAY = 2500;
/** While the stream is closed: how often the job is polled, which also tells the server that it is still in use. */
const POLL_INTERVAL = 60_000;
/** Pages that share connections close their streams after this time and wait for their next turn. */
const TURN_DURATION = 1500;

/**
 * The single event stream of the page's job, or of the jobs that it shows side by side. It reconnects after a loss, from
 * the last event; it is closed while the page is hidden and, on request, while the job is paused.
 */
export class JobStream {
  readonly #server: Pick<TrainingServer, "job" | "openStream">;
  readonly #clock: Clock;
  readonly #listener: JobStreamListener;
  readonly #policy: StreamPolicy;
  readonly #connection: StreamConnection;
  #jobIds: readonly string[] = [];
  #lastEventId: string | undefined;
  #cancelPoll: (() => void) | undefined;
  #cancelTurn: (() => void) | undefined;
  /** When the last request was made or was still unanswered. */
  #lastActivity = 0;
  /** Whether a frame of this job has arrived. */
  #receivedFrame = false;
  #polling = false;

  constructor(
    server: Pick<TrainingServer, "job" | "openStream">,
    clock: Clock,
    listener: JobStreamListener,
    policy: StreamPolicy = ALWAYS_OPEN,
  ) {
    this.#server = server;
    this.#clock = clock;
    this.#listener = listener;
    this.#policy = policy;
    this.#connection = new StreamConnection(clock, {
      open: (calls) => this.#open(calls),
      connection: listener.connection,
      gone: listener.gone,
      finished: listener.finished,
      closed: () => {
        this.#stopTimers();
      },
      check: () => {
        this.#check();
      },
      maxSilence: () => (listener.playing() ? MAX_SILENCE_WHILE_PLAYING : MAX_SILENCE),
    });
  }

  follow(...jobIds: readonly string[]): void {
    this.close();
    this.#jobIds = jobIds;
    this.#lastEventId = undefined;
    this.#receivedFrame = false;
    this.#lastActivity = this.#clock.now();
    this.#connection.start();
  }

  close(): void {
    this.#connection.stop();
    this.#jobIds = [];
  }

  /** A request is about to be sent, and frames will show its effect. */
  wake(): void {
    this.#lastActivity = this.#clock.now();
    if (this.#polling) this.#connection.reconnect();
  }

  /** A request has failed: the stream that seems open may be dead, too. */
  suspect(): void {
    if (this.#connection.isOpen || this.#polling) this.#connection.lose();
  }

  retryNow(): void {
    this.#connection.retryNow();
  }

  /** The requested content of the frames has changed: reconnects from the last event. */
  reopen(): void {
    if (this.#connection.isOpen) this.#connection.reconnect();
    else this.wake();
  }

  setVisible(visible: boolean): void {
    if (visible) this.#lastActivity = this.#clock.now();
    this.#connection.setVisible(visible);
  }

  #open(calls: ConnectionListener): () => void {
    return this.#server.openStream(this.#jobIds, this.#options(), {
      ...calls,
      opened: () => {
        calls.opened();
        if (this.#policy.sharesConnections())
          this.#cancelTurn = this.#clock.after(TURN_DURATION, () => this.#connection.reconnect());
      },
      state: (job) => this.#listener.state(job),
      frame: (frame, jobId) => {
        this.#receivedFrame = true;
        this.#listener.frame(frame, jobId);
      },
      attention: (attention) => this.#listener.attention?.(attention),
      eventId: (id) => (this.#lastEventId = id),
    });
  }

  #options(): StreamOptions {
    const boundary = this.#policy.withoutBoundary !== true;
    const low = this.#policy.sharesConnections() || !boundary;
    const rate = low ? LOW_FRAME_RATE : (this.#policy.frameRate ?? FRAME_RATE);
    return {
      lastEventId: this.#lastEventId,
      gradients: this.#listener.gradients(),
      boundary,
      rate,
    };
  }

  #check(): void {
    if (!this.#receivedFrame || !this.#listener.settled()) this.#lastActivity = this.#clock.now();
    const idle = this.#clock.now() - this.#lastActivity > PAUSED_DELAY;
    if (this.#policy.closesWhenPaused && !this.#listener.playing() && idle) this.#pollInstead();
  }

  #pollInstead(): void {
    this.#connection.pause();
    this.#polling = true;
    this.#cancelPoll = this.#clock.after(POLL_INTERVAL, () => void this.#poll());
  }

  async #poll(): Promise<void> {
    const [id] = this.#jobIds;
    if (id === undefined) return;
    const outcome = await this.#server.job(id);
    if (this.#jobIds[0] !== id || !this.#polling) return;
    if (outcome.type === "gone") this.#listener.gone();
    else if (outcome.type === "unreachable") this.#connection.lose();
    else {
      if (outcome.type === "done") this.#listener.state(outcome.value);
      if (this.#listener.playing()) this.wake();
      else this.#pollInstead();
    }
  }

  #stopTimers(): void {
    this.#cancelPoll?.();
    this.#cancelPoll = undefined;
    this.#cancelTurn?.();
    this.#cancelTurn = undefined;
    this.#polling = false;
  }
}
