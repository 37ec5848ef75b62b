import { batch } from "@preact/signals-core";
import type { Address } from "../model/address/address";
import type { Catalog } from "../model/spec/catalog";
import * as edit from "../model/spec/edit-spec";
import { withSeed, withVariantType } from "../model/spec/edit-choices";
import type { Stop } from "../model/training/job";
import { liveChanges } from "../model/spec/live-fields";
import { NO_POINTS, withOwnPoints, type Tool } from "../model/data/own-points";
import { parameterAt, type ParameterAddress } from "../model/network/parameters";
import { FIRST_COLUMNS, type Columns } from "../model/data/plane";
import { sameSpec, differInDataOnly, columnCount, hasSamples, type TrainingSpec } from "../model/spec/spec";
import { readPointsTable } from "../model/data/points-table";
import type { Fix } from "../model/training/diagnosis-fixes";
import type { Samples } from "../model/data/samples";
import type { StepUnit } from "../model/training/training-server";
import type { ViewSettings } from "../model/address/view-settings";
import type { Clock } from "./clock";
import { EditHistory, type Edit, type SettingsEdit } from "./history/edit-history";
import { showTemporaryNotice } from "./job-notice";
import type { LiveJob } from "./live-job";
import type { Store, UnitAddress } from "./store";

export type SpecEdit = (spec: TrainingSpec, catalog: Catalog) => TrainingSpec;

/** Everything that the user can do on the page. The effect shows at once; the server's answer follows. */
export class PageActions {
  readonly #store: Store;
  readonly #job: LiveJob;
  readonly #clock: Clock;
  /** Returns an integer from 0 to the maximum seed. */
  readonly #drawSeed: () => number;
  readonly #onWatchingEnd: () => void;
  readonly history: EditHistory;

  /** @param onWatchingEnd called when the page stops watching the job of somebody else */
  constructor(
    store: Store,
    job: LiveJob,
    clock: Clock,
    drawSeed: () => number,
    onWatchingEnd: () => void = () => undefined,
  ) {
    this.#onWatchingEnd = onWatchingEnd;
    this.history = new EditHistory(clock, store.run);
    this.#store = store;
    this.#job = job;
    this.#clock = clock;
    this.#drawSeed = drawSeed;
  }

  /** Creates an own job with the spec of the watched one. */
  copyWatched(): void {
    this.#store.watched.value = undefined;
    this.#onWatchingEnd();
    this.#job.startOver();
  }

  togglePlay(): void {
    if (!this.#canTrain()) return;
    this.#job[this.#store.playing.value ? "pause" : "play"]();
  }

  step(unit: StepUnit = "epoch"): void {
    if (this.#canTrain() && this.#store.editable.value) this.#job.step(unit);
  }

  /** Resets to the same initial weights or to newly drawn ones; the data stay. */
  reset(seed: "same" | "new"): void {
    if (!this.#canTrain()) return;
    const { spec } = this.#store;
    const { learned } = this.#job;
    if (seed === "new") this.history.record(this.#settings({ keepParameters: false }));
    else if (learned) this.history.record({ type: "reset", learned });
    // Explicit weights do not depend on a seed, so new ones need another initializer.
    if (seed === "new" && spec.value.network.initializer.type === "explicit") {
      this.#applySpec(
        withSeed(withVariantType(spec.value, "initializer", "uniform"), "weights", this.#drawSeed()),
      );
    } else this.#job.reset(seed);
  }

  /**
   * Changes the spec. The network restarts unless the change can be applied during training.
   *
   * @param gesture identifies the slider that is being dragged
   */
  edit(edited: SpecEdit, gesture?: string, keepParameters = false): void {
    this.#change(edited, { gesture, keepParameters });
  }

  /** Chooses the two columns of the data that the plots show. */
  chooseColumns(columns: Columns): void {
    this.#store.columns.value = columns;
  }

  /** Draws new samples. The weights stay, and so do the initial weights that a reset restores. */
  regenerateData(): void {
    this.#change((spec) => withSeed(spec, "data", this.#drawSeed()), { keepParameters: true });
  }

  /** Points can be drawn in data of two columns only. */
  selectTool(tool: Tool | undefined): void {
    const drawable = columnCount(this.#store.spec.value) === 2 && this.#store.editable.value;
    this.#store.tool.value = drawable ? tool : undefined;
  }

  /**
   * Replaces the data by own points; the network keeps its parameters where its shape stays the same.
   *
   * @param gesture identifies the point that is being dragged
   */
  editPoints(edited: (samples: Samples) => Samples, gesture?: string): void {
    const samples = this.#store.shownSamples.value;
    if (samples) this.#replacePoints(edited(samples), gesture);
  }

  /** Removes all points; training waits for the first new one. */
  clearPoints(): void {
    this.#replacePoints(NO_POINTS);
  }

  /** Replaces the data by a table of points. */
  loadPoints(table: string): void {
    if (!this.#store.editable.value) return;
    const read = readPointsTable(table, this.#store.spec.value);
    if ("type" in read) this.#store.notice.value = { type: "invalidTable", error: read };
    else this.#replacePoints(read);
  }

  undo(): void {
    if (this.#store.editable.value) this.#restore(this.history.undo((edit) => this.#currentOf(edit)));
  }

  redo(): void {
    if (this.#store.editable.value) this.#restore(this.history.redo((edit) => this.#currentOf(edit)));
  }

  /** Sets one weight or bias of the current network; training continues from it. */
  setParameter(address: ParameterAddress, value: number): void {
    const before = parameterAt(this.#store.parameters.value, address);
    if (!this.#store.editable.value || before === undefined || before === value) return;
    const run = this.#store.run.value;
    this.history.record({ type: "parameter", run, address, value: before }, JSON.stringify([run, address]));
    this.#job.setParameter(address, value);
  }

  changeSpeed(epochsPerSecond: number): void {
    this.changeView({ speed: epochsPerSecond });
    if (!this.#store.readOnly.value) this.#job.settingsChanged("pace");
  }

  /** `undefined` removes a condition. */
  setStopConditions(change: { readonly [condition in keyof Stop]: Stop[condition] | undefined }): void {
    if (!this.#store.editable.value) return;
    this.history.record(this.#settings({ keepParameters: true }));
    const all = Object.entries({ ...this.#store.stop.value, ...change });
    this.#setStop(Object.fromEntries(all.filter(([, value]) => value !== undefined)));
  }

  changeView(change: Partial<ViewSettings>): void {
    this.#store.view.value = { ...this.#store.view.value, ...change };
  }

  inspect(unit: UnitAddress | undefined): void {
    this.#store.inspected.value = unit;
  }

  /** The server computes gradients only while they are requested. */
  requestGradients(look: boolean): void {
    this.#store.gradientsRequested.value = look;
  }

  /** Sets the server's catalogue and removes choices that it does not offer. */
  setCatalog(catalog: Catalog): void {
    this.#store.catalog.value = catalog;
    this.#applySpec(edit.withinCatalog(this.#store.spec.value, catalog));
  }

  /** Applies the fix of a diagnosis, restarts the network and plays. */
  applyFix(fix: Fix): void {
    if (!this.#store.editable.value) return;
    if (fix.type === "otherWeights") this.reset("new");
    else {
      this.history.record(this.#settings({ keepParameters: false }));
      this.#restart(fix.apply(this.#store.spec.value));
    }
    this.#job.play();
  }

  dismissNotice(): void {
    const { notice, dismissedDiagnoses } = this.#store;
    if (notice.value?.type === "diagnosis") {
      dismissedDiagnoses.value = new Set([...dismissedDiagnoses.value, notice.value.diagnosis.type]);
    }
    notice.value = undefined;
  }

  /** The user has edited the address or navigated to another one. */
  open(address: Address): void {
    const { view, stop = {}, columns = FIRST_COLUMNS } = address;
    batch(() => {
      this.#store.past.value = undefined;
      if (view.speed !== this.#store.view.value.speed) this.changeSpeed(view.speed);
      this.#store.view.value = view;
      this.#store.columns.value = columns;
      this.#store.unknownKeys.value = address.unknown;
      this.#change(() => address.spec);
      if (!sameSpec(stop, this.#store.stop.value)) this.#setStop(stop);
    });
  }

  #replacePoints(samples: Samples, gesture?: string): void {
    this.#change((spec) => withOwnPoints(spec, samples), { keepParameters: true, gesture });
  }

  #change(
    edited: SpecEdit,
    { keepParameters = false, gesture }: { keepParameters?: boolean; gesture?: string | undefined } = {},
  ): void {
    const before = this.#store.spec.value;
    const after = edited(before, this.#store.catalog.value);
    if (!this.#store.editable.value || sameSpec(before, after)) return;
    const continues = keepParameters || liveChanges(before, after) !== undefined;
    this.history.record(this.#settings({ keepParameters: continues }), gesture);
    this.#applySpec(after, keepParameters);
  }

  /** All settings, and the parameters if the network is about to restart. */
  #settings({ keepParameters }: Pick<SettingsEdit, "keepParameters">): SettingsEdit {
    const { spec, stop } = this.#store;
    const learned = keepParameters ? undefined : this.#job.learned;
    return { type: "settings", spec: spec.value, stop: stop.value, keepParameters, learned };
  }

  /** The current state of what the edit will change. */
  #currentOf(edit: Edit): Edit {
    switch (edit.type) {
      case "settings":
        return this.#settings(edit);
      case "reset":
        return { ...edit, learned: this.#job.learned };
      case "parameter":
        return { ...edit, value: parameterAt(this.#store.parameters.value, edit.address) ?? edit.value };
    }
  }

  #restore(edit: Edit | undefined): void {
    if (edit?.type === "parameter") this.#job.setParameter(edit.address, edit.value);
    if (edit?.type === "settings") this.#restoreSettings(edit);
    if (edit?.type === "reset") this.#restoreLearned(edit.learned);
  }

  #restoreSettings({ spec, stop, keepParameters, learned }: SettingsEdit): void {
    const keeps = keepParameters || differInDataOnly(spec, this.#store.spec.value);
    const restarted = this.#applySpec(spec, keeps) === "restarted";
    if (learned) this.#restoreLearned(learned, restarted);
    if (!sameSpec(stop, this.#store.stop.value)) this.#setStop(stop);
  }

  /** @param restarted whether the network has already restarted */
  #restoreLearned(learned: SettingsEdit["learned"], restarted = false): void {
    if (!restarted) this.#job.reset("same");
    if (!learned) return;
    this.#job.restore(learned);
    showTemporaryNotice(this.#store, this.#clock, { type: "weightsRestored" });
  }

  #setStop(stop: Stop): void {
    this.#store.stop.value = stop;
    this.#job.settingsChanged("stop");
  }

  /** Whether the job is the user's own and there are samples. */
  #canTrain(): boolean {
    return !this.#store.readOnly.value && hasSamples(this.#store.spec.value);
  }

  /** Returns whether the network restarts or continues with the change. */
  #applySpec(spec: TrainingSpec, keepParameters = false): "restarted" | "continued" {
    const changed = liveChanges(this.#store.spec.value, spec);
    if (this.#store.readOnly.value || changed?.length === 0) return "continued";
    if (!changed) {
      this.#restart(spec, keepParameters);
      return "restarted";
    }
    this.#store.spec.value = spec;
    this.#job.settingsChanged(...changed);
    return "continued";
  }

  #restart(spec: TrainingSpec, keepParameters = false): void {
    batch(() => {
      this.#store.inspected.value = undefined;
      if (columnCount(spec) !== 2) this.#store.tool.value = undefined;
      this.#store.spec.value = spec;
      this.#job.specChanged(keepParameters);
    });
  }
}
