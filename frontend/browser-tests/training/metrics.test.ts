import { describe, expect } from "vitest";
import { LANGUAGES } from "../../src/i18n/messages";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

async function counts(table: number): Promise<readonly number[]> {
  const cells = await user.page.locator(".confusion").nth(table).locator("td").allTextContents();
  return cells.map(Number);
}

const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);

describe("Metrics", () => {
  it.for(Object.entries(LANGUAGES))(
    "are accuracies in view, and on request confusion matrices that agree with them, in %s",
    async ([language, text], { opens }) => {
      user = await opens(`#lang=${language}&noise=20&percTrainData=40`);
      await user.presses("play");
      await expect
        .poll(async () => parseFloat((await user.page.textContent("[data-testid=test-accuracy]")) ?? ""))
        .toBeGreaterThan(85);
      await user.page.keyboard.press(" ");
      await user.page.click(".metrics-details summary");
      await user.page.locator(".confusion").first().waitFor();
      const [test, train] = [await counts(0), await counts(1)];
      expect([sum(test), sum(train)]).toEqual([300, 200]);
      const accuracy = ((test[0] ?? 0) + (test[3] ?? 0)) / 300;
      await expect
        .poll(() => user.page.textContent("[data-testid=test-accuracy]"))
        .toBe(`${(accuracy * 100).toFixed(1)}%`);
      expect(await user.page.getByRole("columnheader", { name: text.predictedAs(1) }).count()).toBe(2);
    },
  );

  it("are R² and RMSE in a regression", async ({ opens }) => {
    user = await opens("#lang=zh-CN&problem=regression");
    await user.presses("play");
    await expect
      .poll(async () => Number(await user.page.textContent("[data-testid=test-r2]")))
      .toBeGreaterThan(0.9);
    await user.page.click(".metrics-details summary");
    const rmse = Number(await user.page.textContent("[data-testid=test-rmse]"));
    expect(rmse).toBeGreaterThan(0);
    expect(rmse).toBeLessThan(0.3);
  });

  it("are gradients by layer, requested only while they are shown", async ({ opens }) => {
    user = await opens("#lang=en");
    const streams = () =>
      user.recordedRequests.filter(({ path }) => path.includes("/events")).map(({ path }) => path);
    expect(streams().some((path) => path.includes("gradients"))).toBe(false);
    await user.page.click(".metrics-details summary");
    await user.page.locator("[data-testid=gradient-2]").waitFor();
    expect(streams().at(-1)).toContain("gradients");
    const before = await user.page.textContent("[data-testid=gradient-0]");
    await user.presses("play");
    await expect.poll(() => user.page.textContent("[data-testid=gradient-0]")).not.toBe(before);
    await user.page.click(".metrics-details summary");
    await expect.poll(() => streams().at(-1)).not.toContain("gradients");
    const epoch = await user.reads("epoch");
    expect(await user.sees("epoch", (now) => now > epoch + 20)).toBe(true);
  });

  it("include the current learning rate of a schedule", async ({ opens }) => {
    user = await opens("#lang=en");
    expect(await user.page.locator("[data-testid=learning-rate]").count()).toBe(0);
    await user.opensAdvancedSettings();
    await user.page.selectOption("[data-field=schedule] select", "exponential");
    await user.presses("play");
    const rate = async () => Number((await user.page.textContent("[data-testid=learning-rate]"))?.trim());
    await expect.poll(rate).toBeLessThan(0.02);
    expect(await user.page.inputValue("[data-field=learningRate] select")).toBe("0.03");
  });
});
