import createClient, { type Client } from "openapi-fetch";
import { Dataset, type SampleTable } from "./dataset.js";
import { hasEnded, Job, jobEvents, type EventOptions, type JobEvent } from "./job.js";
import { patientFetch, retryDelay, type Fetch } from "./patient-fetch.js";
import { problemOf, ProblemError } from "./problem.js";
import type { paths } from "./schema.js";
import { Sweep, type SweepAxis, type SweepRequest } from "./sweep.js";
import type { Catalog, JobRequest, JobState, TrainingSpec } from "./types.js";

/** All calls of the API, with the types of its document. */
export type Api = Client<paths, "application/json">;

export interface ServerOptions {
  /** API key; without one, the server's limits count per address. */
  readonly key?: string;
  /** Seconds for which reading calls and `submit` are repeated while the server is full or out of reach; default: 60. */
  readonly patience?: number;
  /** Default: that of the platform. */
  readonly fetch?: Fetch;
}

/** What to list: the query of `GET /api/v1/jobs`. */
export type JobQuery = Omit<NonNullable<paths["/api/v1/jobs"]["get"]["parameters"]["query"]>, "after">;

/** A server of NN Playground. */
export class Server {
  readonly address: string;
  readonly key: string | undefined;
  /** Milliseconds. */
  readonly patience: number;
  /** Sends one request, without repetition. */
  readonly fetch: Fetch;
  /** For calls that have no function here: `result(server.api.GET("/api/v1/exercises"))`. */
  readonly api: Api;

  constructor(address = "http://localhost:8080", options: ServerOptions = {}) {
    this.address = address.replace(/\/$/, "");
    this.key = options.key;
    this.patience = 1000 * (options.patience ?? 60);
    this.fetch = options.fetch ?? ((request) => fetch(request));
    this.api = createClient<paths, "application/json">({
      baseUrl: this.address,
      credentials: "omit",
      headers: { Accept: "application/json, application/problem+json" },
      fetch: patientFetch(this.fetch, this.patience),
    });
  }

  /** All choices, defaults and limits of a spec. */
  catalog(): Promise<Catalog> {
    return result(this.api.GET("/api/v1/catalog"));
  }

  /**
   * Submits a job; a branch has no spec. The server delays its response until the job has ended, for at most `wait` seconds (up to 60).
   *
   * @throws ProblemError with every violation if the spec is invalid
   */
  async submit(
    spec: TrainingSpec | undefined,
    { wait = 0, ...request }: JobRequest & { wait?: number } = {},
  ): Promise<Job> {
    const { id, controlToken } = await result(
      this.api.POST("/api/v1/jobs", {
        body: { ...(spec && { spec }), ...request },
        params: {
          header: {
            "Idempotency-Key": crypto.randomUUID(),
            ...(wait > 0 && { Prefer: `wait=${String(wait)}` }),
          },
        },
        headers: authorization(this.key),
      }),
    );
    return new Job(this, id, controlToken);
  }

  /**
   * Trains a spec with every combination of the values of 1 to 3 axes, at most 256 jobs.
   *
   * @throws ProblemError with every violation if the spec or an axis is invalid
   */
  async sweep(spec: TrainingSpec, axes: SweepAxis[], request: SweepRequest = {}): Promise<Sweep> {
    const { id, controlToken } = await result(
      this.api.POST("/api/v1/sweeps", {
        body: { spec, axes, ...request },
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        headers: authorization(this.key),
      }),
    );
    return new Sweep(this, id, controlToken);
  }

  /**
   * Uploads samples: CSV with a header, or a table.
   *
   * @param label column of the CSV with the labels; default: the last one
   */
  async upload(table: string | SampleTable, label?: string): Promise<Dataset> {
    const isCsv = typeof table === "string";
    const { id, controlToken } = await result(
      this.api.POST("/api/v1/datasets", {
        body: table,
        params: { query: label === undefined ? {} : { label } },
        headers: { ...authorization(this.key), "Content-Type": isCsv ? "text/csv" : "application/json" },
        ...(isCsv && { bodySerializer: String }),
      }),
    );
    return new Dataset(this, id, controlToken);
  }

  /** A job that somebody has submitted; its id permits reading it. */
  job(id: string, controlToken?: string): Job {
    return new Job(this, id, controlToken);
  }

  /**
   * Yields the events of several jobs on one stream until all have ended; at most 8 jobs. A `job.state` has the job's id as `id`,
   * a `job.frame` as `job`. The rest is as in `Job.events`.
   */
  events(jobs: readonly Job[], options: EventOptions = {}): AsyncGenerator<JobEvent, void, undefined> {
    const ids = jobs.map(({ id }) => id);
    const training = new Set(ids);
    return jobEvents(this, "events", ids, options, (event) => {
      if (event.name === "job.state" && hasEnded(event)) training.delete(event.data.id);
      return training.size === 0;
    });
  }

  /** The jobs of the API key, newest first. */
  async *jobs(query: JobQuery = {}): AsyncGenerator<JobState, void, undefined> {
    let after: string | undefined;
    do {
      const page = await result(
        this.api.GET("/api/v1/jobs", {
          params: { query: { ...query, ...(after !== undefined && { after }) } },
          headers: authorization(this.key),
        }),
      );
      yield* page.data;
      after = page.next;
    } while (after !== undefined);
  }
}

/** The header that authorizes a call. */
export function authorization(token: string | undefined): { readonly Authorization?: string } {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

/**
 * The content of the response to a call of `Server.api`.
 *
 * @throws ProblemError if the server has refused it
 */
export async function result<D>(
  call: Promise<{ data?: D; error?: unknown; response: Response }>,
): Promise<NonNullable<D>> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ProblemError(response.status, problemOf(error), retryDelay(response));
  return data as NonNullable<D>;
}
