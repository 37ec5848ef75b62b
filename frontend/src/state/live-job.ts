import { batch } from "@preact/signals-core";
import type { LayerParameters } from "../model/frame";
import { hasEnded, isShown, type Job, type LiveChange, type OwnJob } from "../model/job";
import type { ParameterAddress } from "../model/parameters";
import { hasSamples, sameSpec, type TrainingSpec } from "../model/spec";
import type { Outcome, StepUnit, TrainingServer } from "../model/training-server";
import type { Clock } from "./clock";
import { Commands, type Deed } from "./commands";
import { Doubt } from "./doubt";
import { dismissBusy, dismissStop, noticeForAWhile, noticeStop } from "./job-notice";
import { JobStream, type JobStreamListener } from "./job-stream";
import { makeJob } from "./make-job";
import { ParameterEdits } from "./parameter-edits";
import { SentSettings, type Sent } from "./sent-settings";
import { showProblem } from "./show-problem";
import { ShownRun } from "./shown-run";
import type { Store } from "./store";

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
  readonly #settings: SentSettings;
  readonly #edits: ParameterEdits;
  readonly #commands: Commands;
  #own: OwnJob | undefined;
  #creating: Promise<void> | undefined;
  #callOffRetry: (() => void) | undefined;
  /** Whether the network began with other than its first parameters, or the person has set some since. */
  #moved = false;

  /** @param crowded whether more pages than there are connections stand side by side */
  constructor(server: TrainingServer, clock: Clock, store: Store, crowded: () => boolean = () => false) {
    this.#server = server;
    this.#clock = clock;
    this.#store = store;
    this.#shown = new ShownRun(server, store, clock);
    this.#settings = new SentSettings(store, clock, {
      spec: (spec, keepParameters) => this.#sendSpec(spec, keepParameters),
      change: (change) => this.#sendChange(change),
    });
    this.#edits = new ParameterEdits(store, clock, (parameters) => this.#sendParameters(parameters));
    this.#commands = new Commands(store, this.#settings, (deed) => this.#do(deed));
    const doubt = new Doubt(store);
    const listener: JobStreamListener = {
      connection: (connection) => {
        store.connection.value = connection;
        if (connection.type === "live") this.#sendAgain();
      },
      state: (job) => this.#receiveState(job),
      frame: (frame) => {
        const quiet = !this.#commands.busy && !this.#settings.specBusy;
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
        !this.#commands.busy && !this.#settings.busy && isShown(store.job.value, store.frame.value),
      over: () => false, // another job takes its place at once
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
    this.#beginAfresh(keepParameters);
    // What is still trained there are samples that the person has taken away.
    if (this.#store.playing.value && !hasSamples(this.#store.spec.value)) this.#commands.press("pause");
    this.#store.intent.value = "pause";
    this.#settings.specChanged(keepParameters);
    void this.#settings.settled().then(() => {
      this.#commands.settleIntent();
    });
  }

  /** What a training in progress takes has changed in the store. */
  changed(...fields: readonly (keyof LiveChange)[]): void {
    this.#settings.changed(fields);
  }

  /** One weight or bias of the network as it is now. */
  setParameter(address: ParameterAddress, value: number): void {
    this.#moved = true;
    this.#edits.set(address, value);
  }

  /** What the network had learned before it began anew takes the place of its first parameters. */
  restore(parameters: readonly LayerParameters[]): void {
    this.#moved = true;
    this.#commands.restore(parameters);
  }

  /** What would be lost if the network began anew now; undefined where it stands at its beginning. */
  get learned(): readonly LayerParameters[] | undefined {
    const { epoch = 0, batch } = this.#store.frame.value ?? {};
    const trained = epoch > 0 || (batch?.index ?? 0) > 0;
    return trained || this.#moved ? this.#store.parameters.value : undefined;
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

  #beginAfresh(keepParameters = false): void {
    this.#moved = keepParameters && this.learned !== undefined;
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
    this.#settings.sendAgain();
    this.#edits.sendAgain();
    this.#commands.sendAgain();
    const { id, spec } = this.#store.job.value ?? {};
    if (id !== undefined && spec) void this.#shown.fetchSamples(id, spec);
  }

  async #do(deed: Deed): Sent {
    if (!this.#own) await this.#create();
    if (!this.#own) return undefined;
    if (deed.type === "restore") return this.#sendParameters(deed.parameters);
    this.#stream.wake();
    const outcome = await this.#server.control(this.#own, deed);
    this.#accept(outcome, () => {
      if (deed.type === "play") dismissStop(this.#store);
    });
    if (outcome.type !== "done") this.#shown.takeAnyRun();
    return outcome.type;
  }

  async #sendParameters(parameters: readonly LayerParameters[]): Sent {
    if (!this.#own) return undefined;
    this.#stream.wake();
    const outcome = await this.#server.replaceParameters(this.#own, parameters);
    this.#accept(outcome);
    // The numbers of the server take the place of those that it has refused.
    if (outcome.type === "refused") this.#stream.reopen();
    return outcome.type;
  }

  async #sendSpec(spec: TrainingSpec, keepParameters: boolean): Sent {
    if (!this.#own) {
      await this.#create();
      return undefined;
    }
    this.#stream.wake();
    const outcome = await this.#server.replaceSpec(this.#own, spec, keepParameters);
    this.#accept(outcome);
    if (outcome.type === "done") void this.#shown.fetchSamples(this.#own.job.id, spec);
    else this.#shown.takeAnyRun();
    return outcome.type;
  }

  async #sendChange(change: LiveChange): Sent {
    if (!this.#own) await this.#create();
    if (!this.#own) return undefined;
    const outcome = await this.#server.change(this.#own, change);
    this.#accept(outcome);
    return outcome.type;
  }

  #create(): Promise<void> {
    this.#creating ??= this.#begin().finally(() => (this.#creating = undefined));
    return this.#creating;
  }

  async #begin(): Promise<void> {
    const made = await makeJob(this.#server, this.#clock, this.#store);
    if (!made) return;
    const { own, spec } = made;
    this.#own = own;
    this.#settings.began();
    this.#shown.takeAnyRun();
    this.#store.fieldErrors.value = new Map();
    dismissBusy(this.#store);
    this.#receiveJob(own.job);
    this.#stream.follow(own.job.id);
    void this.#shown.fetchSamples(own.job.id, spec);
    if (!sameSpec(spec, this.#store.spec.value)) this.#settings.specChanged(true);
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
        dismissBusy(this.#store);
        this.#receiveJob(outcome.value);
        if (!this.#settings.specOutdated) this.#store.fieldErrors.value = new Map();
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
        this.#callOffRetry?.();
        this.#callOffRetry = this.#clock.after(outcome.retryAfterSeconds * 1000, () => this.#sendAgain());
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
      if (job.spec && this.#settings.arrived && !sameSpec(job.spec, this.#store.spec.value)) {
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
