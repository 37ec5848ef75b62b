import type { Dataset } from "../data/dataset";
import type { Outcome } from "./training-server";

/** The port to the datasets on the server. */
export interface Datasets {
  /** @param csv with a first row that names the columns; the last one is the label */
  upload(csv: string): Promise<Outcome<Dataset>>;
  dataset(id: string): Promise<Outcome<Dataset>>;
}
