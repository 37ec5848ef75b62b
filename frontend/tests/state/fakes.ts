import type { Frame } from "../../src/model/training/frame";
import type { Attention } from "../../src/model/network/attention";
import type { LayerParameters } from "../../src/model/network/parameters";
import type { Job, LiveChange, OwnJob } from "../../src/model/training/job";
import type { TrainingSpec } from "../../src/model/spec/spec";
import type {
  ControlRequest,
  Outcome,
  StreamListener,
  StreamOptions,
  TrainingServer,
} from "../../src/model/training/training-server";
import type { Clock } from "../../src/state/clock";

/** A clock that tests advance. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: { at: number; act: () => void }[] = [];

  now = (): number => this.#now;

  after = (milliseconds: number, act: () => void): (() => void) => {
    const timer = { at: this.#now + milliseconds, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await pendingAnswers();
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
      await pendingAnswers();
    }
    this.#now = end;
  }
}

/** Lets all pending answers arrive. */
export async function pendingAnswers(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

/** A server with one job at a time, which records all requests. */
export class FakeServer implements TrainingServer {
  readonly requests: string[] = [];
  readonly specs: TrainingSpec[] = [];
  readonly parameters: (readonly LayerParameters[])[] = [];
  readonly resumedFrom: (string | undefined)[] = [];
  /** Answers to the next requests instead of the usual ones. */
  readonly failures: Exclude<Outcome<never>, { type: "done" }>[] = [];
  /** Answers to the next requests for samples. */
  readonly sampleFailures: typeof this.failures = [];
  listener: StreamListener | undefined;
  openStreams = 0;
  current: Job = { id: "", state: "paused", run: 0, epoch: 0 };
  #jobs = 0;

  catalog = (): Promise<Outcome<never>> => Promise.resolve({ type: "unreachable" });

  createJob(spec: TrainingSpec): Promise<Outcome<OwnJob>> {
    return this.#answer("create", () => {
      this.#jobs += 1;
      this.specs.push(spec);
      this.current = { id: `job-${String(this.#jobs)}`, state: "paused", run: 1, epoch: 0, spec };
      return { job: this.current, controlToken: "token" };
    });
  }

  control(own: OwnJob, command: ControlRequest): Promise<Outcome<Job>> {
    const name = command.type === "step" ? `step ${String(command.count)} ${command.unit}` : command.type;
    return this.#answer(`${name} ${own.job.id}`, () => {
      const run = this.current.run + (command.type === "reset" ? 1 : 0);
      return (this.current = { ...this.current, run, state: command.type === "play" ? "running" : "paused" });
    });
  }

  replaceSpec(_: OwnJob, spec: TrainingSpec, keepParameters: boolean): Promise<Outcome<Job>> {
    return this.#answer(keepParameters ? "put keeping" : "put", () => {
      this.specs.push(spec);
      return (this.current = { ...this.current, spec, run: this.current.run + 1, state: "paused" });
    });
  }

  change(_: OwnJob, change: LiveChange): Promise<Outcome<Job>> {
    return this.#answer(`change ${JSON.stringify(change)}`, () => this.current);
  }

  replaceParameters(_: OwnJob, parameters: readonly LayerParameters[]): Promise<Outcome<Job>> {
    return this.#answer("parameters", () => {
      this.parameters.push(parameters);
      return this.current;
    });
  }

  attend(own: OwnJob, attention: Attention | undefined): Promise<Outcome<void>> {
    return this.#answer(`attend ${own.job.id} ${JSON.stringify(attention)}`, () => undefined);
  }

  job(jobId: string): Promise<Outcome<Job>> {
    return this.#answer(`job ${jobId}`, () => this.current);
  }

  samples(jobId: string) {
    return this.#answer(`samples ${jobId}`, () => ({ train: [], test: [] }));
  }

  history(_: string, __: number, after: number) {
    // Ten at a time, from an endless history.
    return this.#answer(`history ${String(after)}`, () => ({
      fromEpoch: after + 1,
      train: Array.from({ length: 10 }, (___, at) => after + 1 + at),
      test: Array<number>(10).fill(0),
    }));
  }

  openStream(jobIds: readonly string[], options: StreamOptions, listener: StreamListener): () => void {
    this.requests.push(
      `stream ${jobIds.join(" ")}${options.gradients ? " with gradients" : ""}${options.boundary ? "" : " without boundary"}`,
    );
    this.resumedFrom.push(options.lastEventId);
    this.listener = listener;
    this.openStreams += 1;
    listener.opened();
    return () => (this.openStreams -= 1);
  }

  send(frame: Partial<Frame>): void {
    this.listener?.frame({ run: this.current.run, epoch: 0, ...frame }, this.current.id);
  }

  requestCount(what: string): number {
    return this.requests.filter((entry) => entry.startsWith(what)).length;
  }

  #answer<T>(what: string, value: () => T): Promise<Outcome<T>> {
    this.requests.push(what);
    const failure = (what.startsWith("samples") ? this.sampleFailures : this.failures).shift();
    return Promise.resolve(failure ?? { type: "done", value: value() });
  }
}
