import { batch } from "@preact/signals-core";
import type { Address } from "../model/address";
import { LEARNING_RATES, type Catalog } from "../model/catalog";
import * as edit from "../model/edit-spec";
import {
  sameSpec,
  type GeneratedData,
  type Regularization,
  type Shuffle,
  type Task,
  type TrainingSpec,
} from "../model/spec";
import type { TrainingServer } from "../model/training-server";
import type { ViewSettings } from "../model/view-settings";
import type { Clock } from "./clock";
import * as choices from "../model/edit-choices";
import { samplesOfCsv, withOwnPoints, type Tool } from "../model/own-points";
import type { Columns } from "../model/plane";
import type { Samples } from "../model/samples";
import type { LiveJob } from "./live-job";
import { SpecHistory } from "./spec-history";
import type { Store, UnitAddress } from "./store";

/** What a person can do on the page. Every action shows at once; the server's answer follows. */
export class PageActions {
  readonly #store: Store;
  readonly #job: LiveJob;
  /** A whole number from 0 up to the largest seed. */
  readonly #drawSeed: () => number;

  readonly #onOwn: () => void;
  readonly history: SpecHistory;

  /** @param onOwn the job that was looked at is left */
  constructor(
    store: Store,
    job: LiveJob,
    clock: Clock,
    drawSeed: () => number,
    onOwn: () => void = () => undefined,
  ) {
    this.#onOwn = onOwn;
    this.history = new SpecHistory(clock);
    this.#store = store;
    this.#job = job;
    this.#drawSeed = drawSeed;
  }

  /** One's own job, with the spec of the one that was looked at. */
  copyWatched(): void {
    this.#store.watched.value = undefined;
    this.#onOwn();
    this.#job.begin();
  }

  togglePlay(): void {
    if (this.#looksOnly()) return;
    if (this.#store.playing.value) this.#job.pause();
    else this.#job.play();
  }

  step(): void {
    if (this.#looksOnly()) return;
    this.#job.step();
  }

  reset(seed: "same" | "new"): void {
    if (this.#looksOnly()) return;
    this.#job.reset(seed);
  }

  chooseTask(task: Task): void {
    this.#change((spec, catalog) => edit.withTask(spec, task, catalog));
  }

  chooseGenerator(generator: string): void {
    this.#change((spec, catalog) => edit.withGenerator(spec, generator, catalog));
  }

  changeData(change: Partial<Pick<GeneratedData, "noise" | "trainFraction">>): void {
    this.#change((spec) => edit.withData(spec, change));
  }

  changeClusters(size: Partial<Pick<GeneratedData, "dimensions" | "classes">>): void {
    this.#change((spec) => edit.withClusters(spec, size));
  }

  /** Which two of the data's columns the pictures span. */
  chooseColumns(columns: Columns): void {
    this.#store.columns.value = columns;
  }

  /** New samples, the same network: as in TensorFlow Playground the weights stay. */
  regenerateData(): void {
    this.#change((spec) => edit.withSeed(spec, this.#drawSeed()), true);
  }

  pick(tool: Tool | undefined): void {
    this.#store.tool.value = tool;
  }

  /** Own points take the place of the data shown; the network keeps its weights. */
  editPoints(edited: (samples: Samples) => Samples): void {
    const samples = this.#store.shownSamples.value;
    if (!samples) return;
    const after = edited(samples);
    if (after !== samples) this.#change((spec) => withOwnPoints(spec, after), true);
  }

  readPoints(csv: string): void {
    const read = samplesOfCsv(csv, this.#store.spec.value.task);
    if ("wrongLine" in read) this.#store.notice.value = { type: "wrongCsv", line: read.wrongLine };
    else this.#change((spec) => withOwnPoints(spec, read), true);
  }

  toggleFeature(feature: string, order: readonly string[]): void {
    this.#change((spec) => edit.withFeatureToggled(spec, feature, order));
  }

  addLayer(): void {
    this.#change(edit.withLayerAdded);
  }

  removeLayer(): void {
    this.#change(edit.withLayerRemoved);
  }

  changeUnits(layer: number, units: number): void {
    this.#change((spec) => edit.withUnits(spec, layer, units));
  }

  chooseActivation(activation: string): void {
    this.#change((spec) => edit.withActivation(spec, activation));
  }

  chooseLayerActivation(layer: number, activation: string): void {
    this.#change((spec) => choices.withLayerActivation(spec, layer, activation));
  }

  chooseOutputActivation(activation: string): void {
    this.#change((spec, catalog) => choices.withOutputActivation(spec, activation, catalog));
  }

  chooseLoss(loss: string): void {
    this.#change((spec, catalog) => (catalog ? choices.withLoss(spec, loss, catalog) : spec));
  }

  chooseOptimizer(type: string): void {
    this.#change((spec) => choices.withOptimizer(spec, type));
  }

  chooseSchedule(type: string): void {
    this.#change((spec) => choices.withSchedule(spec, type));
  }

  chooseInitializer(type: string): void {
    this.#change((spec) => choices.withInitializer(spec, type));
  }

  chooseShuffle(shuffle: Shuffle): void {
    this.#change((spec) => choices.withShuffle(spec, shuffle));
  }

  undo(): void {
    this.#show(this.history.undo(this.#store.spec.value));
  }

  redo(): void {
    this.#show(this.history.redo(this.#store.spec.value));
  }

  changeRegularization(change: Partial<Regularization>): void {
    this.#change((spec) => edit.withRegularization(spec, change));
  }

  changeBatchSize(batchSize: number): void {
    this.#change((spec) => edit.withBatchSize(spec, batchSize));
  }

  /** The one change that does not begin anew. */
  changeLearningRate(learningRate: number): void {
    if (this.#looksOnly()) return;
    this.history.changed(this.#store.spec.value);
    this.#store.spec.value = edit.withLearningRate(this.#store.spec.value, learningRate);
    this.#job.changed("learningRate");
  }

  changeSpeed(epochsPerSecond: number): void {
    this.changeView({ speed: epochsPerSecond });
    if (!this.#looksOnly()) this.#job.changed("pace");
  }

  /** Undefined: never. */
  stopAfter(epochs: number | undefined): void {
    this.#store.stopEpochs.value = epochs;
    if (!this.#looksOnly()) this.#job.changed("stop");
  }

  changeView(change: Partial<ViewSettings>): void {
    this.#store.view.value = { ...this.#store.view.value, ...change };
  }

  inspect(unit: UnitAddress | undefined): void {
    this.#store.inspected.value = unit;
  }

  /** The choices have come: what they do not hold is left out. */
  offer(catalog: Catalog): void {
    this.#store.catalog.value = catalog;
    this.#show(edit.withinCatalog(this.#store.spec.value, catalog));
  }

  /** After a divergence: a tenth of the learning rate, the same first weights, and on. */
  calmDown(): void {
    const { learningRate } = this.#store.spec.value.training.optimizer;
    const calmer = LEARNING_RATES.findLast((rate) => rate <= learningRate / 9) ?? learningRate / 10;
    this.#change((spec) => edit.withLearningRate(spec, calmer));
    this.#job.play();
  }

  /** Where the loss is stuck: other first weights, drawn ones in place of zeros, and on. */
  tryOtherWeights(): void {
    if (this.#store.spec.value.network.initializer.type === "zeros") this.chooseInitializer("uniform");
    else this.#job.reset("new");
    this.#job.play();
  }

  dismissNotice(): void {
    this.#store.notice.value = undefined;
  }

  /** The person has changed the address, or gone back to another. */
  open(address: Address): void {
    batch(() => {
      this.#store.view.value = address.view;
      this.#store.unknownKeys.value = address.unknown;
      this.#change(() => address.spec);
    });
  }

  #change(
    edited: (spec: TrainingSpec, catalog: Catalog | undefined) => TrainingSpec,
    keepParameters = false,
  ): void {
    const before = this.#store.spec.value;
    const after = edited(before, this.#store.catalog.value);
    if (this.#looksOnly() || sameSpec(before, after)) return;
    this.history.changed(before);
    this.#show(after, keepParameters);
  }

  #looksOnly(): boolean {
    return this.#store.watched.value !== undefined;
  }

  #show(spec: TrainingSpec | undefined, keepParameters = false): void {
    if (!spec || this.#looksOnly() || sameSpec(spec, this.#store.spec.value)) return;
    batch(() => {
      this.#store.inspected.value = undefined;
      this.#store.spec.value = spec;
      this.#job.specChanged(keepParameters);
    });
  }
}

/** Asks until the server answers: without the catalogue the page shows its spec but offers no choice. */
export async function loadCatalog(server: TrainingServer, clock: Clock, actions: PageActions): Promise<void> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    const outcome = await server.catalog();
    if (outcome.type === "done") {
      actions.offer(outcome.value);
      return;
    }
    await new Promise<void>((resolve) => clock.after(wait, resolve));
  }
}
