import { afterEach, expect, test, vi } from "vitest";
import { httpSweeps } from "../../src/api/http-sweeps";
import type { Sweep, SweepRow } from "../../src/model/sweep/sweep";

const SWEEP = {
  id: "s1",
  state: "running",
  axes: [{ pointer: "/training/batchSize", values: [1, 10] }, { seeds: 1 }],
  stop: { epochs: 10 },
  jobs: { total: 2 },
};
const STATE = `event:sweep.state\ndata:${JSON.stringify(SWEEP)}\n\n`;
const COLUMNS = [
  "/training/batchSize",
  "seed",
  "job",
  "state",
  "epoch",
  "addedLater",
  "testLoss",
  "trainLoss",
  "testAccuracy",
  "epochsToTarget",
];
const ROW = { index: 1, row: [10, 7, "j2", "succeeded", 10, "x", 0.2, 0.1, 0.75, null] };
const ROWS = `event:sweep.rows\ndata:${JSON.stringify({ columns: COLUMNS, rows: [ROW] })}\n\n`;
const END = `id:end\nevent:sweep.state\ndata:${JSON.stringify({ ...SWEEP, state: "succeeded" })}\n\n`;

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the listener is told when the server answers so. */
async function told(response: Response): Promise<unknown[]> {
  vi.stubGlobal("fetch", () => Promise.resolve(response));
  const calls: unknown[] = [];
  await new Promise<void>((resolve) => {
    httpSweeps("http://server/", () => "en").openStream("s1", {
      opened: () => calls.push("opened"),
      received: () => undefined,
      sweep: ({ state, total }: Sweep) => calls.push([state, total]),
      rows: (rows: ReadonlyMap<number, SweepRow>) => calls.push([...rows]),
      complete: () => calls.push("complete"),
      ended: (reason) => {
        calls.push(reason);
        resolve();
      },
    });
  });
  return calls;
}

test("reads the sweep and its rows by their columns from the stream, and knows its last event", async () => {
  const row = {
    job: "j2",
    state: "succeeded",
    epoch: 10,
    trainLoss: 0.1,
    testLoss: 0.2,
    testAccuracy: 0.75,
    epochsToTarget: undefined,
  };
  expect(await told(new Response(STATE + ROWS + END))).toEqual([
    "opened",
    ["running", 2],
    [[1, row]],
    ["succeeded", 2],
    "complete",
    "lost",
  ]);
});

test("tells a lost stream from one that is gone or has no room", async () => {
  expect(await told(new Response(STATE))).toEqual(["opened", ["running", 2], "lost"]);
  expect(await told(new Response(null, { status: 404 }))).toEqual(["gone"]);
  const full = new Response("{}", { status: 429, headers: { "Retry-After": "3" } });
  expect(await told(full)).toEqual([{ retryAfterSeconds: 3 }]);
});
