import { batch } from "@preact/signals-core";
import { hasEnded, isShown, type Job, type LiveChange, type OwnJob } from "../model/job";
import type { LayerParameters } from "../model/frame";
import { sameSpec } from "../model/spec";
import type { ParameterAddress } from "../model/parameters";
import type { Command, Outcome, StepUnit, TrainingServer } from "../model/training-server";
import type { Clock } from "./clock";
import { Commands } from "./commands";
import { Doubt } from "./doubt";
import { dismissStop, noticeForAWhile, noticeStop } from "./job-notice";
import { JobStream, type JobStreamListener } from "./job-stream";
import { ParameterEdits } from "./parameter-edits";
import { liveSettings, unsentAfter, type Unsent } from "./live-settings";
import { showProblem } from "./show-problem";
import { ShownRun } from "./shown-run";
import type { Store } from "./store";
import { Trailing } from "./trailing";

/** Milliseconds between two new specs: at most five a second. */
const SPEC_INTERVAL = 200;
const FIRST_RETRY = 500;
const LONGEST_RETRY = 5000;

/**
 * The page's one job on the server. It is created from the store's spec, follows every change of it, and is made anew where the server
 * has lost it. What the server tells goes into the store, and nothing of it is thrown.
 */
export class LiveJob {
  readonly #server: TrainingServer;
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #stream: JobStream;
  readonly #shown: ShownRun;
  readonly #specs: Trailing;
  readonly #changes: Trailing;
  readonly #edits: ParameterEdits;
  readonly #commands: Commands;
  #own: OwnJob | undefined;
  #creating: Promise<void> | undefined;
  readonly #changedFields = new Set<keyof LiveChange>();
  #keepParameters = true;
  #retry = FIRST_RETRY;
  /** What the server has not got: to be sent again when it is back, or refused and waiting for the person to change it. */
  #unsent: Unsent;

  /** @param crowded whether more pages than there are connections stand side by side */
  constructor(server: TrainingServer, clock: Clock, store: Store, crowded: () => boolean = () => false) {
    this.#server = server;
    this.#clock = clock;
    this.#store = store;
    this.#shown = new ShownRun(server, store, clock);
    this.#specs = new Trailing(() => this.#sendSpec(), SPEC_INTERVAL, clock);
    this.#changes = new Trailing(() => this.#sendChange(), SPEC_INTERVAL, clock);
    this.#edits = new ParameterEdits(store, clock, (parameters) => this.#sendParameters(parameters));
    this.#commands = new Commands(store, this.#specs, this.#changes, (command) => this.#control(command));
    const doubt = new Doubt(store);
    const listener: JobStreamListener = {
      connection: (connection) => {
        store.connection.value = connection;
        if (connection.type === "live") this.#sendAgain();
      },
      state: (job) => this.#receiveState(job),
      frame: (frame) => {
        const quiet = !this.#commands.busy && !this.#specs.busy;
        if (doubt.isJustified(frame, quiet)) this.#askForTheTruth();
        const { parameters } = frame;
        this.#shown.receive(
          parameters ? { ...frame, parameters: this.#edits.applied(parameters) } : frame,
          this.#own?.job.id,
        );
      },
      gone: () => this.#renew(),
      gradients: () => store.gradientsWanted.value,
      playing: () => store.playing.value,
      settled: () =>
        ![this.#commands, this.#specs, this.#changes].some(({ busy }) => busy) &&
        isShown(store.job.value, store.frame.value),
    };
    this.#stream = new JobStream(server, clock, listener, { rests: true, crowded });
  }

  start(): void {
    void this.#create();
  }

  /** Starts after another job was shown: nothing of that one stays. */
  begin(): void {
    this.#beginAfresh();
    this.#shown.takeAnyRun();
    this.#store.job.value = undefined;
    this.start();
  }

  /** The store's spec has changed and the network begins anew; with `keepParameters` only its data do. */
  specChanged(keepParameters: boolean): void {
    this.#keepParameters &&= keepParameters;
    this.#beginAfresh();
    this.#store.intent.value = "pause";
    this.#specs.call();
    void this.#specs.settled().then(() => {
      this.#commands.settleIntent();
    });
  }

  /** Learning rate, pace or stop condition: what a training in progress takes. */
  changed(what: keyof LiveChange): void {
    this.#changedFields.add(what);
    if (what === "learningRate" && this.#specs.busy) this.#specs.call();
    else this.#changes.call();
  }

  /** One weight or bias of the network as it is now. */
  setParameter(address: ParameterAddress, value: number): void {
    this.#edits.set(address, value);
  }

  play(): void {
    this.#commands.press("play");
  }

  pause(): void {
    this.#commands.press("pause");
  }

  step(unit: StepUnit): void {
    this.#commands.step(unit);
  }

  reset(seed: "same" | "new"): void {
    this.#beginAfresh();
    this.#commands.reset(seed);
  }

  /** Its one stream, to be told whether somebody looks. */
  get stream(): Pick<JobStream, "setVisible" | "retryNow" | "reopen"> {
    return this.#stream;
  }

  #beginAfresh(): void {
    this.#edits.forget();
    this.#shown.beginAfresh();
  }

  #askForTheTruth(): void {
    const own = this.#own;
    if (!own) return;
    void this.#server.job(own.job.id).then((outcome) => {
      if (outcome.type === "done" && this.#own === own) this.#receiveJob(outcome.value);
    });
  }

  #sendAgain(): void {
    if (this.#unsent === "spec") this.#specs.call();
    if (this.#unsent === "change") this.#changes.call();
    this.#commands.sendAgain();
  }

  async #control(command: Command): Promise<Outcome<Job>["type"] | undefined> {
    if (!this.#own) await this.#create();
    if (!this.#own) return undefined;
    this.#stream.wake();
    const outcome = await this.#server.control(this.#own, command);
    this.#accept(outcome, () => {
      if (command.type === "play") dismissStop(this.#store);
    });
    if (outcome.type !== "done") this.#shown.takeAnyRun();
    return outcome.type;
  }

  async #sendParameters(parameters: readonly LayerParameters[]): Promise<void> {
    if (!this.#own) return;
    this.#stream.wake();
    const outcome = await this.#server.replaceParameters(this.#own, parameters);
    this.#accept(outcome);
    // The numbers of the server take the place of those that it has refused.
    if (outcome.type === "refused") this.#stream.reopen();
  }

  async #sendSpec(): Promise<void> {
    if (!this.#own) return this.#create();
    const keep = this.#keepParameters;
    this.#keepParameters = true;
    const spec = this.#store.spec.value;
    this.#stream.wake();
    const outcome = await this.#server.replaceSpec(this.#own, spec, keep);
    this.#unsent = unsentAfter(outcome, "spec");
    this.#accept(outcome);
    if (outcome.type === "done") void this.#shown.fetchSamples(this.#own.job.id);
    else this.#shown.takeAnyRun();
  }

  async #sendChange(): Promise<void> {
    if (!this.#own) return this.#create();
    const fields = [...this.#changedFields];
    const all = liveSettings(this.#store);
    const change = Object.fromEntries(fields.map((field) => [field, all[field]]));
    const outcome = await this.#server.change(this.#own, change);
    this.#unsent = unsentAfter(outcome, "change");
    if (this.#unsent !== "change") for (const field of fields) this.#changedFields.delete(field);
    this.#accept(outcome);
  }

  /** Makes the job, trying until the server answers. A refused spec waits for its next change. */
  #create(): Promise<void> {
    this.#creating ??= this.#tryToCreate().finally(() => (this.#creating = undefined));
    return this.#creating;
  }

  async #tryToCreate(): Promise<void> {
    const spec = this.#store.spec.value;
    const { pace, stop } = liveSettings(this.#store);
    const outcome = await this.#server.createJob(spec, { pace, stop });
    if (outcome.type === "done") {
      this.#own = outcome.value;
      this.#retry = FIRST_RETRY;
      this.#shown.takeAnyRun();
      this.#unsent = undefined;
      this.#store.fieldErrors.value = new Map();
      this.#receiveJob(outcome.value.job);
      this.#stream.follow(outcome.value.job.id);
      void this.#shown.fetchSamples(this.#own.job.id);
      if (!sameSpec(spec, this.#store.spec.value)) this.#specs.call();
      return;
    }
    if (outcome.type === "refused") {
      this.#store.connection.value = { type: "live" };
      showProblem(this.#store, outcome.problem);
      return;
    }
    this.#store.connection.value = { type: "lost" };
    if (outcome.type === "busy") this.#store.notice.value = { type: "busy" };
    const wait = outcome.type === "busy" ? outcome.retryAfterSeconds * 1000 : this.#retry;
    this.#retry = Math.min(this.#retry * 2, LONGEST_RETRY);
    await new Promise<void>((resolve) => this.#clock.after(wait, resolve));
    return this.#tryToCreate();
  }

  /** The server does not know the job any more: another one takes its place, with the same spec, and goes on playing. */
  #renew(): void {
    if (!this.#own) return;
    const wasPlaying = this.#store.playing.value;
    this.#own = undefined;
    this.#stream.close();
    batch(() => {
      this.#beginAfresh();
      this.#store.job.value = undefined;
      this.#store.intent.value = undefined;
    });
    void this.#create().then(() => {
      if (!this.#own) return;
      noticeForAWhile(this.#store, this.#clock, { type: "newJob" });
      if (wasPlaying) this.play();
    });
  }

  #accept(outcome: Outcome<Job>, done: () => void = () => undefined): void {
    switch (outcome.type) {
      case "done":
        this.#receiveJob(outcome.value);
        if (!this.#specs.outdated) this.#store.fieldErrors.value = new Map();
        done();
        break;
      case "refused":
        showProblem(this.#store, outcome.problem);
        break;
      case "gone":
        this.#renew();
        break;
      case "busy":
        this.#store.notice.value = { type: "busy" };
        break;
      case "unreachable":
        this.#stream.suspect();
        break;
    }
  }

  /** An answer or event may be older than what is known: a job's runs and epochs only grow. */
  #receiveJob(job: Job): void {
    const known = this.#store.job.value;
    if (known?.id === job.id && job.run < known.run) return;
    batch(() => {
      this.#store.job.value = job;
      const settled = !this.#specs.busy && !this.#changes.busy && this.#unsent === undefined;
      if (job.spec && settled && !sameSpec(job.spec, this.#store.spec.value)) {
        this.#store.spec.value = job.spec;
      }
    });
  }

  #receiveState(job: Job): void {
    if (hasEnded(job)) {
      this.#renew();
      return;
    }
    const before = this.#store.job.value;
    this.#receiveJob(job);
    noticeStop(this.#store, this.#clock, job, before);
  }
}
