import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { MAX_COMPARED } from "../../model/experiment/compare-address";
import type { TrainingSpec } from "../../model/spec/spec";
import { frameReached, hasEnded } from "../../model/training/job";
import type { ControlRequest } from "../../model/training/training-server";
import type { Clock } from "../clock";
import { JobStream } from "../job-stream";
import { TimeLine } from "../past/time-line";
import type { Connection } from "../store";
import { ComparedJob, type ComparisonServer } from "./compared-job";

/** Enough for planes that seem to move, with four of them. */
const FRAME_RATE = 20;

/** A network that is this far behind is not brought to the epoch of the others: its training would take too long. */
const MAX_CATCH_UP = 2000;

/**
 * Up to four jobs side by side, on one stream. They are played, paused, stepped and reset together, and one time line
 * goes through the past of all. After a change of one of them all start again, so that they can be compared from the
 * first epoch on.
 */
export class Comparison {
  readonly #server: ComparisonServer;
  readonly #clock: Clock;
  readonly #stream: JobStream;
  readonly #jobs = signal<readonly ComparedJob[]>([]);
  readonly #connection = signal<Connection>({ type: "connecting" });
  /** Whether the jobs train after the last request; undefined once that is answered. */
  readonly #intent = signal<boolean | undefined>(undefined);
  /** The epoch of the past on display. */
  readonly #pastEpoch = signal<number | undefined>(undefined);
  #closed = false;
  #requests = 0;
  #keys = 0;

  readonly jobs: ReadonlySignal<readonly ComparedJob[]> = this.#jobs;
  readonly connection: ReadonlySignal<Connection> = this.#connection;
  readonly playing: ReadonlySignal<boolean> = computed(
    () => this.#intent.value ?? this.#jobs.value.some(({ playing }) => playing),
  );
  /** Whether a request is not answered by all yet; a pause includes that those behind catch up. */
  readonly busy: ReadonlySignal<boolean> = computed(() => this.#intent.value !== undefined);
  /** From epoch 0 to the last one of the job that is furthest. */
  readonly timeLine: TimeLine;
  readonly isFull: ReadonlySignal<boolean> = computed(() => this.#jobs.value.length >= MAX_COMPARED);

  constructor(server: ComparisonServer, clock: Clock) {
    this.#server = server;
    this.#clock = clock;
    this.timeLine = new TimeLine(clock, {
      last: computed(() => Math.max(0, ...this.#jobs.value.map(({ frame }) => frame.value?.epoch ?? 0))),
      epoch: this.#pastEpoch,
      show: (epoch) => {
        this.#showPast(epoch);
      },
    });
    const listener = {
      connection: (connection: Connection) => (this.#connection.value = connection),
      gone: () => {
        this.#replaceAll();
      },
      gradients: () => false,
      playing: () => this.playing.value,
      settled: () =>
        this.#intent.value === undefined &&
        this.#jobs.value.every(({ job, frame }) => frameReached(job.value, frame.value)),
      finished: () => false,
    };
    this.#stream = new JobStream(
      server,
      clock,
      {
        ...listener,
        state: (job) => {
          const compared = this.#jobs.value.find((each) => each.job.value?.id === job.id);
          if (compared && hasEnded(job)) this.#replaceAll();
          else compared?.receiveState(job);
        },
        frame: (frame, id) => {
          this.#jobs.value.find((each) => each.job.value?.id === id)?.receiveFrame(frame);
        },
      },
      { closesWhenPaused: false, sharesConnections: () => false, frameRate: FRAME_RATE },
    );
  }

  /** Opens a job for each spec, paused at its untrained network. */
  open(specs: readonly TrainingSpec[]): void {
    this.#jobs.value = specs.map((spec) => this.#newJob(spec));
    void this.#follow();
  }

  /** Trains all, from the present on. */
  async play(): Promise<void> {
    this.timeLine.showPresent();
    await this.#request(true, { type: "play" });
  }

  /** Pauses all, then trains those that are behind up to the epoch of the one that is furthest. */
  async pause(): Promise<void> {
    await this.#request(false, { type: "pause" }, () => this.#catchUp());
  }

  async step(): Promise<void> {
    this.timeLine.showPresent();
    await this.#request(false, { type: "step", unit: "epoch", count: 1 });
  }

  async reset(): Promise<void> {
    this.timeLine.showPresent();
    await this.#request(false, { type: "reset", seed: "same" });
  }

  /**
   * Adds a copy beside the job.
   *
   * @returns its key; undefined if there are four jobs already
   */
  duplicate(job: ComparedJob): number | undefined {
    if (this.isFull.value) return undefined;
    const copy = this.#newJob(job.spec);
    this.#startAgain(this.#jobs.value.flatMap((each) => (each === job ? [each, copy] : [each])));
    return copy.key;
  }

  change(job: ComparedJob, spec: TrainingSpec): void {
    const changed = this.#newJob(spec, job.key);
    this.#startAgain(this.#jobs.value.map((each) => (each === job ? changed : each)));
  }

  /** The last two jobs cannot be removed. */
  remove(job: ComparedJob): void {
    if (this.#jobs.value.length <= 2) return;
    const left = this.#jobs.value.filter((each) => each !== job);
    job.close();
    this.#jobs.value = left;
    // Only the job that is gone has perhaps trained as far as the epoch on display.
    this.timeLine.show(this.timeLine.position.peek());
    void this.#follow();
  }

  setVisible(visible: boolean): void {
    this.#stream.setVisible(visible);
  }

  retryNow(): void {
    this.#stream.retryNow();
  }

  /** Deletes all jobs, because the page is left. */
  close(): void {
    this.#closed = true;
    this.#stream.close();
    for (const job of this.#jobs.value) job.close();
  }

  #showPast(epoch: number | undefined): void {
    batch(() => {
      this.#pastEpoch.value = epoch;
      for (const job of this.#jobs.value) job.past.show(epoch);
    });
  }

  #newJob(spec: TrainingSpec, key = this.#keys++): ComparedJob {
    const job = new ComparedJob(this.#server, this.#clock, key, spec, () => {
      this.timeLine.showPresent();
    });
    void job.open();
    return job;
  }

  /** Shows these jobs, all at epoch 0; trains on if the former ones did. */
  #startAgain(jobs: readonly ComparedJob[]): void {
    const played = this.playing.value;
    this.timeLine.showPresent();
    const former = this.#jobs.value;
    batch(() => {
      this.#jobs.value = jobs;
      if (played) this.#intent.value = true;
    });
    for (const job of former) if (!jobs.includes(job)) job.close();
    void this.#follow();
    for (const job of jobs) if (former.includes(job)) void job.send({ type: "reset", seed: "same" });
    if (played) void this.play();
  }

  /** The server has lost a job, or has ended it. */
  #replaceAll(): void {
    this.timeLine.showPresent();
    const former = this.#jobs.value;
    this.#stream.close();
    this.#jobs.value = former.map((job) => this.#newJob(job.spec, job.key));
    for (const job of former) job.close();
    void this.#follow();
  }

  /** Opens the stream of all jobs once the server has created them. */
  async #follow(): Promise<void> {
    const jobs = this.#jobs.value;
    // Requests of a job are answered in order, so the last one is answered after its creation.
    await Promise.all(jobs.map((job) => job.settled()));
    if (this.#closed || this.#jobs.value !== jobs) return;
    const ids = jobs.flatMap(({ job }) => job.value?.id ?? []);
    if (ids.length > 0) this.#stream.follow(...ids);
  }

  async #request(
    intent: boolean,
    request: ControlRequest,
    afterwards: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    this.#requests += 1;
    const number = this.#requests;
    this.#intent.value = intent;
    await Promise.all(this.#jobs.value.map((job) => job.send(request)));
    if (number === this.#requests) await afterwards();
    if (number === this.#requests) this.#intent.value = undefined;
  }

  async #catchUp(): Promise<void> {
    const epochs = this.#jobs.value.map(({ job }) => job.value?.epoch ?? 0);
    const furthest = Math.max(...epochs);
    const behind = this.#jobs.value.map(async (job, at) => {
      const count = furthest - (epochs[at] ?? 0);
      // A network that has diverged cannot go on.
      if (count === 0 || count > MAX_CATCH_UP || job.job.value?.stopReason !== undefined) return;
      await job.send({ type: "step", unit: "epoch", count });
    });
    await Promise.all(behind);
  }
}
