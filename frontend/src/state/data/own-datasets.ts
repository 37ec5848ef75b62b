import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { tableToUpload, withDataset, type Dataset } from "../../model/data/dataset";
import type { Datasets } from "../../model/training/datasets";
import type { Failure } from "../../model/training/training-server";
import type { PageActions } from "../page-actions";
import type { Store } from "../store";

/** The user's own tables: short ones become points of the spec, long ones datasets on the server. */
export class OwnDatasets {
  readonly #store: Store;
  readonly #actions: PageActions;
  readonly #server: Datasets;
  readonly #shown = signal<Dataset | undefined>(undefined);
  readonly #uploading = signal(false);

  constructor(store: Store, actions: PageActions, server: Datasets) {
    this.#store = store;
    this.#actions = actions;
    this.#server = server;
    effect(() => {
      const { data } = store.spec.value;
      if (data.source === "uploaded") void this.#lookUp(data.dataset);
    });
  }

  /** The dataset of the spec, once it is known. */
  get shown(): ReadonlySignal<Dataset | undefined> {
    return this.#shown;
  }

  get uploading(): ReadonlySignal<boolean> {
    return this.#uploading;
  }

  /**
   * Trains on a table. A short one takes effect at once.
   *
   * @returns why the server has not taken a long one
   */
  async load(table: string): Promise<Failure | undefined> {
    if (!this.#store.editable.value) return undefined;
    const csv = tableToUpload(table);
    if (csv === undefined) {
      this.#actions.loadPoints(table);
      return undefined;
    }
    this.#uploading.value = true;
    const outcome = await this.#server.upload(csv);
    this.#uploading.value = false;
    if (outcome.type !== "done") return outcome;
    this.#shown.value = outcome.value;
    this.#actions.edit((spec) => withDataset(spec, outcome.value));
    return undefined;
  }

  async #lookUp(id: string): Promise<void> {
    if (this.#shown.peek()?.id === id) return;
    this.#shown.value = undefined;
    const outcome = await this.#server.dataset(id);
    const { data } = this.#store.spec.peek();
    const isCurrent = data.source === "uploaded" && data.dataset === id;
    if (outcome.type === "done" && isCurrent) this.#shown.value = outcome.value;
  }
}
