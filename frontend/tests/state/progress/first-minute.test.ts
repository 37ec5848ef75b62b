import { describe, expect, it } from "vitest";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { withLayerAdded, withLayerRemoved } from "../../../src/model/spec/edit-spec";
import { FIRST_MINUTE, isReached, rememberGoals } from "../../../src/state/progress/first-minute";
import { NO_STORAGE, Progress } from "../../../src/state/progress/progress";
import { openPage } from "../opened-page";

async function visit() {
  const { store, actions } = await openPage();
  const progress = new Progress(NO_STORAGE);
  rememberGoals(store, progress);
  return { actions, reached: () => FIRST_MINUTE.filter((goal) => isReached(goal, progress)) };
}

describe("The goals of the first minute", () => {
  it("are all open at first", async () => {
    expect((await visit()).reached()).toEqual([]);
  });

  it("include a look at a neuron, but not at a feature", async () => {
    const { actions, reached } = await visit();
    actions.inspect({ layer: -1, unit: 0, feature: "x1" });
    expect(reached()).toEqual([]);
    actions.inspect({ layer: 0, unit: 0 });
    expect(reached()).toEqual(["look"]);
  });

  it("include a layer that is taken away", async () => {
    const { actions, reached } = await visit();
    actions.edit(withLayerAdded);
    expect(reached()).toEqual([]);
    actions.edit(withLayerRemoved);
    expect(reached()).toEqual(["layer"]);
  });

  it("do not count a prepared network without layers", async () => {
    const { actions, reached } = await visit();
    actions.edit(() => withLayerRemoved(withLayerRemoved(defaultSpec())));
    expect(reached()).toEqual([]);
  });
});
