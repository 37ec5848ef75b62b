import { batch, signal, type ReadonlySignal } from "@preact/signals-core";
import type { JobServer } from "../../model/course/course-server";
import type { Samples } from "../../model/data/samples";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Boundary, Frame } from "../../model/training/frame";
import { isPlaying, type Job, type OwnJob } from "../../model/training/job";
import { afterFrame, emptyCurve, withLosses, type LossCurve } from "../../model/training/loss-curve";
import type { PastServer } from "../../model/training/past-server";
import type { ControlRequest, Failure, Outcome, TrainingServer } from "../../model/training/training-server";
import type { Clock } from "../clock";
import { untilAnswered } from "../until-answered";
import { ComparedPast } from "./compared-past";

/** What a comparison needs of the server. */
export type ComparisonServer = JobServer & Pick<TrainingServer, "samples"> & Pick<PastServer, "frame">;

/**
 * One of the jobs that are compared, and what the page shows of its present run. Requests are sent one after the other,
 * and repeated while the server is busy or unreachable. No method throws.
 */
export class ComparedJob {
  /** Stays the same when another spec replaces this one. */
  readonly key: number;
  readonly spec: TrainingSpec;
  readonly #server: ComparisonServer;
  readonly #clock: Clock;
  readonly #job = signal<Job | undefined>(undefined);
  readonly #frame = signal<Frame | undefined>(undefined);
  readonly #boundary = signal<Boundary | undefined>(undefined);
  readonly #curve = signal<LossCurve>(emptyCurve(0));
  readonly #samples = signal<Samples | undefined>(undefined);
  readonly #failed = signal<Failure | undefined>(undefined);
  #own: OwnJob | undefined;
  #closed = false;
  #filling = false;
  #lastRequest: Promise<unknown> = Promise.resolve();

  readonly job: ReadonlySignal<Job | undefined> = this.#job;
  /** The present, also while the past is on display. */
  readonly frame: ReadonlySignal<Frame | undefined> = this.#frame;
  readonly curve: ReadonlySignal<LossCurve> = this.#curve;
  readonly samples: ReadonlySignal<Samples | undefined> = this.#samples;
  /** Why the last request has no result. */
  readonly failed: ReadonlySignal<Failure | undefined> = this.#failed;
  /** What is on display. */
  readonly past: ComparedPast;

  /** @param leavePast an epoch of the past is not to be had */
  constructor(
    server: ComparisonServer,
    clock: Clock,
    key: number,
    spec: TrainingSpec,
    leavePast: () => void = () => undefined,
  ) {
    this.#server = server;
    this.#clock = clock;
    this.key = key;
    this.spec = spec;
    const present = {
      jobId: () => this.#own?.job.id,
      frame: this.#frame,
      boundary: this.#boundary,
    };
    this.past = new ComparedPast(server, clock, present, (failure) => {
      this.#failed.value = failure;
      leavePast();
    });
  }

  get playing(): boolean {
    return this.#job.value !== undefined && isPlaying(this.#job.value);
  }

  /** Creates the job, paused at its untrained network. */
  open(): Promise<void> {
    return this.#enqueue(async () => {
      const outcome = await this.#answer(() => this.#server.open(this.spec));
      if (outcome?.type !== "done") return;
      if (this.#closed) {
        this.#server.close(outcome.value);
        return;
      }
      this.#own = outcome.value;
      this.#job.value = outcome.value.job;
      void this.#fetchSamples(outcome.value.job.id);
    });
  }

  /** Sends a request after those before it; resolves once it is answered. */
  send(request: ControlRequest): Promise<void> {
    return this.#enqueue(async () => {
      const own = this.#own;
      if (!own) return;
      const outcome = await this.#answer(() => this.#server.control(own, request));
      if (outcome?.type === "done") this.receiveState(outcome.value);
    });
  }

  /** Resolves once all requests so far are answered. */
  async settled(): Promise<void> {
    await this.#lastRequest;
  }

  /** Ignores an answer or event that is older than the known state. */
  receiveState(job: Job): void {
    const known = this.#job.value;
    if (known && (job.run < known.run || (job.run === known.run && job.epoch < known.epoch))) return;
    this.#job.value = job;
  }

  receiveFrame(frame: Frame): void {
    if (this.#closed || frame.run < (this.#job.value?.run ?? 0)) return;
    const curve = afterFrame(this.#curve.value, frame);
    const isOfAnotherRun = frame.run !== this.#frame.value?.run;
    batch(() => {
      this.#frame.value = frame;
      if (frame.boundary) this.#boundary.value = frame.boundary;
      if (curve) this.#curve.value = curve;
    });
    if (isOfAnotherRun) this.past.forget();
    else this.past.follow();
    if (!curve && !this.#filling) void this.#fillCurve();
  }

  /** Deletes the job. */
  close(): void {
    this.#closed = true;
    if (this.#own) this.#server.close(this.#own);
    this.#own = undefined;
  }

  #enqueue(act: () => Promise<void>): Promise<void> {
    const done = this.#lastRequest.then(() => (this.#closed ? undefined : act()));
    this.#lastRequest = done;
    return done;
  }

  async #answer<T>(request: () => Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
    const show = (failure: Failure | undefined) => (this.#failed.value = failure);
    const outcome = await untilAnswered(this.#clock, show, () => (this.#closed ? undefined : request()));
    show(outcome?.type === "refused" ? outcome : undefined);
    return outcome;
  }

  async #fetchSamples(id: string): Promise<void> {
    const outcome = await this.#server.samples(id);
    if (outcome.type === "done" && !this.#closed) this.#samples.value = outcome.value;
  }

  /** Fetches the epochs before those of the last frame: the stream was opened after them. */
  async #fillCurve(): Promise<void> {
    this.#filling = true;
    for (let frame = this.#frame.value; frame && !this.#closed; frame = this.#frame.value) {
      const known = this.#curve.value.run === frame.run ? this.#curve.value : emptyCurve(frame.run);
      const outcome = await this.#server.history(this.#own?.job.id ?? "", frame.run, known.length - 1);
      const filled = outcome.type === "done" && withLosses(known, outcome.value.fromEpoch, outcome.value);
      if (!filled || filled.length === known.length) break;
      if (this.#frame.value?.run === frame.run) this.#curve.value = filled;
      if (filled.length > (this.#frame.value?.epoch ?? 0)) break;
    }
    this.#filling = false;
  }
}
