import type { Problem } from "./types.js";

/** The server has refused a request. `problem` is its problem document (RFC 9457), catalogued in docs/problems.md. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly status: number;
  readonly problem: Partial<Problem>;
  /** Milliseconds after which a repetition may succeed; undefined if the server has not said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, problem: Partial<Problem>, retryAfter?: number) {
    const reasons = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
    super([problem.detail ?? problem.title ?? `HTTP ${String(status)}`, ...reasons].join("; "));
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The problem of a response; an empty one if its body is no problem document. */
export function problemOf(body: unknown): Partial<Problem> {
  return typeof body === "object" && body !== null ? body : {};
}
