import { contractSpec } from "../model/spec/shaped-layers";
import createClient, { type Client } from "openapi-fetch";
import type { PartialSpec } from "../model/course/course-server";
import type { TrainingSpec } from "../model/spec/spec";
import type { Outcome } from "../model/training/training-server";
import { problemOf } from "./convert";
import type { paths } from "./schema";
import type { WireSpec } from "./wire";

/** Time after which a server that does not answer counts as lost; milliseconds. */
export const TIMEOUT = 15_000;

/** The API, with the paths, parameters, bodies and answers of its OpenAPI document. */
export type Api = Client<paths, "application/json">;

/**
 * @param base address of the server, without the path of the API
 * @param language of the problem documents, read again for every request
 */
export function httpClient(base: string, language: () => string): Api {
  return createClient<paths, "application/json">({
    baseUrl: base,
    credentials: "omit",
    headers: { Accept: "application/json, application/problem+json" },
    fetch: (request) => {
      request.headers.set("Accept-Language", language());
      return fetch(request, { signal: AbortSignal.timeout(TIMEOUT + waitTime(request)) });
    },
  });
}

/** Milliseconds that the request asks the server to wait for the end of a job. */
function waitTime({ headers }: Request): number {
  return 1000 * Number(headers.get("Prefer")?.replace("wait=", "") ?? "0");
}

/** The header that authorizes changes of the page's own job. */
export function authorization(token: string | undefined): { readonly Authorization?: string } {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

/** Names of choices come from the catalogue at run time; the server checks them. */
export function specBody(spec: PartialSpec | TrainingSpec): WireSpec {
  return contractSpec(spec as TrainingSpec) as WireSpec;
}

/** The response to a request, and its content. */
export type Answer<D> =
  | { readonly data: D; readonly error?: never; readonly response: Response }
  | { readonly data?: never; readonly error: unknown; readonly response: Response };

/** Converts every result of a request, failures included, into an outcome. */
export async function outcomeOf<D, T>(
  request: Promise<Answer<D>>,
  convert: (data: D) => T,
): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await request;
    return response.ok ? { type: "done", value: convert(data as D) } : failureOf(response, error);
  } catch {
    return { type: "unreachable" };
  }
}

/** 401 or 403 for an own job means that the server's secret has changed: the job no longer exists for the page. */
function failureOf<T>({ status, headers }: Response, error: unknown): Outcome<T> {
  if ([401, 403, 404, 410].includes(status)) return { type: "gone" };
  if (status === 429 || status === 503) {
    return { type: "busy", retryAfterSeconds: Number(headers.get("Retry-After") ?? "2") || 2 };
  }
  if (status === 502 || status === 504) return { type: "unreachable" };
  const problem = typeof error === "object" && error !== null ? problemOf(error) : undefined;
  return { type: "refused", problem: problem ?? { title: `HTTP ${String(status)}`, errors: [] } };
}
