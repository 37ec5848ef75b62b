import { afterEach, expect, test, vi } from "vitest";
import { authorization, httpClient, outcomeOf } from "../../src/api/http-client";

const api = httpClient("http://server/path/", () => "zh-CN");

/** Sets the answer to the next request; `requests` contains what was sent. */
function answerWith(answer: () => Response | Promise<Response>): Request[] {
  const requests: Request[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    requests.push(request);
    return Promise.resolve().then(answer);
  });
  return requests;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const catalog = () => outcomeOf(api.GET("/api/v1/catalog"), ({ tasks }) => tasks);

test("converts an answer", async () => {
  answerWith(() => Response.json({ tasks: ["regression"] }));
  expect(await catalog()).toEqual({ type: "done", value: ["regression"] });
});

test("sends the language, the token, the wait and the encoded id, but no cookies", async () => {
  const requests = answerWith(() => new Response(null, { status: 204 }));
  await outcomeOf(
    api.DELETE("/api/v1/jobs/{id}", {
      params: { path: { id: "a/b" } },
      headers: authorization("secret"),
    }),
    () => undefined,
  );
  const [request] = requests;
  expect(request?.url).toBe("http://server/path/api/v1/jobs/a%2Fb");
  expect(request?.credentials).toBe("omit");
  expect(request?.headers.get("Accept-Language")).toBe("zh-CN");
  expect(request?.headers.get("Authorization")).toBe("Bearer secret");
});

test("extends the timeout of a request that waits for the end of a job", async () => {
  const timeout = vi.spyOn(AbortSignal, "timeout");
  answerWith(() => Response.json({ id: "1" }));
  await catalog();
  await outcomeOf(
    api.POST("/api/v1/jobs", {
      params: { header: { Prefer: "wait=10" } },
      body: { spec: { data: { source: "generated", generator: "circle" } } },
    }),
    ({ id }) => id,
  );
  expect(timeout.mock.calls).toEqual([[15_000], [25_000]]);
});

test.each([401, 403, 404, 410])("reports status %i as a job that is gone", async (status) => {
  answerWith(() => Response.json({ title: "No" }, { status }));
  expect(await catalog()).toEqual({ type: "gone" });
});

test.each([429, 503])("reports when to retry after status %i", async (status) => {
  answerWith(() => Response.json({}, { status, headers: { "Retry-After": "7" } }));
  expect(await catalog()).toEqual({ type: "busy", retryAfterSeconds: 7 });
  answerWith(() => new Response(null, { status }));
  expect(await catalog()).toEqual({ type: "busy", retryAfterSeconds: 2 });
});

test("keeps the violations of a problem document", async () => {
  const errors = [{ pointer: "/spec/task", detail: "is unknown" }];
  const problem = { title: "The spec is invalid.", detail: "One field.", errors };
  answerWith(
    () =>
      new Response(JSON.stringify(problem), {
        status: 422,
        headers: { "Content-Type": "application/problem+json" },
      }),
  );
  expect(await catalog()).toEqual({ type: "refused", problem });
});

test("shows the status of an error without a problem document", async () => {
  answerWith(() => new Response("<html>", { status: 500 }));
  expect(await catalog()).toEqual({ type: "refused", problem: { title: "HTTP 500", errors: [] } });
});

test("reports a gateway without a server, a lost connection and an invalid answer as unreachable", async () => {
  for (const answer of [
    () => new Response(null, { status: 502 }),
    () => new Response(null, { status: 504 }),
    () => Promise.reject(new TypeError("failed to fetch")),
    () => new Response("{broken"),
  ]) {
    answerWith(answer);
    expect(await catalog()).toEqual({ type: "unreachable" });
  }
});
