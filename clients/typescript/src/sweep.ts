import { follow, type FollowOptions, type StreamEvent } from "./events.js";
import { ENDED } from "./job.js";
import type { components } from "./schema.js";
import { authorization, result, type Server } from "./server.js";
import type { JobState } from "./types.js";

type Schemas = components["schemas"];

/** A sweep as it is at one moment, with the numbers of its jobs by state. */
export type SweepState = Schemas["Sweep"];
/** What a sweep may have beside its spec and axes: `stop`, `name`, `webhook`. */
export type SweepRequest = Omit<Schemas["SweepRequest"], "spec" | "axes">;
/** `{ pointer: "/training/batchSize", values: [1, 10] }` or `{ seeds: 16 }`. */
export type SweepAxis = Schemas["SweepAxisRequest"];
/** The results: a column for each axis, and one row for each job. */
export type SweepTable = Schemas["SweepTable"];

/** What a stream of a sweep sends. */
export type SweepEvent =
  StreamEvent<"sweep.state", SweepState> | StreamEvent<"sweep.rows", Schemas["SweepRows"]>;

/** Jobs that differ in up to three fields. Changes need the control token of its creation, or the API key of its owner. */
export class Sweep {
  readonly server: Server;
  readonly id: string;
  readonly controlToken: string | undefined;

  constructor(server: Server, id: string, controlToken?: string) {
    this.server = server;
    this.id = id;
    this.controlToken = controlToken;
  }

  /** The sweep as it is now. */
  read(): Promise<SweepState> {
    return result(this.server.api.GET("/api/v1/sweeps/{id}", this.#reading));
  }

  /** Its jobs in the order of the table's rows. */
  async jobs(): Promise<JobState[]> {
    return (await result(this.server.api.GET("/api/v1/sweeps/{id}/jobs", this.#reading))).data;
  }

  table(): Promise<SweepTable> {
    return result(this.server.api.GET("/api/v1/sweeps/{id}/table", this.#reading));
  }

  /** The table as CSV with a header. */
  csv(): Promise<string> {
    return result<string>(
      this.server.api.GET("/api/v1/sweeps/{id}/table", {
        ...this.#reading,
        headers: { Accept: "text/csv" },
        parseAs: "text",
      }),
    );
  }

  /**
   * Yields the sweep and the changed rows with the names of their columns until all jobs have ended, and goes on after a lost
   * connection. A new connection begins with the sweep and all rows.
   */
  events(options: FollowOptions = {}): AsyncGenerator<SweepEvent, void, undefined> {
    const { address, fetch, patience } = this.server;
    const url = `${address}/api/v1/sweeps/${encodeURIComponent(this.id)}/events`;
    return follow(
      fetch,
      url,
      patience,
      options,
      (event: SweepEvent) => event.name === "sweep.state" && ENDED.includes(event.data.state),
    );
  }

  /** Waits until all jobs have ended, and returns the sweep. */
  async wait(): Promise<SweepState> {
    const events = this.events();
    while (!(await events.next()).done);
    return this.read();
  }

  /** Cancels the jobs that have not ended. */
  cancel(): Promise<SweepState> {
    return result(this.server.api.POST("/api/v1/sweeps/{id}/cancel", this.#changing));
  }

  /** Deletes the sweep with its jobs. */
  async delete(): Promise<void> {
    await result(this.server.api.DELETE("/api/v1/sweeps/{id}", this.#changing));
  }

  get #reading(): { readonly params: { readonly path: { readonly id: string } } } {
    return { params: { path: { id: this.id } } };
  }

  get #changing(): {
    readonly params: { readonly path: { readonly id: string } };
    readonly headers: ReturnType<typeof authorization>;
  } {
    return { ...this.#reading, headers: authorization(this.controlToken ?? this.server.key) };
  }
}
