import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Reader } from "./course";
import { launchBrowser } from "./person";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

/** The lecture's answers, field by field in the page's order. */
const ANSWERS = {
  "small-network": ["2", "-2", "2", "0", "-2", "-6", "0", "3", "-3", "0", "0"],
  "perceptron-rule": "2 3 1 0 2 0 -2 1 -1 0 4 0 -1 4 -1 -3 3 -2".split(" "),
} as const;

async function answers(reader: Reader, numbers: readonly string[]): Promise<void> {
  const fields = reader.page.locator(".exercise-cell input");
  await fields.first().waitFor();
  expect(await fields.count()).toBe(numbers.length);
  for (const [at, number] of numbers.entries()) await fields.nth(at).fill(number);
  await reader.presses("check");
}

describe("Exercises", () => {
  it.each(Object.entries(ANSWERS))(
    "%s takes the lecture's numbers as right, and shows the way",
    async (slug, numbers) => {
      const reader = await Reader.opens(browser, `/exercises/${slug}`);
      await answers(reader, numbers);
      await reader.page.waitForSelector("[data-solution]");
      expect(await reader.page.locator("[data-verdict=wrong]").count()).toBe(0);
      expect(await reader.page.textContent(".exercise-end [role=status]")).toBe("Everything is right.");
      expect(reader.complaints).toEqual([]);
      await reader.leaves();
    },
  );

  it("say which step is wrong, and give fresh numbers", async () => {
    const reader = await Reader.opens(browser, "/exercises/small-network", "lang=zh-CN");
    await answers(reader, ["2", "-2", "2", "-2", "-2", "-6", "0", "3", "-3", "0", "0"]);
    await reader.page.waitForSelector("fieldset[data-verdict=wrong]");
    expect(await reader.page.locator("fieldset[data-verdict=wrong]").count()).toBe(1);
    expect(await reader.page.locator("fieldset[data-verdict=right]").count()).toBe(4);
    expect(await reader.page.textContent(".exercise-feedback")).not.toBe("");
    await reader.presses("fresh");
    const seed = await reader.reads("data-seed");
    expect(new URL(reader.page.url()).hash).toContain(`seed=${seed}`);
    await reader.leaves();
  });
});
