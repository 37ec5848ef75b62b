import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

const LANGUAGES = [
  ["en", { toggle: /^Runs/, keep: "Keep this run", first: "First run", rate: "Learning rate 0.03 → 0.3" }],
  ["zh-CN", { toggle: /^记录/, keep: "保留本次训练", first: "第一次训练", rate: "学习率 0.03 → 0.3" }],
] as const;

const RATE = "[data-field=learningRate] select";

/** Trains for some epochs, for longer than a second, and pauses. */
async function trains(user: User): Promise<void> {
  await user.presses("play");
  expect(await user.sees("epoch", (epoch) => epoch > 90)).toBe(true);
  await user.presses("play");
  await user.settles();
}

function namesOf(page: Page): Promise<readonly string[]> {
  return page.locator(".kept-name").allTextContents();
}

describe("Kept runs", () => {
  it("move nothing when a run is kept, whether the list is open or not", async ({ opens }) => {
    const user = await opens();
    const { page } = user;
    const plane = () => page.locator(".plane").boundingBox();
    const closed = await plane();
    await trains(user);

    await user.presses("reset");

    await page.locator("path.kept-0").waitFor({ state: "attached" });
    expect(await page.getByRole("button", { name: "Runs 1" }).count()).toBe(1);
    expect(await plane()).toEqual(closed);

    await page.click("[data-action=kept-runs]");
    await page.locator(".kept-run").waitFor();
    const open = await plane();
    await trains(user);
    await user.presses("reset");
    await expect.poll(() => page.locator(".kept-run").count()).toBe(2);
    expect(await namesOf(page)).toEqual(["Run 2, same settings", "First run"]);
    expect(await plane()).toEqual(open);
  });

  it.for(LANGUAGES)(
    "are kept, named, hidden, used again and removed by keyboard, in %s",
    async ([language, text], { opens }) => {
      const user = await opens(`#lang=${language}`);
      const { page } = user;
      await trains(user);
      await page.getByRole("button", { name: text.toggle }).press("Enter");
      await page.getByRole("button", { name: text.keep }).press("Enter");
      await expect.poll(() => namesOf(page)).toEqual([text.first]);

      await user.presses("reset");
      await page.selectOption(RATE, "0.3");
      await trains(user);
      await user.presses("reset");
      await expect.poll(() => namesOf(page)).toEqual([text.rate, text.first]);

      await page.locator(".kept-name").first().press("Enter");
      await page.locator(".kept-name-input").fill("Fast r");
      await page.keyboard.press("Enter");
      await expect.poll(() => namesOf(page)).toEqual(["Fast r", text.first]);
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("kept-name");

      await page.locator(".kept-show").first().press("Enter");
      await expect
        .poll(() => page.locator(".loss-chart > div:not(.kept-panel) path.curve-kept").count())
        .toBe(1);

      await page.locator("[data-action=use-run]").last().press("Enter");
      expect(await page.inputValue(RATE)).toBe("0.03");

      await page.locator("[data-action=remove-run]").first().press("Enter");
      await expect.poll(() => namesOf(page)).toEqual([text.first]);
      expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("keep-run");
    },
  );

  it("survive a reload, and open beside the present network", async ({ opens }) => {
    const user = await opens();
    const { page } = user;
    await trains(user);
    await page.click("[data-action=kept-runs]");
    await page.click("[data-action=keep-run]");
    await page.selectOption(RATE, "0.3");
    await user.settles();

    await page.reload();
    await page.locator("path.kept-0").waitFor({ state: "attached" });
    await page.click("[data-action=kept-runs]");
    await page.click("[data-action=compare-run]");

    await page.waitForSelector(".compare");
    expect(await page.locator("[data-difference=learningRate] td").allTextContents()).toEqual([
      "0.03",
      "0.3",
    ]);
  });

  it("are not offered in a frame of another page", async ({ opens }) => {
    const { page } = await opens("embed");

    expect(await page.locator("[data-action=kept-runs]").count()).toBe(0);
  });

  it.for([
    [1280, "en", "dark"],
    [390, "zh-CN", "dark"],
    [390, "en", "light"],
    [320, "en", "dark"],
    [320, "zh-CN", "light"],
  ] as const)(
    "fit a screen of %i pixels, in %s, without violations",
    async ([width, language, theme], { browser, opens }) => {
      const context = await browser.newContext({ hasTouch: true, viewport: { width, height: 700 } });
      const user = await opens(`#lang=${language}&theme=${theme}`, undefined, context);
      const { page } = user;
      await trains(user);

      await page.click("[data-action=kept-runs]");
      await page.click("[data-action=keep-run]");
      await page.locator(".kept-run").waitFor();

      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const [metrics, toggle] = await page.evaluate(() => [
        document.querySelector("[data-testid=train-accuracy]")?.getBoundingClientRect().right,
        document.querySelector(".kept-toggle")?.getBoundingClientRect().left,
      ]);
      expect(toggle).toBeGreaterThanOrEqual((metrics ?? 0) - 6); // the number is shorter than its box
      expect(await accessibilityViolations(page)).toEqual([]);
    },
  );
});
