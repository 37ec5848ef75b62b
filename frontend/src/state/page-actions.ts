import { batch } from "@preact/signals-core";
import type { Address } from "../model/address";
import type { Catalog } from "../model/catalog";
import * as edit from "../model/edit-spec";
import { withSeed, withVariantType } from "../model/edit-choices";
import type { Stop } from "../model/job";
import { withOwnPoints, type Tool } from "../model/own-points";
import { parameterAt, type ParameterAddress } from "../model/parameters";
import type { Columns } from "../model/plane";
import { readPointsTable } from "../model/points-table";
import { remedyOf } from "../model/remedies";
import type { Samples } from "../model/samples";
import { sameSpec, type TrainingSpec } from "../model/spec";
import type { StepUnit, TrainingServer } from "../model/training-server";
import type { ViewSettings } from "../model/view-settings";
import type { Clock } from "./clock";
import { EditHistory, type Edit } from "./edit-history";
import type { LiveJob } from "./live-job";
import type { Store, UnitAddress } from "./store";

/** What a spec becomes; the catalogue is undefined until it has come. */
export type SpecEdit = (spec: TrainingSpec, catalog: Catalog | undefined) => TrainingSpec;

/** What a person can do on the page. Every action shows at once; the server's answer follows. */
export class PageActions {
  readonly #store: Store;
  readonly #job: LiveJob;
  /** A whole number from 0 up to the largest seed. */
  readonly #drawSeed: () => number;

  readonly #onOwn: () => void;
  readonly history: EditHistory;

  /** @param onOwn the job that was looked at is left */
  constructor(
    store: Store,
    job: LiveJob,
    clock: Clock,
    drawSeed: () => number,
    onOwn: () => void = () => undefined,
  ) {
    this.#onOwn = onOwn;
    this.history = new EditHistory(clock, store.run);
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

  step(unit: StepUnit = "epoch"): void {
    if (this.#looksOnly()) return;
    this.#job.step(unit);
  }

  /** To the same first weights, or to newly drawn ones; the data stay. */
  reset(seed: "same" | "new"): void {
    if (this.#looksOnly()) return;
    const { spec } = this.#store;
    if (seed === "new") this.history.changed(this.#settings());
    // Given weights are the same for every seed: new ones are drawn.
    if (seed === "new" && spec.value.network.initializer.type === "explicit") {
      this.#show(
        withSeed(withVariantType(spec.value, "initializer", "uniform"), "weights", this.#drawSeed()),
      );
    } else this.#job.reset(seed);
  }

  /** Another spec, from which the network begins anew. */
  edit(edited: SpecEdit): void {
    this.#change(edited);
  }

  /** Which two of the data's columns the pictures span. */
  chooseColumns(columns: Columns): void {
    this.#store.columns.value = columns;
  }

  /** New samples for the same network: the weights stay as they are, and so do those that a reset goes back to. */
  regenerateData(): void {
    this.#change((spec) => withSeed(spec, "data", this.#drawSeed()), true);
  }

  pick(tool: Tool | undefined): void {
    this.#store.tool.value = tool;
  }

  /** Own points take the place of the data shown; the network keeps its weights where its shape stays. */
  editPoints(edited: (samples: Samples) => Samples): void {
    const samples = this.#store.shownSamples.value;
    if (!samples) return;
    const after = edited(samples);
    if (after !== samples) this.#change((spec) => withOwnPoints(spec, after), true);
  }

  /** A table of points takes the place of the data. */
  readPoints(table: string): void {
    const read = readPointsTable(table, this.#store.spec.value.task);
    if ("type" in read) this.#store.notice.value = { type: "wrongTable", fault: read };
    else this.#change((spec) => withOwnPoints(spec, read), true);
  }

  undo(): void {
    this.#bringBack(this.history.undo((edit) => this.#present(edit)));
  }

  redo(): void {
    this.#bringBack(this.history.redo((edit) => this.#present(edit)));
  }

  /** The one number of a spec that does not begin anew. */
  changeLearningRate(learningRate: number): void {
    if (this.#looksOnly()) return;
    this.history.changed(this.#settings());
    this.#show(edit.withLearningRate(this.#store.spec.value, learningRate));
  }

  /** One weight or bias of the network as it is now; the training goes on from it. */
  setParameter(address: ParameterAddress, value: number): void {
    const before = parameterAt(this.#store.parameters.value, address);
    if (this.#looksOnly() || before === undefined || before === value) return;
    this.history.changed({ type: "parameter", run: this.#store.run.value, address, value: before });
    this.#job.setParameter(address, value);
  }

  changeSpeed(epochsPerSecond: number): void {
    this.changeView({ speed: epochsPerSecond });
    if (!this.#looksOnly()) this.#job.changed("pace");
  }

  /** Undefined takes a condition away. */
  stopWhen(change: { readonly [condition in keyof Stop]: Stop[condition] | undefined }): void {
    if (this.#looksOnly()) return;
    this.history.changed(this.#settings());
    const all = Object.entries({ ...this.#store.stop.value, ...change });
    this.#stop(Object.fromEntries(all.filter(([, value]) => value !== undefined)));
  }

  changeView(change: Partial<ViewSettings>): void {
    this.#store.view.value = { ...this.#store.view.value, ...change };
  }

  inspect(unit: UnitAddress | undefined): void {
    this.#store.inspected.value = unit;
  }

  /** Gradients are computed only while somebody looks at them. */
  lookAtGradients(look: boolean): void {
    this.#store.gradientsWanted.value = look;
  }

  /** The choices have come: what they do not hold is left out. */
  offer(catalog: Catalog): void {
    this.#store.catalog.value = catalog;
    this.#show(edit.withinCatalog(this.#store.spec.value, catalog));
  }

  /** Does what helps against an ailment, begins again, and goes on. */
  mend(ailment: string): void {
    const remedy = remedyOf(ailment, this.#store.spec.value, this.#store.catalog.value);
    if (!remedy || this.#looksOnly()) return;
    if (remedy.type === "otherWeights") this.reset("new");
    else {
      this.history.changed(this.#settings());
      this.#begin(remedy.edited(this.#store.spec.value));
    }
    this.#job.play();
  }

  dismissNotice(): void {
    const { notice, dismissed } = this.#store;
    if (notice.value?.type === "ailment") {
      dismissed.value = new Set([...dismissed.value, notice.value.ailment.type]);
    }
    notice.value = undefined;
  }

  /** The person has changed the address, or gone back to another. */
  open(address: Address): void {
    batch(() => {
      this.#store.view.value = address.view;
      this.#store.unknownKeys.value = address.unknown;
      this.#change(() => address.spec);
    });
  }

  #change(edited: SpecEdit, keepParameters = false): void {
    const before = this.#store.spec.value;
    const after = edited(before, this.#store.catalog.value);
    if (this.#looksOnly() || sameSpec(before, after)) return;
    this.history.changed(this.#settings());
    this.#show(after, keepParameters);
  }

  #settings(): Edit {
    return { type: "settings", spec: this.#store.spec.value, stop: this.#store.stop.value };
  }

  /** What is now where an edit goes back to. */
  #present(edit: Edit): Edit {
    if (edit.type === "settings") return this.#settings();
    return { ...edit, value: parameterAt(this.#store.parameters.value, edit.address) ?? edit.value };
  }

  #bringBack(edit: Edit | undefined): void {
    if (edit?.type === "parameter") this.#job.setParameter(edit.address, edit.value);
    if (edit?.type !== "settings") return;
    this.#show(edit.spec);
    if (!sameSpec(edit.stop, this.#store.stop.value)) this.#stop(edit.stop);
  }

  #stop(stop: Stop): void {
    this.#store.stop.value = stop;
    this.#job.changed("stop");
  }

  #looksOnly(): boolean {
    return this.#store.watched.value !== undefined;
  }

  #show(spec: TrainingSpec | undefined, keepParameters = false): void {
    const before = this.#store.spec.value;
    if (!spec || this.#looksOnly() || sameSpec(spec, before)) return;
    const { learningRate } = spec.training.optimizer;
    if (sameSpec(edit.withLearningRate(before, learningRate), spec)) {
      this.#store.spec.value = spec;
      this.#job.changed("learningRate");
    } else this.#begin(spec, keepParameters);
  }

  #begin(spec: TrainingSpec, keepParameters = false): void {
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
