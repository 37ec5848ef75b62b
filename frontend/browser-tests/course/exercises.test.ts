import { describe, expect } from "vitest";
import type { Reader } from "../support/reader";
import { it } from "../support/fixtures";

/** The lecture's answers, field by field in the page's order. */
const ANSWERS = {
  "perceptron-rule": "2 3 1 0 2 0 -2 1 -1 0 4 0 -1 4 -1 -3 3 -2",
  "small-network": "2 -2 2 0 -2 -6 0 3 -3 0 0",
  "exam-question": "0.7 -0.6 0.85 0.49 0.36 0.7225 0.566 0.320 0.384 -0.410 -0.301",
  "logic-gate": "-10 10 10 30 0 1 1 1",
  "gradient-step": "2 4 0.8 1.6",
} as const;

async function answers(reader: Reader, numbers: string): Promise<void> {
  const fields = reader.page.locator(".exercise-cell input");
  await fields.first().waitFor();
  const each = numbers.split(" ");
  expect(await fields.count()).toBe(each.length);
  for (const [at, number] of each.entries()) await fields.nth(at).fill(number);
  expect(await reader.page.locator("[data-solution]").count()).toBe(0);
  await reader.presses("check");
}

describe.each([
  ["en", "Everything is right.", /of \d steps are right/],
  ["zh-CN", "全部正确。", /步中对了 \d 步/],
])("Exercises, in %s", (language, allRight, someRight) => {
  it.for(Object.entries(ANSWERS))(
    "%s accepts the lecture's numbers and shows the solution",
    async ([slug, numbers], { reads }) => {
      const reader = await reads(`/exercises/${slug}`, `lang=${language}`);
      await answers(reader, numbers);
      await reader.page.waitForSelector("[data-solution]");
      expect(await reader.page.locator("[data-verdict=wrong]").count()).toBe(0);
      expect(await reader.page.textContent(".exercise-end [role=status]")).toBe(allRight);
    },
  );

  it.for(Object.entries(ANSWERS))(
    "%s finds a slightly wrong number, reports it at its step, and still shows the solution",
    async ([slug, numbers], { reads }) => {
      const reader = await reads(`/exercises/${slug}`, `lang=${language}`);
      const last = numbers.split(" ").at(-1);
      await answers(reader, numbers.replace(/\S+$/, String(Number(last) + 0.05)));
      await reader.page.waitForSelector("[data-solution]");
      expect(await reader.page.locator("fieldset[data-verdict=wrong]").count()).toBe(1);
      expect(await reader.page.locator("fieldset").last().getAttribute("data-verdict")).toBe("wrong");
      expect(await reader.page.textContent(".exercise-end [role=status]")).toMatch(someRight);
    },
  );
});

describe("An exercise", () => {
  it.for([
    ["en", "Fix step 2 first"],
    ["zh-CN", "请先改正第 2 步"],
  ] as const)(
    "says at the steps after the first mistake which one to fix first, in %s",
    async ([language, sentence], { reads }) => {
      const reader = await reads("/exercises/exam-question", `lang=${language}`);
      await answers(reader, "0.7 -0.6 0.85 0.49 0.36 0.9 0.637 0.406 0.487 -0.384 -0.282");
      await reader.page.waitForSelector("[data-fix-first]");
      const hints = reader.page.locator("[data-fix-first]");
      expect(await hints.allTextContents()).toEqual(Array(4).fill(expect.stringContaining(sentence)));
      expect(await reader.page.locator("fieldset").nth(1).locator("[data-fix-first]").count()).toBe(0);
    },
  );

  it("says which step is wrong, and draws new numbers that the address keeps", async ({ reads }) => {
    const reader = await reads("/exercises/small-network", "lang=zh-CN");
    await answers(reader, "2 -2 2 -2 -2 -6 0 3 -3 0 0");
    await reader.page.waitForSelector("fieldset[data-verdict=wrong]");
    expect(await reader.page.locator("fieldset[data-verdict=wrong]").count()).toBe(1);
    expect(await reader.page.locator("fieldset[data-verdict=right]").count()).toBe(4);
    expect(await reader.page.textContent(".exercise-feedback")).not.toBe("");
    await reader.presses("fresh");
    const seed = await reader.reads("data-seed");
    expect(new URL(reader.page.url()).hash).toContain(`seed=${seed}`);

    const classmate = await reads("/exercises/small-network", `lang=zh-CN&seed=${seed}`);
    expect(await classmate.reads("data-seed")).toBe(seed);
    // Formulas are rendered shortly after the text.
    const task = ({ page }: typeof reader) => page.textContent(".exercise");
    await expect.poll(async () => (await task(classmate)) === (await task(reader))).toBe(true);
    expect(await task(reader)).not.toBe("");
  });
});
