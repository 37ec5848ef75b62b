import type { Outcome } from "../model/training/training-server";
import { problemOf } from "./convert";
import type { WireProblem } from "./wire";

/** A server that does not answer within this many milliseconds counts as lost. */
const PATIENCE = 15_000;

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string | undefined;
  /** Seconds that the server may take to answer with the job's end. */
  readonly wait?: number;
}

/** Sends a request; everything that can go wrong becomes an outcome. */
export type Send = <T>(request: Request, convert: (wire: unknown) => T) => Promise<Outcome<T>>;

/**
 * @param base address of the API, without a slash at its end
 * @param language of the problem documents, asked anew for every request
 */
export function httpClient(base: string, language: () => string): Send {
  return async (request, convert) => {
    let response: Response;
    try {
      response = await fetch(`${base}${request.path}`, {
        method: request.method,
        headers: {
          Accept: "application/json, application/problem+json",
          "Accept-Language": language(),
          ...(request.body !== undefined && { "Content-Type": "application/json" }),
          ...(request.token !== undefined && { Authorization: `Bearer ${request.token}` }),
          ...(request.wait !== undefined && { Prefer: `wait=${String(request.wait)}` }),
        },
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE + (request.wait ?? 0) * 1000),
      });
      if (response.ok) {
        const wire: unknown = response.status === 204 ? undefined : await response.json();
        return { type: "done", value: convert(wire) };
      }
    } catch {
      return { type: "unreachable" };
    }
    return failure(response);
  };
}

export function pathOf(jobId: string): string {
  return `/jobs/${encodeURIComponent(jobId)}`;
}

/** A 401 or 403 for a job of our own means that the server has another secret now: the job is as good as gone. */
async function failure<T>(response: Response): Promise<Outcome<T>> {
  const { status } = response;
  if ([401, 403, 404, 410].includes(status)) return { type: "gone" };
  if (status === 429 || status === 503) {
    return { type: "busy", retryAfterSeconds: Number(response.headers.get("Retry-After") ?? "2") || 2 };
  }
  if (status === 502 || status === 504) return { type: "unreachable" };
  try {
    return { type: "refused", problem: problemOf((await response.json()) as WireProblem) };
  } catch {
    return { type: "refused", problem: { title: `HTTP ${String(status)}`, errors: [] } };
  }
}
