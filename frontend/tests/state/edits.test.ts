import { beforeEach, describe, expect, it } from "vitest";
import { withActivation } from "../../src/model/spec/edit-spec";
import { fixesFor } from "../../src/model/training/diagnosis-fixes";
import { pendingAnswers } from "./fakes";
import { openPage, type OpenedPage } from "./opened-page";

let clock: OpenedPage["clock"];
let server: OpenedPage["server"];
let store: OpenedPage["store"];
let job: OpenedPage["job"];
let actions: OpenedPage["actions"];

const PARAMETERS = [{ weights: [[0.1, 0.2]], biases: [0.3] }];
const BIAS = { layer: 0, unit: 0, from: "bias" } as const;

beforeEach(async () => {
  ({ clock, server, store, job, actions } = await openPage("networkShape="));
  server.send({ epoch: 0, parameters: PARAMETERS, losses: { fromEpoch: 0, train: [0.5], test: [0.5] } });
});

describe("A weight or bias that the user sets", () => {
  it("shows at once, is sent with all others, and is kept in frames that arrive meanwhile", async () => {
    actions.setParameter(BIAS, 7);
    expect(store.parameters.value?.[0]?.biases).toEqual([7]);
    server.send({ epoch: 0, parameters: PARAMETERS });
    expect(store.parameters.value?.[0]?.biases).toEqual([7]);
    await pendingAnswers();
    expect(server.parameters).toEqual([[{ weights: [[0.1, 0.2]], biases: [7] }]]);
    server.send({ epoch: 1, parameters: PARAMETERS });
    expect(store.parameters.value?.[0]?.biases).toEqual([0.3]);
  });

  it("can be undone and redone until the network restarts", async () => {
    actions.setParameter({ layer: 0, unit: 0, from: 1 }, -4);
    await clock.advance(1000);
    actions.undo();
    expect(store.parameters.value?.[0]?.weights).toEqual([[0.1, 0.2]]);
    await clock.advance(300);
    expect(server.parameters).toHaveLength(2);
    actions.redo();
    expect(store.parameters.value?.[0]?.weights).toEqual([[0.1, -4]]);
    await clock.advance(1000);
    actions.reset("same");
    await pendingAnswers();
    server.send({ epoch: 0, parameters: PARAMETERS });
    actions.undo();
    await clock.advance(1000);
    expect(server.parameters.at(-1)).toEqual([{ weights: [[0.1, -4]], biases: [0.3] }]);
    server.send({ epoch: 0, parameters: PARAMETERS });
    expect(actions.history.canUndo.value).toBe(false);
  });

  it("shows the reason at its field if it is rejected, and reloads the server's value", async () => {
    const errors = [{ pointer: "/layers/0/biases/0", detail: "must be between -1e9 and 1e9" }];
    server.failures.push({ type: "refused", problem: { title: "Invalid", errors } });
    actions.setParameter(BIAS, 1e30);
    await pendingAnswers();
    expect(store.fieldErrors.value.get("parameter")).toContain("1e9");
    expect(server.requestCount("stream")).toBe(2);
  });
});

describe("Steps by batch and by epoch", () => {
  it("are counted separately", async () => {
    actions.step("batch");
    actions.step("batch");
    actions.step();
    await pendingAnswers();
    expect(server.requests.slice(-2)).toEqual(["step 2 batch job-1", "step 1 epoch job-1"]);
  });
});

describe("Gradients", () => {
  it("are requested only while they are shown, from the stream's current event", () => {
    server.listener?.eventId("e3");
    actions.requestGradients(true);
    job.stream.reopen();
    expect(server.requests.at(-1)).toBe("stream job-1 with gradients");
    expect(server.resumedFrom.at(-1)).toBe("e3");
    actions.requestGradients(false);
    job.stream.reopen();
    expect(server.requests.at(-1)).toBe("stream job-1");
    expect(server.openStreams).toBe(1);
  });
});

describe("A diagnosis", () => {
  const dead = { diagnosis: [{ type: "deadUnits", layer: 0, units: [1] }], trainLoss: 0.5 };

  async function trains(seconds: number, frame: object): Promise<void> {
    for (let tenth = 0; tenth < seconds * 10; tenth++) {
      server.send({ epoch: tenth + 1, ...frame });
      await clock.advance(100);
    }
  }

  beforeEach(async () => {
    actions.togglePlay();
    await pendingAnswers();
  });

  it("is shown when it lasts, once per run, and never again after it was dismissed", async () => {
    await trains(1, dead);
    expect(store.notice.value).toBeUndefined();
    await trains(2, dead);
    expect(store.notice.value).toMatchObject({ type: "diagnosis", diagnosis: { type: "deadUnits" } });
    actions.dismissNotice();
    await trains(5, dead);
    expect(store.notice.value).toBeUndefined();
    actions.reset("same");
    actions.togglePlay();
    await pendingAnswers();
    await trains(5, dead);
    expect(store.notice.value).toBeUndefined();
  });

  it("disappears when it no longer holds, and is not shown for a trained network", async () => {
    await trains(3, dead);
    await trains(3, { trainLoss: 0.5 });
    expect(store.notice.value).toBeUndefined();
    actions.reset("same");
    await pendingAnswers();
    server.send({ epoch: 0, losses: { fromEpoch: 0, train: [0.5], test: [] } });
    actions.togglePlay();
    await pendingAnswers();
    await trains(4, { ...dead, trainLoss: 0.01 });
    expect(store.notice.value).toBeUndefined();
  });

  it("of a cause replaces that of a symptom, and not the other way round", async () => {
    const [symptom] = dead.diagnosis;
    const cause = { type: "learningRateTooLarge" };
    await trains(3, dead);
    await trains(1, { diagnosis: [cause, symptom], trainLoss: 0.5 });
    expect(store.notice.value).toMatchObject({ diagnosis: { type: "deadUnits" } });
    await trains(2, { diagnosis: [cause, symptom], trainLoss: 0.5 });
    expect(store.notice.value).toMatchObject({ diagnosis: { type: "learningRateTooLarge" } });
    await trains(3, { diagnosis: [cause, symptom], trainLoss: 0.5 });
    expect(store.notice.value).toMatchObject({ diagnosis: { type: "learningRateTooLarge" } });
  });

  it("is shown even if the page does not know it", async () => {
    await trains(3, { diagnosis: [{ type: "tooManyCooks" }] });
    expect(store.notice.value).toMatchObject({ diagnosis: { type: "tooManyCooks" } });
    expect(fixesFor({ type: "tooManyCooks" }, store.spec.value, store.catalog.value)).toEqual([]);
  });

  it("is fixed in one press, and the fix is undone in one", async () => {
    actions.edit((spec) => withActivation(spec, "relu"));
    await clock.advance(1000);
    const [fix] = fixesFor({ type: "diverged" }, store.spec.value, store.catalog.value);
    if (fix) actions.applyFix(fix);
    await clock.advance(500);
    expect(store.spec.value.training.optimizer.learningRate).toBe(0.003);
    expect(server.requests.slice(-2)).toEqual(
      ["put", "samples job-1", "play job-1"].filter((each) => !each.startsWith("samples")),
    );
    actions.undo();
    expect(store.spec.value.training.optimizer.learningRate).toBe(0.03);
  });
});
