import { readSpec } from "../model/spec/read-spec";
import type { Stop } from "../model/training/job";
import type { Sweep, SweepAxis, SweepListener, SweepRow, SweepServer } from "../model/sweep/sweep";
import { outcomeOf, specBody, TIMEOUT, type Answer } from "./http-client";
import { readEvents } from "./read-events";

interface WireSweep {
  readonly id: string;
  readonly state: string;
  readonly spec?: unknown;
  readonly axes: readonly {
    readonly pointer?: string;
    readonly values?: readonly unknown[];
    readonly seeds?: number;
  }[];
  readonly stop: Stop;
  readonly jobs: { readonly total: number };
  readonly controlToken?: string;
}

interface WireRows {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly index: number; readonly row: readonly unknown[] }[];
}

/**
 * HTTP adapter of the port for sweeps.
 *
 * @param base address of the server, without the path of the API
 * @param language of the problem documents, read again for every request
 */
export function httpSweeps(base: string, language: () => string): SweepServer {
  const root = `${base.replace(/\/$/, "")}/api/v1`;
  const at = (id: string, part = "") => `${root}/sweeps/${encodeURIComponent(id)}${part}`;
  async function json<D>(url: string, init: RequestInit = {}): Promise<Answer<D>> {
    const response = await send(url, language(), "application/json, application/problem+json", init);
    const body: unknown = await response.json();
    return response.ok ? { data: body as D, response } : { error: body, response };
  }
  async function text(url: string): Promise<Answer<string>> {
    const response = await send(url, language(), "text/csv");
    const body = await response.text();
    return response.ok ? { data: body, response } : { error: body, response };
  }
  return {
    submit: ({ spec, axes, stop }) =>
      outcomeOf(
        json<WireSweep>(`${root}/sweeps`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ spec: specBody(spec), axes, stop }),
        }),
        (wire) => ({ sweep: sweepOf(wire), controlToken: wire.controlToken ?? "" }),
      ),
    openStream: (id, listener) => openStream(at(id, "/events"), language(), listener),
    csv: (id) => outcomeOf(text(at(id, "/table")), (csv) => csv),
    cancel: ({ sweep, controlToken }) =>
      outcomeOf(
        json<WireSweep>(at(sweep.id, "/cancel"), {
          method: "POST",
          headers: { Authorization: `Bearer ${controlToken}` },
        }),
        sweepOf,
      ),
    pictureOf: (job, resolution) =>
      `${root}/jobs/${encodeURIComponent(job)}/boundary?resolution=${String(resolution)}`,
  };
}

function send(url: string, language: string, accept: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Accept", accept);
  headers.set("Accept-Language", language);
  return fetch(url, { ...init, headers, credentials: "omit", signal: AbortSignal.timeout(TIMEOUT) });
}

function sweepOf({ id, state, spec, axes, stop, jobs }: WireSweep): Sweep {
  return { id, state, spec: readSpec(spec), axes: axes.map(axisOf), stop, total: jobs.total };
}

function axisOf({ pointer = "", values = [], seeds }: WireSweep["axes"][number]): SweepAxis {
  return seeds === undefined ? { pointer, values } : { seeds };
}

function rowOf(columns: readonly string[], row: readonly unknown[]): SweepRow {
  const valueOf = (name: string) => row[columns.indexOf(name)];
  const numberOf = (name: string) => {
    const value = valueOf(name);
    return typeof value === "number" ? value : undefined;
  };
  const [job, state] = [valueOf("job"), valueOf("state")];
  return {
    job: typeof job === "string" ? job : undefined,
    state: typeof state === "string" ? state : "",
    epoch: numberOf("epoch") ?? 0,
    trainLoss: numberOf("trainLoss"),
    testLoss: numberOf("testLoss"),
    testAccuracy: numberOf("testAccuracy"),
    epochsToTarget: numberOf("epochsToTarget"),
  };
}

function openStream(url: string, language: string, listener: SweepListener): () => void {
  return readEvents(
    url,
    language,
    ({ event, data, id }) => {
      if (event === "sweep.state") {
        listener.sweep(sweepOf(JSON.parse(data) as WireSweep));
      } else if (event === "sweep.rows") {
        const { columns, rows } = JSON.parse(data) as WireRows;
        listener.rows(new Map(rows.map(({ index, row }) => [index, rowOf(columns, row)])));
      }
      if (id !== undefined) listener.complete(); // only the last event has an id
    },
    listener,
  );
}
