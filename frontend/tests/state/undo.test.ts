import { beforeEach, describe, expect, it } from "vitest";
import { withOutputActivation } from "../../src/model/spec/edit-choices";
import { withActivation, withData, withLearningRate, withUnits } from "../../src/model/spec/edit-spec";
import { withPoint, withPointMoved } from "../../src/model/data/own-points";
import { pendingAnswers } from "./fakes";
import { openPage, type OpenedPage } from "./opened-page";

const PARAMETERS = [{ weights: [[0.1, 0.2]], biases: [0.3] }];

let clock: OpenedPage["clock"];
let server: OpenedPage["server"];
let store: OpenedPage["store"];
let actions: OpenedPage["actions"];

beforeEach(async () => {
  ({ clock, server, store, actions } = await openPage("networkShape="));
  server.send({ epoch: 0, parameters: PARAMETERS, losses: { fromEpoch: 0, train: [0.5], test: [0.5] } });
});

describe("Undo", () => {
  it("restores a stop condition without a restart, and a learning rate, too", async () => {
    actions.setStopConditions({ patience: 20, targetTestLoss: 0.1 });
    await clock.advance(1000);
    actions.edit((spec) => withLearningRate(spec, 0.3));
    await clock.advance(1000);
    actions.undo();
    expect(store.spec.value.training.optimizer.learningRate).toBe(0.03);
    actions.undo();
    expect(store.stop.value).toEqual({});
    await clock.advance(500);
    expect(server.requestCount("put")).toBe(0);
    expect(server.requests.at(-1)).toBe('change {"stop":{}}');
  });

  it("restores the weights from before new ones were drawn", async () => {
    actions.reset("new");
    await pendingAnswers();
    const seeded = { ...store.spec.value, training: { ...store.spec.value.training, seed: 9 } };
    server.listener?.state({ ...server.current, spec: seeded });
    expect(store.spec.value.training.seed).toBe(9);
    actions.undo();
    expect(store.spec.value.training.seed).toBe(1);
  });
});

describe("Undo of a trained network", () => {
  const LEARNED = [{ weights: [[2, -3]], biases: [1] }];

  async function learns(epoch: number): Promise<void> {
    server.send({ epoch, parameters: LEARNED, losses: { fromEpoch: epoch, train: [0.1], test: [0.1] } });
    await clock.advance(1000);
  }

  it("continues if only the data change", async () => {
    await learns(50);
    actions.regenerateData();
    await clock.advance(1000);
    actions.undo();
    await clock.advance(1000);
    expect(server.requests.filter((each) => each.startsWith("put"))).toEqual(["put keeping", "put keeping"]);
    expect(server.parameters).toEqual([]);
  });

  it("continues also if it was trained only after the data changed", async () => {
    actions.edit((spec) => withData(spec, { noise: 0.2 }));
    await clock.advance(1000);
    await learns(50);
    actions.undo();
    await clock.advance(1000);
    expect(server.requests.filter((each) => each.startsWith("put"))).toEqual(["put", "put keeping"]);
    actions.redo();
    await clock.advance(1000);
    expect(server.parameters).toEqual([LEARNED]);
  });

  it("restores it after a reset that followed new samples", async () => {
    await learns(50);
    actions.regenerateData();
    await clock.advance(1000);
    server.send({ epoch: 0, parameters: LEARNED });
    actions.reset("same");
    await clock.advance(1000);
    server.send({ epoch: 0, parameters: PARAMETERS });
    actions.undo();
    await clock.advance(1000);
    expect(server.parameters).toEqual([LEARNED]);
  });

  it("restores it after a reset, says that its epochs start from 0, and can be redone", async () => {
    await learns(50);
    actions.reset("same");
    await clock.advance(1000);
    server.send({ epoch: 0, parameters: PARAMETERS });
    actions.undo();
    await clock.advance(1000);
    expect(server.parameters).toEqual([LEARNED]);
    expect(server.requests.slice(-2)).toEqual(["reset job-1", "parameters"]);
    expect(store.notice.value).toEqual({ type: "weightsRestored" });
    server.send({ epoch: 0, parameters: LEARNED });
    actions.redo();
    await clock.advance(1000);
    expect(server.requests.at(-1)).toBe("reset job-1");
    server.send({ epoch: 0, parameters: PARAMETERS });
    actions.undo();
    await clock.advance(1000);
    expect(server.parameters).toEqual([LEARNED, LEARNED]);
  });

  it("restores it after a choice that restarted it", async () => {
    await learns(50);
    actions.edit((spec) => withData(spec, { noise: 0.2 }));
    await clock.advance(1000);
    server.send({ epoch: 0, parameters: PARAMETERS });
    actions.undo();
    await clock.advance(1000);
    expect(server.parameters).toEqual([LEARNED]);
    expect(store.spec.value.data).toMatchObject({ noise: 0 });
  });

  describe.each([
    ["in quick succession", 0],
    ["one by one", 1000],
  ])("to the start, and redo to the end, %s", (_, pause) => {
    const [FIRST, SECOND, THIRD] = [2, 3, 4].map((weight) => [
      { weights: [[weight, -weight]], biases: [1] },
    ]) as [typeof LEARNED, typeof LEARNED, typeof LEARNED];

    /** The server's frame of a network that begins anew, or with the parameters that were restored last. */
    async function settles(): Promise<void> {
      if (pause === 0) return;
      const { length } = server.parameters;
      await clock.advance(pause);
      const restored = server.parameters.length > length ? server.parameters.at(-1) : undefined;
      server.send({ epoch: 0, parameters: restored ?? PARAMETERS });
    }

    async function trains(parameters: typeof LEARNED): Promise<void> {
      server.send({ epoch: 50, parameters, losses: { fromEpoch: 50, train: [0.1], test: [0.1] } });
      await clock.advance(1000);
    }

    beforeEach(async () => {
      await trains(FIRST);
      actions.edit((spec, catalog) => withOutputActivation(spec, "sigmoid", catalog));
      await clock.advance(1000);
      await trains(SECOND);
      actions.edit((spec, catalog) => withOutputActivation(spec, "linear", catalog));
      await clock.advance(1000);
      await trains(THIRD);
      server.parameters.length = 0;
    });

    it("brings each training back", async () => {
      actions.undo();
      await settles();
      expect(store.parameters.value).toEqual(SECOND);
      actions.undo();
      await settles();
      expect(store.parameters.value).toEqual(FIRST);
      actions.redo();
      await settles();
      expect(store.parameters.value).toEqual(SECOND);
      actions.redo();
      await settles();
      expect(store.parameters.value).toEqual(THIRD);
      await clock.advance(1000);
      expect(server.parameters.at(-1)).toEqual(THIRD);
      expect(server.specs.at(-1)?.network.layers.at(-1)?.activation).toBe("linear");
      actions.undo();
      await clock.advance(1000);
      expect(server.parameters.at(-1)).toEqual(SECOND);
    });

    it("sends only parameters that belong to the network on the server", async () => {
      actions.undo();
      await settles();
      actions.undo();
      await settles();
      await clock.advance(1000);
      expect(server.parameters).toEqual(pause > 0 ? [SECOND, FIRST] : [FIRST]);
    });
  });

  it("restores nothing if nothing was learned", async () => {
    actions.reset("same");
    await clock.advance(1000);
    expect(actions.history.canUndo.value).toBe(false);
  });
});

describe("Edits in quick succession", () => {
  it("are undone one by one", () => {
    actions.edit((spec) => withData(spec, { noise: 0.1 }));
    actions.edit((spec) => withActivation(withUnits(spec, 0, 3), "relu"));
    actions.edit((spec) => withLearningRate(spec, 0.1));
    actions.edit((spec) => withLearningRate(spec, 0.3));
    actions.undo();
    expect(store.spec.value.training.optimizer.learningRate).toBe(0.1);
    actions.undo();
    expect(store.spec.value.training.optimizer.learningRate).toBe(0.03);
  });

  it("are one edit while a slider is dragged; another slider starts another edit", () => {
    for (const percent of [5, 10, 15])
      actions.edit((spec) => withData(spec, { noise: percent / 100 }), "noise");
    actions.edit((spec) => withData(spec, { trainFraction: 0.7 }), "trainFraction");
    actions.undo();
    expect(store.spec.value.data).toMatchObject({ noise: 0.15, trainFraction: 0.5 });
    actions.undo();
    expect(store.spec.value.data).toMatchObject({ noise: 0 });
    expect(actions.history.canUndo.value).toBe(false);
  });

  it("are one edit for each point, including its moves", () => {
    actions.clearPoints();
    for (const index of [0, 1, 2]) {
      const gesture = `train ${String(index)}`;
      actions.editPoints((all) => withPoint(all, [index, 0], 1, "train"), gesture);
      actions.editPoints((all) => withPointMoved(all, { set: "train", index }, [index, 1]), gesture);
    }
    actions.undo();
    expect(store.shownSamples.value?.train).toEqual([
      { x: [0, 1], y: 1 },
      { x: [1, 1], y: 1 },
    ]);
  });
});
