import type { Page } from "playwright-core";

/**
 * Collects the jobs that a page controls, those of its frames included.
 *
 * @returns ends these jobs; otherwise they would train for a minute after their page is closed, beside the next tests
 */
export function collectControlledJobs(page: Page): () => Promise<void> {
  const tokens = new Map<string, string>();
  page.on("request", (request) => {
    const job = /^.*\/api\/v1\/jobs\/[^/?]+/.exec(request.url())?.[0];
    const authorization = request.headers()["authorization"];
    if (job !== undefined && authorization !== undefined) tokens.set(job, authorization);
  });
  return async () => {
    const calls = Array.from(tokens, ([job, authorization]) =>
      fetch(job, { method: "DELETE", headers: { Authorization: authorization } }),
    );
    // A job or its server may be gone already.
    await Promise.allSettled(calls);
  };
}
