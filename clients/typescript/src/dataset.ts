import type { components } from "./schema.js";
import { authorization, result, type Server } from "./server.js";

type Schemas = components["schemas"];

/** Names of the columns and classes, and the number of samples. */
export type DatasetState = Schemas["Dataset"];
/** Samples with their labels: `{ columns: ["width"], x: [[1.5], ..], y: ["cat", ..] }`. */
export type SampleTable = Schemas["DatasetRequest"];
/** The `data` of a spec that uses uploaded samples. */
export type UploadedData = Schemas["UploadedData"];

/** Uploaded samples. Deletion needs the control token of the upload, or the API key of its owner. */
export class Dataset {
  readonly server: Server;
  readonly id: string;
  readonly controlToken: string | undefined;

  constructor(server: Server, id: string, controlToken?: string) {
    this.server = server;
    this.id = id;
    this.controlToken = controlToken;
  }

  /** The `data` of a spec that uses them. */
  data(options: Omit<UploadedData, "source" | "dataset"> = {}): UploadedData {
    return { source: "uploaded", dataset: this.id, ...options };
  }

  read(): Promise<DatasetState> {
    return result(this.server.api.GET("/api/v1/datasets/{id}", { params: { path: { id: this.id } } }));
  }

  /** No new job can use them. */
  async delete(): Promise<void> {
    await result(
      this.server.api.DELETE("/api/v1/datasets/{id}", {
        params: { path: { id: this.id } },
        headers: authorization(this.controlToken ?? this.server.key),
      }),
    );
  }
}
