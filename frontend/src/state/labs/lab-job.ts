import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { JobLife, JobServer, PartialSpec } from "../../model/course/course-server";
import type { Frame } from "../../model/training/frame";
import { frameReached, hasEnded, isPlaying, type Job, type OwnJob } from "../../model/training/job";
import type { ControlRequest, Failure, Outcome } from "../../model/training/training-server";
import type { Clock } from "../clock";
import { JobStream } from "../job-stream";
import { untilAnswered } from "../until-answered";

/** What a lab trains. Compared by identity: requests for an earlier one are not repeated. */
interface Wanted {
  readonly spec: PartialSpec;
  readonly life: JobLife;
}

/**
 * A job that a lab trains on the server and shows meanwhile. Requests are sent one after the other, and repeated while the
 * server is busy or unreachable. If the server has lost the job, another one replaces it: at once while it trains, otherwise
 * with the next request, so that its last frame stays on display. No method throws.
 */
export class LabJob {
  readonly #server: JobServer;
  readonly #clock: Clock;
  readonly #stream: JobStream;
  readonly #job = signal<Job | undefined>(undefined);
  readonly #frame = signal<Frame | undefined>(undefined);
  readonly #failed = signal<Failure | undefined>(undefined);
  /** Whether the job trains after the last request; undefined once that is answered. */
  readonly #intent = signal<boolean | undefined>(undefined);
  #wanted: Wanted | undefined;
  /** The job as soon as the server has created it. Undefined before, and after the server has lost or refused it. */
  #own: Promise<OwnJob | undefined> | undefined;
  #lastRequest: Promise<void> = Promise.resolve();
  /** The control that was sent last. */
  #sent: Promise<Outcome<Job>> | undefined;
  #requests = 0;

  readonly job: ReadonlySignal<Job | undefined> = this.#job;
  /** The last frame of the job's run. */
  readonly frame: ReadonlySignal<Frame | undefined> = this.#frame;
  /** Why the last request has no result, or why no frames arrive. */
  readonly failed: ReadonlySignal<Failure | undefined> = this.#failed;
  /** Whether the job trains. */
  readonly busy: ReadonlySignal<boolean> = computed(
    () => this.#intent.value ?? (this.#job.value !== undefined && isPlaying(this.#job.value)),
  );

  constructor(server: JobServer, clock: Clock) {
    this.#server = server;
    this.#clock = clock;
    this.#stream = new JobStream(
      server,
      clock,
      {
        connection: ({ type }) => {
          if (type === "lost") this.#failed.value = { type: "unreachable" };
          else if (type === "live" && this.#failed.value?.type === "unreachable")
            this.#failed.value = undefined;
        },
        state: (job) => {
          this.#receiveState(job);
        },
        frame: (frame) => {
          if (frame.run >= (this.#job.value?.run ?? 0)) this.#frame.value = frame;
        },
        gone: () => {
          this.#replace(this.busy.value);
        },
        gradients: () => false,
        playing: () => this.busy.value,
        settled: () => this.#intent.value === undefined && frameReached(this.#job.value, this.#frame.value),
        finished: () => false, // another job replaces it
      },
      { closesWhenPaused: true, sharesConnections: () => false, withoutBoundary: true },
    );
  }

  /** Opens a job, paused at its untrained network. The job before it is deleted. */
  open(spec: PartialSpec, life: JobLife = {}): void {
    this.close();
    this.#frame.value = undefined;
    this.#wanted = { spec, life };
    this.#own = this.#create(this.#wanted);
  }

  play(): void {
    this.#send({ type: "play" }, true);
  }

  pause(): void {
    this.#send({ type: "pause" }, false);
  }

  step(): void {
    this.#send({ type: "step", unit: "epoch", count: 1 }, false);
  }

  /** Back to the untrained network, paused. */
  reset(): void {
    this.#send({ type: "reset", seed: "same" }, false);
  }

  setVisible(visible: boolean): void {
    this.#stream.setVisible(visible);
  }

  /**
   * Deletes the job, because the lab or the page is left. If the reader comes back, the next request opens another one.
   *
   * @param answersArrive false when the page is left; otherwise a control that was sent is answered first, which the server
   *   would refuse for a deleted job
   */
  close({ answersArrive = true } = {}): void {
    const own = this.#own;
    const sent = answersArrive ? this.#sent : undefined;
    this.#sent = undefined;
    this.#wanted = this.#wanted && { ...this.#wanted };
    this.#own = undefined;
    this.#stream.close();
    batch(() => {
      this.#job.value = undefined;
      this.#failed.value = undefined;
      this.#intent.value = undefined;
    });
    void own?.then(async (each) => {
      if (sent) await sent;
      if (each) this.#server.close(each);
    });
  }

  async #create(wanted: Wanted): Promise<OwnJob | undefined> {
    const outcome = await this.#answer(wanted, () => this.#server.open(wanted.spec, wanted.life));
    if (this.#wanted !== wanted) {
      if (outcome?.type === "done") this.#server.close(outcome.value);
      return undefined;
    }
    if (outcome?.type !== "done") {
      this.#own = undefined;
      return undefined;
    }
    this.#job.value = outcome.value.job;
    this.#stream.follow(outcome.value.job.id);
    return outcome.value;
  }

  #send(request: ControlRequest, intent: boolean): void {
    const wanted = this.#wanted;
    if (!wanted) return;
    this.#requests += 1;
    const number = this.#requests;
    this.#intent.value = intent;
    this.#lastRequest = this.#lastRequest.then(async () => {
      const outcome = await this.#control(wanted, request);
      if (this.#wanted !== wanted) return;
      batch(() => {
        if (number === this.#requests) this.#intent.value = undefined;
        if (outcome?.type === "done") this.#receive(outcome.value);
      });
      if (outcome?.type === "gone") this.#replace(intent);
    });
  }

  async #control(wanted: Wanted, request: ControlRequest): Promise<Outcome<Job> | undefined> {
    if (this.#wanted !== wanted) return undefined;
    this.#own ??= this.#create(wanted);
    const own = await this.#own;
    if (!own) return undefined;
    this.#stream.wake();
    return this.#answer(wanted, () => (this.#sent = this.#server.control(own, request)));
  }

  /** Repeats a request until it is answered, or the lab wants something else. */
  async #answer<T>(wanted: Wanted, request: () => Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
    const show = (failure: Failure | undefined) => {
      if (this.#wanted === wanted) this.#failed.value = failure;
    };
    const outcome = await untilAnswered(this.#clock, show, () =>
      this.#wanted === wanted ? request() : undefined,
    );
    show(outcome?.type === "refused" ? outcome : undefined);
    return outcome;
  }

  #receiveState(job: Job): void {
    if (!hasEnded(job)) {
      this.#receive(job);
    } else if (job.failure) {
      this.#replace(false);
      this.#failed.value = { type: "refused", problem: { ...job.failure, errors: [] } };
    } else {
      this.#replace(this.busy.value);
    }
  }

  /** Ignores an answer or event that is older than the known state. */
  #receive(job: Job): void {
    const known = this.#job.value;
    if (known && (job.run < known.run || (job.run === known.run && job.epoch < known.epoch))) return;
    this.#job.value = { ...(known?.spec && { spec: known.spec }), ...job };
  }

  /** The server has lost the job. */
  #replace(plays: boolean): void {
    this.#stream.close();
    this.#own = undefined;
    this.#job.value = undefined;
    if (plays) this.play();
  }
}
