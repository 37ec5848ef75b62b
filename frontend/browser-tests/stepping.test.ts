import { describe, expect } from "vitest";
import { it } from "./fixtures";
import type { Person } from "./person";

let person: Person;

describe("Steps", () => {
  it("go on by one batch, by button and by key, and tell which of how many", async ({ opens }) => {
    person = await opens("#lang=en");
    expect(await person.runState()).toBe("Readybatch 0 of 25");
    const first = await person.parameters();
    await person.presses("step-batch");
    await expect.poll(() => person.runState()).toBe("Readybatch 1 of 25");
    await person.page.keyboard.press("b");
    await expect.poll(() => person.runState()).toBe("Readybatch 2 of 25");
    expect(await person.reads("epoch")).toBe(0);
    expect(await person.parameters()).not.toBe(first);
    await person.presses("step");
    await expect.poll(() => person.runState()).toBe("Pausedbatch 0 of 25");
    expect(await person.reads("epoch")).toBe(1);
    await person.presses("play");
    await expect.poll(() => person.runState()).toMatch(/^Training/);
  });
});

describe("A training that stops by itself", () => {
  it("does so at a test loss, and says it in words", async ({ opens }) => {
    person = await opens("#lang=en&speed=120");
    await person.opensMore();
    await person.types("stop.targetTestLoss", 0.1);
    await person.presses("play");
    await person.seesNotice("stopped", 20_000);
    expect(await person.page.textContent("[data-notice=stopped]")).toContain("has reached your target");
    expect(await person.reads("test-loss")).toBeLessThanOrEqual(0.1);
    expect(await person.runState()).toMatch(/^Target reached/);
    expect(await person.playIcon()).toBe("Play");
  });

  it("does so when it no longer gets better, and brings the best weights back", async ({ opens }) => {
    person = await opens("#lang=zh-CN&dataset=gauss&noise=50&percTrainData=10&networkShape=8,8&speed=0");
    await person.opensMore();
    await person.types("stop.patience", 25);
    await person.presses("play");
    await person.seesNotice("stopped", 30_000);
    const { bestEpoch, stopReason, testLoss } = await person.job();
    expect(stopReason).toBe("earlyStopping");
    await expect
      .poll(() => person.runState())
      .toContain(`最好：第 ${Number(bestEpoch).toLocaleString("en")} 轮`);
    expect(await person.reads("test-loss")).toBeCloseTo(Number(testLoss), 3);
  });

  it("does so after seconds and after an epoch; an emptied box lets it go on", async ({ opens }) => {
    person = await opens("#lang=en&speed=0");
    await person.opensMore();
    await person.types("stop.maxSeconds", 0.5);
    await person.presses("play");
    await expect.poll(() => person.runState(), { timeout: 10_000 }).toMatch(/^Time is up/);
    await person.types("stop.maxSeconds", "");
    const epoch = Number((await person.job())["epoch"]);
    await person.types("stop.epochs", epoch + 30);
    await person.presses("play");
    await expect.poll(() => person.runState(), { timeout: 10_000 }).toMatch(/^Epoch reached/);
    expect(await person.sees("epoch", (now) => now === epoch + 30, 5000)).toBe(true);
    await person.types("stop.epochs", "");
    await person.presses("play");
    expect(await person.sees("epoch", (now) => now > epoch + 60, 5000)).toBe(true);
  });
});
