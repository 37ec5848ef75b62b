import { batch } from "@preact/signals-core";
import type { Address } from "../model/address";
import type { Catalog } from "../model/catalog";
import * as edit from "../model/edit-spec";
import { withSeed, withVariantType } from "../model/edit-choices";
import type { Stop } from "../model/job";
import { liveChanges } from "../model/live-fields";
import { NO_POINTS, withOwnPoints, type Tool } from "../model/own-points";
import { parameterAt, type ParameterAddress } from "../model/parameters";
import { columnCount, FIRST_COLUMNS, type Columns } from "../model/plane";
import { readPointsTable } from "../model/points-table";
import { remedyOf } from "../model/remedies";
import type { Samples } from "../model/samples";
import { differInDataOnly, hasSamples, sameSpec, type TrainingSpec } from "../model/spec";
import type { StepUnit } from "../model/training-server";
import type { ViewSettings } from "../model/view-settings";
import type { Clock } from "./clock";
import { EditHistory, type Edit, type SettingsEdit } from "./edit-history";
import { noticeForAWhile } from "./job-notice";
import type { LiveJob } from "./live-job";
import type { Store, UnitAddress } from "./store";

export type SpecEdit = (spec: TrainingSpec, catalog: Catalog) => TrainingSpec;

/** What a person can do on the page. Every action shows at once; the server's answer follows. */
export class PageActions {
  readonly #store: Store;
  readonly #job: LiveJob;
  readonly #clock: Clock;
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
    this.#clock = clock;
    this.#drawSeed = drawSeed;
  }

  /** One's own job, with the spec of the one that was looked at. */
  copyWatched(): void {
    this.#store.watched.value = undefined;
    this.#onOwn();
    this.#job.begin();
  }

  togglePlay(): void {
    if (!this.#canTrain()) return;
    if (this.#store.playing.value) this.#job.pause();
    else this.#job.play();
  }

  step(unit: StepUnit = "epoch"): void {
    if (this.#canTrain()) this.#job.step(unit);
  }

  /** To the same first weights, or to newly drawn ones; the data stay. */
  reset(seed: "same" | "new"): void {
    if (!this.#canTrain()) return;
    const { spec } = this.#store;
    const { learned } = this.#job;
    if (seed === "new") this.history.changed(this.#settings({ keepParameters: false }));
    else if (learned) this.history.changed({ type: "reset", learned });
    // Given weights are the same for every seed: new ones are drawn.
    if (seed === "new" && spec.value.network.initializer.type === "explicit") {
      this.#show(
        withSeed(withVariantType(spec.value, "initializer", "uniform"), "weights", this.#drawSeed()),
      );
    } else this.#job.reset(seed);
  }

  /**
   * Another spec; the network begins anew unless a training in progress takes what has changed.
   *
   * @param gesture the slider that is being moved
   */
  edit(edited: SpecEdit, gesture?: string): void {
    this.#change(edited, { gesture });
  }

  /** Which two of the data's columns the pictures span. */
  chooseColumns(columns: Columns): void {
    this.#store.columns.value = columns;
  }

  /** New samples for the same network: the weights stay as they are, and so do those that a reset goes back to. */
  regenerateData(): void {
    this.#change((spec) => withSeed(spec, "data", this.#drawSeed()), { keepParameters: true });
  }

  /** Points are drawn in the plane: data of other than two columns have none. */
  pick(tool: Tool | undefined): void {
    const drawable = columnCount(this.#store.spec.value) === 2 && !this.#store.looksOnly.value;
    this.#store.tool.value = drawable ? tool : undefined;
  }

  /**
   * Own points take the place of the data shown; the network keeps its weights where its shape stays.
   *
   * @param gesture the point that is being moved
   */
  editPoints(edited: (samples: Samples) => Samples, gesture?: string): void {
    const samples = this.#store.shownSamples.value;
    if (samples) this.#ownPoints(edited(samples), gesture);
  }

  /** An empty plane, to be drawn on; the training waits for the first point. */
  clearPoints(): void {
    this.#ownPoints(NO_POINTS);
  }

  /** A table of points takes the place of the data. */
  readPoints(table: string): void {
    if (this.#store.looksOnly.value) return;
    const read = readPointsTable(table, this.#store.spec.value);
    if ("type" in read) this.#store.notice.value = { type: "wrongTable", fault: read };
    else this.#ownPoints(read);
  }

  undo(): void {
    this.#bringBack(this.history.undo((edit) => this.#present(edit)));
  }

  redo(): void {
    this.#bringBack(this.history.redo((edit) => this.#present(edit)));
  }

  /** One weight or bias of the network as it is now; the training goes on from it. */
  setParameter(address: ParameterAddress, value: number): void {
    const before = parameterAt(this.#store.parameters.value, address);
    if (this.#store.looksOnly.value || before === undefined || before === value) return;
    const run = this.#store.run.value;
    this.history.changed({ type: "parameter", run, address, value: before }, JSON.stringify([run, address]));
    this.#job.setParameter(address, value);
  }

  changeSpeed(epochsPerSecond: number): void {
    this.changeView({ speed: epochsPerSecond });
    if (!this.#store.looksOnly.value) this.#job.changed("pace");
  }

  /** Undefined takes a condition away. */
  stopWhen(change: { readonly [condition in keyof Stop]: Stop[condition] | undefined }): void {
    if (this.#store.looksOnly.value) return;
    this.history.changed(this.#settings({ keepParameters: true }));
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
    if (!remedy || this.#store.looksOnly.value) return;
    if (remedy.type === "otherWeights") this.reset("new");
    else {
      this.history.changed(this.#settings({ keepParameters: false }));
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
    const { view, stop = {}, columns = FIRST_COLUMNS } = address;
    batch(() => {
      if (view.speed !== this.#store.view.value.speed) this.changeSpeed(view.speed);
      this.#store.view.value = view;
      this.#store.columns.value = columns;
      this.#store.unknownKeys.value = address.unknown;
      this.#change(() => address.spec);
      if (!sameSpec(stop, this.#store.stop.value)) this.#stop(stop);
    });
  }

  #ownPoints(samples: Samples, gesture?: string): void {
    this.#change((spec) => withOwnPoints(spec, samples), { keepParameters: true, gesture });
  }

  #change(
    edited: SpecEdit,
    { keepParameters = false, gesture }: { keepParameters?: boolean; gesture?: string | undefined } = {},
  ): void {
    const before = this.#store.spec.value;
    const after = edited(before, this.#store.catalog.value);
    if (this.#store.looksOnly.value || sameSpec(before, after)) return;
    const goesOn = keepParameters || liveChanges(before, after) !== undefined;
    this.history.changed(this.#settings({ keepParameters: goesOn }), gesture);
    this.#show(after, keepParameters);
  }

  /** All settings as they are, and what the network has learned where it is about to begin anew. */
  #settings({ keepParameters }: Pick<SettingsEdit, "keepParameters">): SettingsEdit {
    const { spec, stop } = this.#store;
    const learned = keepParameters ? undefined : this.#job.learned;
    return { type: "settings", spec: spec.value, stop: stop.value, keepParameters, learned };
  }

  /** What is now where an edit goes back to. */
  #present(edit: Edit): Edit {
    switch (edit.type) {
      case "settings":
        return this.#settings(edit);
      case "reset":
        return { ...edit, learned: this.#job.learned };
      case "parameter":
        return { ...edit, value: parameterAt(this.#store.parameters.value, edit.address) ?? edit.value };
    }
  }

  #bringBack(edit: Edit | undefined): void {
    if (edit?.type === "parameter") this.#job.setParameter(edit.address, edit.value);
    if (edit?.type === "settings") this.#bringBackSettings(edit);
    if (edit?.type === "reset") this.#beginFrom(edit.learned);
  }

  #bringBackSettings({ spec, stop, keepParameters, learned }: SettingsEdit): void {
    const keeps = keepParameters || differInDataOnly(spec, this.#store.spec.value);
    const begun = this.#show(spec, keeps) === "begun";
    if (learned) this.#beginFrom(learned, begun);
    if (!sameSpec(stop, this.#store.stop.value)) this.#stop(stop);
  }

  /** @param begun whether the network has begun anew already */
  #beginFrom(learned: SettingsEdit["learned"], begun = false): void {
    if (!begun) this.#job.reset("same");
    if (!learned) return;
    this.#job.restore(learned);
    noticeForAWhile(this.#store, this.#clock, { type: "weightsBack" });
  }

  #stop(stop: Stop): void {
    this.#store.stop.value = stop;
    this.#job.changed("stop");
  }

  /** Whether there is something to train and it is one's own. */
  #canTrain(): boolean {
    return !this.#store.looksOnly.value && hasSamples(this.#store.spec.value);
  }

  /** Tells whether the network begins anew, or goes on with what has changed. */
  #show(spec: TrainingSpec, keepParameters = false): "begun" | "goesOn" {
    const changed = liveChanges(this.#store.spec.value, spec);
    if (this.#store.looksOnly.value || changed?.length === 0) return "goesOn";
    if (!changed) {
      this.#begin(spec, keepParameters);
      return "begun";
    }
    this.#store.spec.value = spec;
    this.#job.changed(...changed);
    return "goesOn";
  }

  #begin(spec: TrainingSpec, keepParameters = false): void {
    batch(() => {
      this.#store.inspected.value = undefined;
      if (columnCount(spec) !== 2) this.#store.tool.value = undefined;
      this.#store.spec.value = spec;
      this.#job.specChanged(keepParameters);
    });
  }
}
