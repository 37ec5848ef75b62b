import { describe, expect } from "vitest";
import { EXERCISE_ORDER } from "../../src/model/course/course";
import type { Reader } from "../support/reader";
import { it } from "../support/fixtures";

/** The lecture's answers: numbers field by field in the page's order, and the chosen options. */
const ANSWERS = {
  "perceptron-rule": ["2 3 1 0 2 0 -2 1 -1 0 4 0 -1 4 -1 -3 3 -2 1 5 5 0.236"],
  "small-network": ["2 -2 2 0 -2 -6 0 3 -3 0 0"],
  "exam-question": ["0.7 -0.6 0.85 0.49 0.36 0.7225 0.566 0.320 0.384 -0.410 -0.301"],
  "logic-gate": ["-10 10 10 30 0 1 1 1 -40 -20", "0"],
  "gradient-step": ["2 4 0.8 1.6 5 3.2", "0"],
} as const;

async function answers(reader: Reader, numbers: string, option?: string): Promise<void> {
  const fields = reader.page.locator(".exercise-cell input");
  await fields.first().waitFor();
  const each = numbers.split(" ");
  expect(await fields.count()).toBe(each.length);
  for (const [at, number] of each.entries()) await fields.nth(at).fill(number);
  if (option !== undefined) await reader.page.check(`[data-option="${option}"]`);
  expect(await reader.page.locator("[data-solution]").count()).toBe(0);
  await reader.presses("check");
}

describe.each([
  ["en", "Everything is right.", /of \d steps are right/],
  ["zh-CN", "全部正确。", /步中对了 \d 步/],
])("Exercises, in %s", (language, allRight, someRight) => {
  it.for(Object.entries(ANSWERS))(
    "%s accepts the lecture's numbers and shows the solution",
    async ([slug, [numbers, option]], { reads }) => {
      const reader = await reads(`/exercises/${slug}`, `lang=${language}`);
      await answers(reader, numbers, option);
      await reader.page.waitForSelector("[data-solution]");
      expect(await reader.page.locator("[data-verdict=wrong]").count()).toBe(0);
      expect(await reader.page.textContent(".exercise-end [role=status]")).toBe(allRight);
    },
  );

  it.for(Object.entries(ANSWERS))(
    "%s finds a slightly wrong number, reports it at its step, and still shows the solution",
    async ([slug, [numbers, option]], { reads }) => {
      const reader = await reads(`/exercises/${slug}`, `lang=${language}`);
      const last = numbers.split(" ").at(-1);
      await answers(reader, numbers.replace(/\S+$/, String(Number(last) + 0.05)), option);
      await reader.page.waitForSelector("[data-solution]");
      expect(await reader.page.locator("fieldset[data-verdict=wrong]").count()).toBe(1);
      expect(await reader.page.textContent(".exercise-end [role=status]")).toMatch(someRight);
    },
  );
});

/** The part of the API's responses that this test reads. */
interface Steps {
  readonly steps: readonly { readonly id: string; readonly labels: readonly (readonly string[])[] }[];
}
interface Solved {
  readonly solution: readonly { readonly values: readonly (readonly number[])[] }[];
}

describe("Every exercise", () => {
  it.for(EXERCISE_ORDER)("%s can be solved on its page, with other numbers", async (slug, { reads }) => {
    const reader = await reads(`/exercises/${slug}`, "lang=en&seed=7");
    const { request } = reader.page;
    const address = `${new URL(reader.page.url()).origin}/api/v1/exercises/${slug}`;
    const { steps } = (await (await request.get(`${address}?seed=7`)).json()) as Steps;
    const zeros = Object.fromEntries(
      steps.map(({ id, labels }) => [id, labels.map((row) => row.map(() => 0))]),
    );
    const response = await request.post(`${address}/answers`, { data: { seed: 7, answers: zeros } });
    const { solution } = (await response.json()) as Solved;

    await reader.page.locator("fieldset").first().waitFor();
    for (const [at, { values }] of solution.entries()) {
      const step = reader.page.locator("fieldset").nth(at);
      if (await step.locator("[data-option]").count()) {
        await step.locator(`[data-option="${String(values[0]?.[0])}"]`).check();
        continue;
      }
      for (const [field, value] of values.flat().entries())
        await step.locator("input").nth(field).fill(String(value));
    }
    await reader.presses("check");
    await reader.page.waitForSelector("[data-solution]");
    expect(await reader.page.textContent(".exercise-end [role=status]")).toBe("Everything is right.");
  });
});

describe("An exercise", () => {
  it.for([
    ["en", "consistent with your step 2", "10 of 11 points"],
    ["zh-CN", "与你的第 2 步一致", "得 10 分，满分 11 分"],
  ] as const)(
    "gives the points of what follows correctly from a wrong number, in %s",
    async ([language, consistent, points], { reads }) => {
      const reader = await reads("/exercises/exam-question", `lang=${language}`);
      await answers(reader, "0.7 -0.6 0.85 0.49 0.36 0.9 0.637 0.406 0.487 -0.384 -0.282");
      await reader.page.waitForSelector("fieldset[data-consistent]");
      expect(await reader.page.locator("fieldset[data-consistent]").count()).toBe(4);
      expect(await reader.page.textContent("[data-step=second-sum] legend")).toContain(consistent);
      expect(await reader.page.textContent(".exercise-end [role=status]")).toContain(points);
    },
  );

  it("names the usual mistake that leads to the student's numbers", async ({ reads }) => {
    const reader = await reads("/exercises/small-network", "lang=en");
    await answers(reader, "2 -2 2 0 -2 -6 0 3 -3 -3 3");
    await reader.page.waitForSelector("[data-mistake=gate]");
    expect(await reader.page.textContent("[data-step=hidden-gradient] .exercise-feedback")).toContain(
      "ignored the gate of ReLU",
    );
  });

  it("reads full-width digits and fractions, and says what is not a number", async ({ reads }) => {
    const reader = await reads("/exercises/gradient-step", "lang=zh-CN");
    await answers(reader, "２ ４ 4/5 1。6 5 1,000", "0");
    await reader.page.waitForSelector("[data-step=step][data-verdict=right]");
    expect(await reader.page.locator("[data-step=gradient]").getAttribute("data-verdict")).toBe("right");
    expect(await reader.page.textContent("[data-step=values] .exercise-problem")).toBe(
      "数字之间请不要加逗号",
    );
    await reader.page.locator("[data-step=values] input").nth(1).fill("三");
    expect(await reader.page.textContent("[data-step=values] .exercise-problem")).toBe("不是数字");
  });

  it("shows a hint on request, and leads to its numbers in Look inside", async ({ reads }) => {
    const reader = await reads("/exercises/small-network", "lang=en");
    const hint = reader.page.locator("[data-step=sums] [data-hint]");
    await hint.waitFor();
    expect(await hint.locator("p").isVisible()).toBe(false);
    await hint.locator("summary").click();
    expect(await hint.locator("p").isVisible()).toBe(true);

    expect(await reader.page.locator(".network-drawing .drawn-weight").allTextContents()).toEqual([
      "1",
      "−1",
      "0",
      "2",
      "−1",
      "1",
    ]);
    await reader.page.click("[data-look-inside]");
    await reader.page.waitForSelector(".walkthrough-bar");
  });

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
