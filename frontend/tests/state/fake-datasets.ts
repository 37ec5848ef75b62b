import type { Dataset } from "../../src/model/data/dataset";
import type { Datasets } from "../../src/model/training/datasets";
import type { Outcome } from "../../src/model/training/training-server";

/** A server that answers every upload with the same dataset, or refuses it. */
export class FakeDatasets implements Datasets {
  readonly uploaded: string[] = [];
  answer: Outcome<Dataset> = {
    type: "done",
    value: {
      id: "d1001x3c2_abcdefghijklmnopqrstuv",
      columns: ["width", "height", "depth"],
      label: "kind",
      classes: ["cat", "dog"],
      samples: 1001,
    },
  };

  upload(csv: string): Promise<Outcome<Dataset>> {
    this.uploaded.push(csv);
    return Promise.resolve(this.answer);
  }

  dataset(): Promise<Outcome<Dataset>> {
    return Promise.resolve(this.answer);
  }
}
