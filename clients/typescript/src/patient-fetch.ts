/** Milliseconds for one request: longer than the longest wait for a job. */
const REQUEST_TIMEOUT = 90_000;
/** Milliseconds before another try. */
export const RETRY_DELAY = 1_000;

/** Sends a request once. `globalThis.fetch` is one. */
export type Fetch = (request: Request) => Promise<Response>;

/**
 * Repeats requests while the server is full or out of reach. A request that may have been carried out is repeated only if
 * that changes nothing: one that reads, or one with an `Idempotency-Key`.
 *
 * @param patience milliseconds after which it gives up
 */
export function patientFetch(fetch: Fetch, patience: number): Fetch {
  return async (request) => {
    const deadline = Date.now() + patience;
    for (;;) {
      let delay: number | undefined;
      try {
        const signal = AbortSignal.any([request.signal, AbortSignal.timeout(REQUEST_TIMEOUT)]);
        const response = await fetch(new Request(request.clone(), { signal }));
        delay = retryDelay(response);
        if (delay === undefined || Date.now() + delay > deadline) return response;
      } catch (lost) {
        const repeatable = request.method === "GET" || request.headers.has("Idempotency-Key");
        if (!repeatable || request.signal.aborted || Date.now() + RETRY_DELAY > deadline) throw lost;
      }
      await sleep(delay ?? RETRY_DELAY);
    }
  };
}

/** Milliseconds after which the server asks for a repetition; undefined if it does not. */
export function retryDelay({ status, headers }: Response): number | undefined {
  const seconds = Number(headers.get("Retry-After") ?? NaN);
  return (status === 429 || status === 503) && seconds >= 0 ? 1000 * seconds : undefined;
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
