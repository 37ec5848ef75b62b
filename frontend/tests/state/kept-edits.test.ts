import { describe, expect, it } from "vitest";
import { withLearningRate, withUnits } from "../../src/model/spec/edit-spec";
import { withPoint } from "../../src/model/data/own-points";
import { editsOf, textOfEdits } from "../../src/state/history/kept-edits";
import { pendingAnswers } from "./fakes";
import { openPage, type OpenedPage } from "./opened-page";

const PARAMETERS = [{ weights: [[0.1, 0.2]], biases: [0.3] }];

async function trainedPage(): Promise<OpenedPage> {
  const page = await openPage("networkShape=");
  page.server.send({
    epoch: 20,
    parameters: PARAMETERS,
    losses: { fromEpoch: 0, train: [0.5], test: [0.5] },
  });
  return page;
}

/** Leaves a page and opens it again with the same job. */
async function reload({ actions, store, server, job }: OpenedPage): Promise<OpenedPage> {
  const text = textOfEdits(actions.history.edits);
  const { job: own, controlToken } = job.own ?? {};
  server.current = { ...server.current, spec: store.spec.value };
  const page = await openPage(
    "networkShape=",
    server,
    own && { id: own.id, controlToken: controlToken ?? "", address: "" },
  );
  page.actions.history.continueFrom(editsOf(text));
  return page;
}

describe("What can be undone", () => {
  it("can be undone and redone after a reload", async () => {
    const page = await trainedPage();
    page.actions.edit((spec) => withLearningRate(spec, 0.3));
    await page.clock.advance(1000);
    page.actions.setStopConditions({ patience: 20 });
    await page.clock.advance(1000);
    page.actions.undo();
    const { actions, store } = await reload(page);
    expect([actions.history.canUndo.value, actions.history.canRedo.value]).toEqual([true, true]);
    actions.undo();
    expect(store.spec.value.training.optimizer.learningRate).toBe(0.03);
    actions.redo();
    actions.redo();
    expect(store.stop.value).toEqual({ patience: 20 });
  });

  it("includes what the network had learned, and single weights of its run", async () => {
    const page = await trainedPage();
    page.actions.setParameter({ layer: 0, unit: 0, from: 1 }, 2);
    page.actions.edit((spec) => withUnits(spec, 0, 1));
    page.actions.reset("same");
    await pendingAnswers();
    const { undoable } = page.actions.history.edits;
    expect(undoable.map(({ type }) => type)).toContain("parameter");
    expect(editsOf(textOfEdits({ undoable, redoable: [] })).undoable).toEqual(undoable);
  });

  it("includes own points", async () => {
    const page = await trainedPage();
    page.actions.editPoints((samples) => withPoint(samples, [1, 2], 1, "train"));
    page.actions.clearPoints();
    const { undoable } = page.actions.history.edits;
    const kept = editsOf(textOfEdits({ undoable, redoable: [] })).undoable;
    expect(kept.at(-1)).toMatchObject({ spec: { data: { train: [{ x: [1, 2], y: 1 }] } } });
  });

  it("is bounded: the oldest edits are left out", async () => {
    const page = await trainedPage();
    page.actions.edit((spec) => withLearningRate(spec, 0.3));
    const [edit] = page.actions.history.edits.undoable;
    if (!edit) throw new Error("There is no edit.");
    const large = {
      type: "reset",
      learned: [{ weights: [Array.from({ length: 4000 }, () => 0.123456789)], biases: [] }],
    } as const;
    const text = textOfEdits({ undoable: [edit, large, large, large, edit], redoable: [edit] });
    expect(text.length).toBeLessThan(100_100);
    expect(editsOf(text).undoable.map(({ type }) => type)).toEqual(["reset", "reset", "settings"]);
  });

  it.each(["", "nonsense", "{}", '{"undoable":[1],"redoable":[]}'])("is nothing if %j was stored", (text) => {
    expect(editsOf(text)).toEqual({ undoable: [], redoable: [] });
  });
});
