import { batch } from "@preact/signals-core";
import type { KeptJob } from "../model/address/kept-jobs";
import type { LayerParameters, ParameterAddress } from "../model/network/parameters";
import { hasEnded, frameReached, type Job, type LiveChange, type OwnJob } from "../model/training/job";
import { hasSamples, sameSpec, type TrainingSpec } from "../model/spec/spec";
import type { Outcome, StepUnit, TrainingServer } from "../model/training/training-server";
import type { Clock } from "./clock";
import { CommandQueue, type Command } from "./command-queue";
import { StaleStateDetector } from "./stale-state-detector";
import { dismissBusy, dismissStop, showTemporaryNotice, notifyStop } from "./job-notice";
import { JobStream, type JobStreamListener } from "./job-stream";
import { openJob } from "./open-job";
import { ParameterEdits } from "./parameter-edits";
import { receiveJob } from "./receive-job";
import { SettingsSync, type SendOutcome } from "./settings-sync";
import { SharedTask } from "./shared-task";
import { showProblem } from "./show-problem";
import { RunView } from "./run-view";
import type { Store } from "./store";

/**
 * The page's own job on the server. It is created from the store's spec, follows every change of the spec, and is
 * replaced when the server has lost it. Answers of the server go into the store; no method throws because of the
 * server.
 */
export class LiveJob {
  readonly #server: TrainingServer;
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #stream: JobStream;
  readonly #runView: RunView;
  readonly #settings: SettingsSync;
  readonly #edits: ParameterEdits;
  readonly #commands: CommandQueue;
  #own: OwnJob | undefined;
  #kept: KeptJob | undefined;
  readonly #creation = new SharedTask(() => this.#create());
  #cancelRetry: (() => void) | undefined;

  /** @param sharesConnections whether there are more pages side by side than connections to the server */
  constructor(server: TrainingServer, clock: Clock, store: Store, sharesConnections = () => false) {
    this.#server = server;
    this.#clock = clock;
    this.#store = store;
    this.#runView = new RunView(server, store, clock);
    this.#settings = new SettingsSync(store, clock, {
      spec: (spec, keepParameters) => this.#sendSpec(spec, keepParameters),
      change: (change) => this.#sendChange(change),
    });
    this.#edits = new ParameterEdits(store, clock, (parameters) => this.#sendParameters(parameters));
    this.#commands = new CommandQueue(store, this.#settings, (command) => this.#execute(command));
    const staleState = new StaleStateDetector(store);
    const listener: JobStreamListener = {
      connection: (connection) => {
        store.connection.value = connection;
        if (connection.type === "live") this.#sendAgain();
      },
      state: (job) => this.#receiveState(job),
      frame: (frame) => {
        const quiet = !this.#commands.busy && !this.#settings.specBusy;
        if (staleState.isStale(frame, quiet)) this.#refreshJob();
        this.#runView.receive(this.#edits.applyTo(frame), this.#own?.job.id);
      },
      gone: () => this.#replaceJob(),
      gradients: () => store.gradientsRequested.value,
      playing: () => store.playing.value,
      settled: () =>
        !this.#commands.busy && !this.#settings.busy && frameReached(store.job.value, store.frame.value),
      finished: () => false, // another job replaces it at once
    };
    this.#stream = new JobStream(server, clock, listener, { closesWhenPaused: true, sharesConnections });
  }

  /** @param kept the job that the previous page of this tab has left, if any; it is continued if it still exists */
  start(kept?: KeptJob): void {
    this.#kept = kept;
    void this.#creation.run();
  }

  /** Starts with another job; nothing of the job on display is kept. */
  startOver(): void {
    this.#startNewRun();
    this.#runView.acceptAnyRun();
    this.#drop();
    void this.#creation.runAnew(() => {
      this.#drop();
    });
  }

  #drop(): void {
    this.#store.job.value = undefined;
    this.#own = undefined;
    this.#stream.close();
  }

  /** Continues with a branch of the job, and plays. The job itself is left paused. */
  continueWith(branch: OwnJob): void {
    if (this.#own && this.#store.playing.value) void this.#server.control(this.#own, { type: "pause" });
    batch(() => {
      this.#startNewRun();
      this.#follow(branch, branch.job.spec ?? this.#store.spec.value);
    });
    this.play();
  }

  /** The store's spec has changed and the network restarts; with `keepParameters` only the data change. */
  specChanged(keepParameters: boolean): void {
    this.#startNewRun(keepParameters);
    // The server would continue to train on samples that the user has deleted.
    if (this.#store.playing.value && !hasSamples(this.#store.spec.value)) this.#commands.playOrPause("pause");
    this.#store.intent.value = "pause";
    this.#settings.specChanged(keepParameters);
    void this.#settings.settled().then(() => {
      this.#commands.clearIntent();
    });
  }

  /** Settings that apply during training have changed in the store. */
  settingsChanged(...fields: readonly (keyof LiveChange)[]): void {
    this.#settings.fieldsChanged(fields);
  }

  /** Sets one weight or bias of the current network. */
  setParameter(address: ParameterAddress, value: number): void {
    this.#edits.set(address, value);
  }

  /** Replaces the initial parameters by those that the network had before it was restarted. */
  restore(parameters: readonly LayerParameters[]): void {
    this.#edits.restore(parameters);
    this.#commands.restore(parameters);
  }

  /** The parameters that a restart would lose; undefined for a network in its initial state. */
  get learned(): readonly LayerParameters[] | undefined {
    return this.#edits.learned;
  }

  play(): void {
    this.#commands.playOrPause("play");
  }

  pause(): void {
    this.#commands.playOrPause("pause");
  }

  step(unit: StepUnit): void {
    this.#commands.step(unit);
  }

  reset(seed: "same" | "new"): void {
    this.#startNewRun();
    this.#commands.reset(seed);
  }

  /** The job and its token; undefined until the server has answered. */
  get own(): OwnJob | undefined {
    return this.#own;
  }

  /** Its event stream, for changes of the page's visibility. */
  get stream(): Pick<JobStream, "setVisible" | "retryNow" | "reopen"> {
    return this.#stream;
  }

  #startNewRun(keepParameters = false): void {
    this.#edits.startNewRun(keepParameters);
    this.#runView.showNewRun();
  }

  #refreshJob(): void {
    const own = this.#own;
    if (!own) return;
    void this.#server.job(own.job.id).then((outcome) => {
      if (outcome.type === "done" && this.#own === own)
        receiveJob(this.#store, this.#settings, outcome.value);
    });
  }

  #sendAgain(): void {
    this.#settings.sendAgain();
    this.#edits.sendAgain();
    this.#commands.sendAgain();
    const { id, spec } = this.#store.job.value ?? {};
    if (id !== undefined && spec) void this.#runView.fetchSamples(id, spec);
  }

  async #execute(command: Command): SendOutcome {
    if (!this.#own) await this.#creation.run();
    if (!this.#own) return undefined;
    if (command.type === "restore") return this.#edits.sendRestored(command.parameters);
    this.#stream.wake();
    const outcome = this.#handle(await this.#server.control(this.#own, command));
    if (outcome !== "done") this.#runView.acceptAnyRun();
    else if (command.type === "play") dismissStop(this.#store);
    return outcome;
  }

  async #sendParameters(parameters: readonly LayerParameters[]): SendOutcome {
    if (!this.#own) return undefined;
    this.#stream.wake();
    const outcome = this.#handle(await this.#server.replaceParameters(this.#own, parameters));
    // The server's parameters replace the rejected ones.
    if (outcome === "refused") this.#stream.reopen();
    return outcome;
  }

  async #sendSpec(spec: TrainingSpec, keepParameters: boolean): SendOutcome {
    if (!this.#own) {
      await this.#creation.run();
      return undefined;
    }
    this.#stream.wake();
    const outcome = this.#handle(await this.#server.replaceSpec(this.#own, spec, keepParameters));
    if (outcome === "done") void this.#runView.fetchSamples(this.#own.job.id, spec);
    else this.#runView.acceptAnyRun();
    return outcome;
  }

  async #sendChange(change: LiveChange): SendOutcome {
    if (!this.#own) await this.#creation.run();
    if (!this.#own) return undefined;
    return this.#handle(await this.#server.change(this.#own, change));
  }

  async #create(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    const opened = await openJob(this.#server, this.#clock, this.#store, kept);
    if (!opened) return;
    const { own, spec, resumed, outdated } = opened;
    this.#follow(own, spec);
    if (!sameSpec(spec, this.#store.spec.value)) this.#settings.specChanged(!resumed);
    if (outdated.length > 0) this.#settings.fieldsChanged(outdated);
    if (kept && !resumed) showTemporaryNotice(this.#store, this.#clock, { type: "newJob" });
  }

  #follow(own: OwnJob, spec: TrainingSpec): void {
    this.#own = own;
    this.#settings.jobCreated();
    this.#runView.acceptAnyRun();
    this.#store.fieldErrors.value = new Map();
    dismissBusy(this.#store);
    receiveJob(this.#store, this.#settings, own.job);
    this.#stream.follow(own.job.id);
    void this.#runView.fetchSamples(own.job.id, spec);
  }

  /** The server no longer has the job: creates another one with the same spec, which continues playing. */
  #replaceJob(): void {
    if (!this.#own) return;
    const wasPlaying = this.#store.playing.value;
    batch(() => {
      this.#drop();
      this.#startNewRun();
      this.#store.intent.value = undefined;
    });
    void this.#creation.run().then(() => {
      if (!this.#own) return;
      showTemporaryNotice(this.#store, this.#clock, { type: "newJob" });
      if (wasPlaying) this.play();
    });
  }

  #handle(outcome: Outcome<Job>): Outcome<Job>["type"] {
    switch (outcome.type) {
      case "done":
        dismissBusy(this.#store);
        receiveJob(this.#store, this.#settings, outcome.value);
        if (!this.#settings.specOutdated) this.#store.fieldErrors.value = new Map();
        break;
      case "refused":
        showProblem(this.#store, outcome.problem);
        break;
      case "gone":
        this.#replaceJob();
        break;
      case "busy":
        this.#store.notice.value = { type: "busy" };
        this.#cancelRetry?.();
        this.#cancelRetry = this.#clock.after(outcome.retryAfterSeconds * 1000, () => this.#sendAgain());
        break;
      case "unreachable":
        this.#stream.suspect();
        break;
    }
    return outcome.type;
  }

  #receiveState(job: Job): void {
    if (hasEnded(job)) {
      this.#replaceJob();
      return;
    }
    const before = this.#store.job.value;
    receiveJob(this.#store, this.#settings, job);
    notifyStop(this.#store, this.#clock, job, before);
  }
}
