import { follow, type FollowOptions, type StreamEvent } from "./events.js";
import type { paths } from "./schema.js";
import { authorization, result, type Server } from "./server.js";
import type {
  Attention,
  Boundary,
  Changes,
  EpochMetrics,
  Frame,
  History,
  JobPatch,
  JobRequest,
  JobState,
  NetworkParameters,
  ParametersUpdate,
  Prediction,
  Samples,
  TrainingSpec,
} from "./types.js";

/** States that a job does not leave. */
export const ENDED: readonly string[] = ["succeeded", "failed", "cancelled"];

const HISTORY_PAGE = 10_000;

/** What a stream of a job sends. Later versions of the server may send others. */
export type JobEvent =
  | StreamEvent<"job.state", JobState>
  | StreamEvent<"job.frame", Frame>
  | StreamEvent<"job.attention", Attention>;

type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;

/** What a branch may have beside its epoch and changes. `run` is that of the epoch; default: the present one. */
export type BranchRequest = Omit<JobRequest, "from" | "changes"> & {
  readonly wait?: number;
  readonly run?: number;
};
/** What frames contain and how many arrive a second. By default they have the losses of every epoch. */
export type EventOptions = FollowOptions & Omit<Query<"/api/v1/jobs/{id}/events">, "lastEventId">;
/** An epoch of a run; default: the present ones. */
export interface EpochQuery {
  readonly epoch?: number;
  readonly run?: number;
}
export type FrameQuery = Query<"/api/v1/jobs/{id}/frame">;
export type BoundaryQuery = Query<"/api/v1/jobs/{id}/boundary">;
/** An epoch, and whether the file is a zip with the samples as CSV. */
export type ExportQuery = Query<"/api/v1/jobs/{id}/export">;

/** A job on the server. Changes need the control token that its creation has returned, or the API key of its owner. */
export class Job {
  readonly server: Server;
  readonly id: string;
  readonly controlToken: string | undefined;

  constructor(server: Server, id: string, controlToken?: string) {
    this.server = server;
    this.id = id;
    this.controlToken = controlToken;
  }

  /** The job as it is now. */
  read(): Promise<JobState> {
    return result(this.server.api.GET("/api/v1/jobs/{id}", this.#reading));
  }

  /**
   * Yields the events of the job until it has ended. After a lost connection it goes on behind the last event, so no epoch is
   * missing.
   */
  events(options: EventOptions = {}): AsyncGenerator<JobEvent, void, undefined> {
    return jobEvents(this.server, `jobs/${encodeURIComponent(this.id)}/events`, [], options, hasEnded);
  }

  /**
   * Waits until the job has ended, or `until` holds for it, and returns it.
   *
   * @param until called whenever the job has changed its state or its settings
   */
  async wait(until?: (job: JobState) => boolean): Promise<JobState> {
    for await (const event of this.events({ maxRate: 1 })) {
      if (event.name === "job.state" && until?.(event.data)) break;
    }
    return this.read();
  }

  /**
   * Submits a job that goes on from an epoch of this one, with other settings.
   *
   * @param changes by JSON pointer into the spec: `{ "/training/optimizer/learningRate": 0.1 }`
   */
  branch(
    epoch: number,
    changes: Record<string, unknown> = {},
    { run, ...request }: BranchRequest = {},
  ): Promise<Job> {
    const from = { job: this.id, epoch, ...(run !== undefined && { run }) };
    return this.server.submit(undefined, { ...request, from, changes });
  }

  // Control. A live job begins paused; a batch job can be cancelled only.

  play(): Promise<JobState> {
    return result(this.server.api.POST("/api/v1/jobs/{id}/play", this.#changing));
  }

  pause(): Promise<JobState> {
    return result(this.server.api.POST("/api/v1/jobs/{id}/pause", this.#changing));
  }

  /** Trains so many epochs or batches, and pauses. `wait` waits for that. */
  step(count = 1, unit: "epoch" | "batch" = "epoch"): Promise<JobState> {
    const body = { count, unit };
    return result(this.server.api.POST("/api/v1/jobs/{id}/step", { ...this.#changing, body }));
  }

  /** Begins another run at epoch 0, with the same initial parameters or with new ones. */
  reset(seed: "same" | "new" = "same"): Promise<JobState> {
    return result(this.server.api.POST("/api/v1/jobs/{id}/reset", { ...this.#changing, body: { seed } }));
  }

  cancel(): Promise<JobState> {
    return result(this.server.api.POST("/api/v1/jobs/{id}/cancel", this.#changing));
  }

  /** Changes settings while the job is training, such as `{ learningRate: 0.1 }`. */
  patch(settings: JobPatch): Promise<JobState> {
    return result(this.server.api.PATCH("/api/v1/jobs/{id}", { ...this.#changing, body: settings }));
  }

  /** Begins another run with another spec. `keep: "parameters"` keeps the parameters, if they fit. */
  replaceSpec(spec: TrainingSpec, query: { readonly keep?: "parameters" } = {}): Promise<JobState> {
    const { headers, params } = this.#changing;
    return result(
      this.server.api.PUT("/api/v1/jobs/{id}/spec", { headers, params: { ...params, query }, body: spec }),
    );
  }

  /** Sets weights and biases: what `parameters` has returned, with other values. */
  replaceParameters(parameters: ParametersUpdate): Promise<JobState> {
    return result(
      this.server.api.PUT("/api/v1/jobs/{id}/parameters", { ...this.#changing, body: parameters }),
    );
  }

  /** Keeps the job for so many days from its end. */
  keep(days: number): Promise<JobState> {
    return result(this.server.api.PUT("/api/v1/jobs/{id}/retention", { ...this.#changing, body: { days } }));
  }

  /** Deletes the job with everything that belongs to it. */
  async delete(): Promise<void> {
    await result(this.server.api.DELETE("/api/v1/jobs/{id}", this.#changing));
  }

  // Results

  /** The losses by epoch, all of them; epoch 0 is the untrained network. */
  async history(): Promise<History> {
    const history = await this.#historyAfter({});
    for (let page = history; page.epoch.length === HISTORY_PAGE;) {
      page = await this.#historyAfter({ after: history.epoch.at(-1) ?? 0, run: history.run });
      history.epoch.push(...page.epoch);
      history.trainLoss.push(...page.trainLoss);
      history.validationLoss?.push(...(page.validationLoss ?? []));
      history.testLoss?.push(...(page.testLoss ?? []));
    }
    return history;
  }

  #historyAfter(page: { readonly after?: number; readonly run?: number }): Promise<History> {
    return result(
      this.server.api.GET("/api/v1/jobs/{id}/history", {
        params: { path: { id: this.id }, query: { limit: HISTORY_PAGE, ...page } },
      }),
    );
  }

  /** Weights and biases by layer; `weights` of a dense layer have the shape [units][inputs]. */
  parameters(query: EpochQuery = {}): Promise<NetworkParameters> {
    return result(this.server.api.GET("/api/v1/jobs/{id}/parameters", this.#asking(query)));
  }

  /** The outputs of the network for inputs, [samples][outputs], and the labels of a classification. */
  predict(x: number[][], query: EpochQuery = {}): Promise<Prediction> {
    return result(this.server.api.POST("/api/v1/jobs/{id}/predict", { ...this.#asking(query), body: { x } }));
  }

  /** Losses, accuracies and what else is measured of an epoch. */
  metrics(query: EpochQuery = {}): Promise<EpochMetrics> {
    return result(this.server.api.GET("/api/v1/jobs/{id}/metrics", this.#asking(query)));
  }

  /** What a stream showed of an epoch. */
  frame(query: FrameQuery = {}): Promise<Frame> {
    return result(this.server.api.GET("/api/v1/jobs/{id}/frame", this.#asking(query)));
  }

  /** Where settings or parameters were changed during a run. */
  async changes(query: { readonly run?: number } = {}): Promise<Changes["changes"]> {
    return (await result(this.server.api.GET("/api/v1/jobs/{id}/changes", this.#asking(query)))).changes;
  }

  /** The outputs on a regular grid, `values` of the shape [outputs][resolution * resolution], row 0 the largest x2. */
  boundary(query: BoundaryQuery = {}): Promise<Boundary> {
    return result(
      this.server.api.GET("/api/v1/jobs/{id}/boundary", { params: { path: { id: this.id }, query } }),
    );
  }

  /** The samples of the train, validation and test set. */
  samples(): Promise<Samples> {
    return result(this.server.api.GET("/api/v1/jobs/{id}/samples", this.#reading));
  }

  /** A result as CSV with a header. */
  csv(subject: "history" | "parameters" | "samples"): Promise<string> {
    const path = `/api/v1/jobs/{id}/${subject}` as const;
    return result<string>(
      this.server.api.GET(path, { ...this.#reading, headers: { Accept: "text/csv" }, parseAs: "text" }),
    );
  }

  /** The network as a file that runs elsewhere. */
  async export(
    format: ExportQuery["format"],
    query: Omit<ExportQuery, "format"> = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    const content = await result<ArrayBuffer>(
      this.server.api.GET("/api/v1/jobs/{id}/export", {
        params: { path: { id: this.id }, query: { format, ...query } },
        headers: { Accept: "*/*" },
        parseAs: "arrayBuffer",
      }),
    );
    return new Uint8Array(content);
  }

  #asking<Q>(query: Q): { readonly params: { readonly path: { readonly id: string }; readonly query: Q } } {
    return { params: { path: { id: this.id }, query } };
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

export function hasEnded(event: JobEvent): boolean {
  return event.name === "job.state" && ENDED.includes(event.data.state);
}

/**
 * Follows a stream of events of jobs.
 *
 * @param path below that of the API
 * @param ids of jobs, for the query
 */
export function jobEvents(
  { address, fetch, patience }: Server,
  path: string,
  ids: readonly string[],
  { lastId, signal, include = ["losses"], ...view }: EventOptions,
  isLast: (event: JobEvent) => boolean,
): AsyncGenerator<JobEvent, void, undefined> {
  const query = new URLSearchParams([
    ...ids.map((id) => ["job", id]),
    ...Object.entries({ include, ...view }).map(([name, value]) => [name, String(value)]),
  ]);
  const url = `${address}/api/v1/${path}?${query.toString()}`;
  const options = { ...(lastId !== undefined && { lastId }), ...(signal && { signal }) };
  return follow(fetch, url, patience, options, isLast);
}
