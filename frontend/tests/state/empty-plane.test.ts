import { beforeEach, describe, expect, it } from "vitest";
import { encodeAddress } from "../../src/model/address/address";
import { withClusters } from "../../src/model/spec/edit-spec";
import { withPoint } from "../../src/model/data/own-points";
import { addressOf } from "../../src/state/store";
import { pendingAnswers } from "./fakes";
import { openPage, type OpenedPage } from "./opened-page";

let clock: OpenedPage["clock"];
let server: OpenedPage["server"];
let store: OpenedPage["store"];
let actions: OpenedPage["actions"];

beforeEach(async () => {
  ({ clock, server, store, actions } = await openPage());
});

describe("An empty plane", () => {
  const point = () => actions.editPoints((all) => withPoint(all, [1, 2], 1, "train"));

  it("waits for its first point: nothing is sent or trained until then, and the weights stay", async () => {
    actions.togglePlay();
    await pendingAnswers();
    actions.clearPoints();
    await clock.advance(1000);
    expect(store.lacksSamples.value).toBe(true);
    expect(store.playing.value).toBe(false);
    expect(server.requestCount("put")).toBe(0);
    expect(server.requests.at(-1)).toBe("pause job-1");
    actions.togglePlay();
    actions.step();
    actions.reset("same");
    server.listener?.state(server.current);
    await clock.advance(1000);
    expect(server.requests.at(-1)).toBe("pause job-1");
    expect(store.lacksSamples.value).toBe(true);
    point();
    await clock.advance(1000);
    expect(server.requestCount("put keeping")).toBe(1);
    expect(server.specs.at(-1)?.data).toMatchObject({ train: [{ x: [1, 2], y: 1 }], test: [] });
  });

  it("in an address creates its job with the first point", async () => {
    const spec = { ...store.spec.value, data: { source: "inline", train: [] } } as const;
    ({ clock, server, store, actions } = await openPage(encodeAddress({ ...addressOf(store), spec })));
    await clock.advance(5000);
    expect(server.requests).toEqual([]);
    expect(store.connection.value).toEqual({ type: "live" });
    point();
    await clock.advance(1000);
    expect(server.requestCount("create")).toBe(1);
  });

  it("is offered only for data of two columns", () => {
    actions.selectTool({ type: "draw", y: 1, set: "train" });
    actions.edit((spec) => withClusters(spec, { dimensions: 3 }));
    expect(store.tool.value).toBeUndefined();
    actions.selectTool({ type: "draw", y: 1, set: "train" });
    expect(store.tool.value).toBeUndefined();
  });
});
