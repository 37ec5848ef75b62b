import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { collectControlledJobs } from "../support/controlled-jobs";
import { EmbeddingPage } from "../support/embedding-page";
import { it } from "../support/fixtures";

/** Widths of a column in a course page; CSS pixels. */
const WIDTHS = [600, 760, 900, 1140] as const;

/** How much larger than its frame the content is, in both directions; CSS pixels. */
async function overflow(page: Page): Promise<readonly number[]> {
  return page
    .locator("iframe")
    .contentFrame()
    .locator("html")
    .evaluate(async (root) => {
      for (let at = 0; at < 3; at++) await new Promise((drawn) => requestAnimationFrame(drawn));
      return [root.scrollHeight - innerHeight, root.scrollWidth - innerWidth];
    });
}

async function codeOf(page: Page, kind: (typeof KINDS)[number][0]): Promise<string> {
  if (kind !== "playground" && kind !== "goal") {
    await page.click(".frame-section summary");
    return page.inputValue(".frame-section textarea");
  }
  await page.click("[data-action=share]");
  await page.click(".embed-section summary");
  if (kind === "goal") await page.check("[data-control=embed-goal] [data-choice=overfit] input");
  await expect
    .poll(() => page.inputValue("#share-frame"))
    .toMatch(kind === "goal" ? /goal=.*height=/ : /height=/);
  return page.inputValue("#share-frame");
}

/** Each kind of page, its address, and what is there when it is drawn. */
const KINDS = [
  ["playground", "/", "[data-action=play]"],
  ["goal", "/", ".goal-targets li:nth-child(2)"],
  ["exercise", "/exercises/small-network", ".exercise-cell"],
  ["lesson", "/lessons/perceptron", "main h1"],
  ["lab", "/labs/descent", "main h1"],
] as const;

describe("The shared code in a course page", () => {
  it.for(KINDS)(
    "shows all of the %s without a scrollbar in its frame",
    { timeout: 120_000 },
    async ([kind, path, part], { opens, reads, browser }) => {
      const isPlayground = kind === "playground" || kind === "goal";
      const { page } = isPlayground ? await opens("#lang=en") : await reads(path, "lang=en");
      const course = await EmbeddingPage.shows(await codeOf(page, kind));
      const around = await browser.newPage();
      const endJobs = collectControlledJobs(around);
      for (const width of WIDTHS) {
        await around.setViewportSize({ width, height: 900 });
        await around.goto(course.url);
        await around.locator("iframe").contentFrame().locator(part).first().waitFor();
        await expect.poll(() => overflow(around)).toEqual([0, 0]);
        await around.waitForTimeout(500); // what is loaded later
        expect([width, await overflow(around)]).toEqual([width, [0, 0]]);
      }
      await around.close();
      await endJobs();
      await course.closes();
    },
  );
});
