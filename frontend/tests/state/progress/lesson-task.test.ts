import { signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import { taskName, type TaskGoal } from "../../../src/model/course/task-goal";
import type { Walkthrough } from "../../../src/state/inside/walkthrough";
import { rememberTask } from "../../../src/state/progress/lesson-task";
import { NO_STORAGE, Progress } from "../../../src/state/progress/progress";
import { openPage, type OpenedPage } from "../opened-page";

async function doTask(
  goal: TaskGoal,
  address = "",
): Promise<OpenedPage & { readonly reached: () => boolean }> {
  const page = await openPage(address);
  const progress = new Progress(NO_STORAGE);
  rememberTask("perceptron", goal, page.store, page.inside, progress);
  return { ...page, reached: () => progress.done.value.has(taskName("perceptron")) };
}

const XOR: TaskGoal = { type: "testLoss", below: 0.02, generator: "xor" };

describe("The task of a lesson", () => {
  it("is reached when the test loss falls below its goal", async () => {
    const { store, reached } = await doTask(XOR, "dataset=xor");
    store.frame.value = { run: 1, epoch: 80, testLoss: 0.02 };
    expect(reached()).toBe(false);
    store.frame.value = { run: 1, epoch: 81, testLoss: 0.019 };
    expect(reached()).toBe(true);
  });

  it("is not reached on other data, nor by initial weights", async () => {
    const { store, reached } = await doTask(XOR, "dataset=circle");
    store.frame.value = { run: 1, epoch: 80, testLoss: 0.01 };
    expect(reached()).toBe(false);
    const xor = await doTask(XOR, "dataset=xor");
    xor.store.frame.value = { run: 1, epoch: 0, testLoss: 0.01 };
    expect(xor.reached()).toBe(false);
  });

  it("is not reached by the last frame of other data when its data is chosen", async () => {
    const { store, actions, reached } = await doTask(XOR, "dataset=circle");
    store.frame.value = { run: 1, epoch: 80, testLoss: 0.01 };
    actions.edit((spec) =>
      spec.data.source === "generated" ? { ...spec, data: { ...spec.data, generator: "xor" } } : spec,
    );
    expect(reached()).toBe(false);
  });

  it("stays reached", async () => {
    const { store, reached } = await doTask(XOR, "dataset=xor");
    store.frame.value = { run: 1, epoch: 81, testLoss: 0.01 };
    store.frame.value = { run: 2, epoch: 1, testLoss: 0.5 };
    expect(reached()).toBe(true);
  });

  it("can be a training", async () => {
    const { actions, reached } = await doTask({ type: "play" });
    expect(reached()).toBe(false);
    actions.togglePlay();
    expect(reached()).toBe(true);
  });

  it("can be a look at a neuron, but not at a feature", async () => {
    const { actions, reached } = await doTask({ type: "look" });
    actions.inspect({ layer: -1, unit: 0, feature: "x1" });
    expect(reached()).toBe(false);
    actions.inspect({ layer: 0, unit: 0 });
    expect(reached()).toBe(true);
  });

  it("can be the gradients of the layers", async () => {
    const { store, reached } = await doTask({ type: "gradients" });
    store.frame.value = { run: 1, epoch: 3 };
    expect(reached()).toBe(false);
    store.frame.value = { run: 1, epoch: 4, gradients: [{ norm: 1, meanAbsolute: 0.1 }] };
    expect(reached()).toBe(true);
  });

  it("can be the backward pass down to the first layer", async () => {
    const { store } = await openPage();
    const progress = new Progress(NO_STORAGE);
    const step = signal<unknown>({ phase: "backward", layer: 1, unit: 0 });
    const walkthrough = signal({ step } as unknown as Walkthrough);
    rememberTask("perceptron", { type: "backward" }, store, { walkthrough }, progress);
    expect(progress.done.value.size).toBe(0);
    step.value = { phase: "backward", layer: 0, unit: 1 };
    expect([...progress.done.value]).toEqual([taskName("perceptron")]);
  });

  it("is not reached by somebody else's training", async () => {
    const { store, reached } = await doTask(XOR, "job=4711");
    store.frame.value = { run: 1, epoch: 81, testLoss: 0.01 };
    expect(reached()).toBe(false);
  });
});
