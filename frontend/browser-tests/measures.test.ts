import { describe, expect } from "vitest";
import { LANGUAGES } from "../src/i18n/messages";
import { it } from "./fixtures";
import type { Person } from "./person";

let person: Person;

async function counts(table: number): Promise<readonly number[]> {
  const cells = await person.page.locator(".confusion").nth(table).locator("td").allTextContents();
  return cells.map(Number);
}

const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);

describe("Measures", () => {
  it.for(Object.entries(LANGUAGES))(
    "are accuracies in view, and a table of confusions on demand that agrees with them, in %s",
    async ([language, text], { opens }) => {
      person = await opens(`#lang=${language}&noise=20&percTrainData=40`);
      await person.presses("play");
      await expect
        .poll(async () => parseFloat((await person.page.textContent("[data-testid=test-accuracy]")) ?? ""))
        .toBeGreaterThan(85);
      await person.page.keyboard.press(" ");
      await person.page.click(".measures summary");
      await person.page.locator(".confusion").first().waitFor();
      const [test, train] = [await counts(0), await counts(1)];
      expect([sum(test), sum(train)]).toEqual([300, 200]);
      const accuracy = ((test[0] ?? 0) + (test[3] ?? 0)) / 300;
      await expect
        .poll(() => person.page.textContent("[data-testid=test-accuracy]"))
        .toBe(`${(accuracy * 100).toFixed(1)}%`);
      expect(await person.page.getByRole("columnheader", { name: text.predictedAs(1) }).count()).toBe(2);
    },
  );

  it("are R² and RMSE in a regression", async ({ opens }) => {
    person = await opens("#lang=zh-CN&problem=regression");
    await person.presses("play");
    await expect
      .poll(async () => Number(await person.page.textContent("[data-testid=test-r2]")))
      .toBeGreaterThan(0.9);
    await person.page.click(".measures summary");
    const rmse = Number(await person.page.textContent("[data-testid=test-rmse]"));
    expect(rmse).toBeGreaterThan(0);
    expect(rmse).toBeLessThan(0.3);
  });

  it("are gradients by layer, asked for only while they are looked at", async ({ opens }) => {
    person = await opens("#lang=en");
    const streams = () => person.asked.filter(({ path }) => path.includes("/events")).map(({ path }) => path);
    expect(streams().some((path) => path.includes("gradients"))).toBe(false);
    await person.page.click(".measures summary");
    await person.page.locator("[data-testid=gradient-2]").waitFor();
    expect(streams().at(-1)).toContain("gradients");
    const before = await person.page.textContent("[data-testid=gradient-0]");
    await person.presses("play");
    await expect.poll(() => person.page.textContent("[data-testid=gradient-0]")).not.toBe(before);
    await person.page.click(".measures summary");
    await expect.poll(() => streams().at(-1)).not.toContain("gradients");
    const epoch = await person.reads("epoch");
    expect(await person.sees("epoch", (now) => now > epoch + 20)).toBe(true);
  });

  it("are the learning rate in effect where a schedule is on", async ({ opens }) => {
    person = await opens("#lang=en");
    expect(await person.page.locator("[data-testid=learning-rate]").count()).toBe(0);
    await person.opensMore();
    await person.page.selectOption("[data-field=schedule] select", "exponential");
    await person.presses("play");
    const rate = async () => Number((await person.page.textContent("[data-testid=learning-rate]"))?.trim());
    await expect.poll(rate).toBeLessThan(0.02);
    expect(await person.page.inputValue("[data-field=learningRate] select")).toBe("0.03");
  });
});
