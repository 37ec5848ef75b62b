import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";

describe("The invitation to the first play", () => {
  it("leaves the network in view at 1280 x 800, and folds away without moving anything", async ({
    opens,
  }) => {
    const user = await opens("#lang=en");
    const places = () =>
      user.page.evaluate(() =>
        Array.from(document.querySelectorAll(".player > button, .unit, .plane")).map((element) => {
          const { left, top, bottom } = element.getBoundingClientRect();
          return [left, top, bottom];
        }),
      );
    const before = await places();
    expect(Math.max(...before.map(([, , bottom]) => bottom ?? 0))).toBeLessThanOrEqual(800);
    expect(await user.page.locator(".hero").isVisible()).toBe(true);
    await user.page.focus("[data-action=hero-play]");
    await user.page.keyboard.press("Enter");
    await user.page.locator("[data-action=hero-play]").waitFor({ state: "hidden" });
    expect(await user.sees("epoch", (epoch) => epoch > 0)).toBe(true);
    expect(await places()).toEqual(before);
    const focused = await user.page.evaluate(() => document.activeElement?.getAttribute("data-action"));
    expect(focused).toBe("play");
  });

  it.for([390, 768, 1280])("says once what the page is, %i pixels wide", async (width, { opens }) => {
    const user = await opens("#lang=en");
    await user.page.setViewportSize({ width, height: 844 });
    const shown = user.page.getByText("Watch a neural network learn").filter({ visible: true });
    expect(await shown.count()).toBe(1);
  });

  it("does not come back after a reload, and is not there in frames", async ({ opens }) => {
    const user = await opens("#lang=en");
    await user.page.keyboard.press("Space");
    await user.page.locator("[data-action=hero-play]").waitFor({ state: "hidden" });
    await user.page.reload();
    await user.page.waitForSelector(".player");
    expect(await user.page.locator(".hero").count()).toBe(0);
    const embedded = await opens("embed#lang=en");
    expect(await embedded.page.locator(".hero").count()).toBe(0);
  });

  it("gives way to five goals, which are ticked as they are reached and can be closed", async ({ opens }) => {
    const user = await opens("#lang=en");
    const reached = () =>
      user.page
        .locator(".goal-reached")
        .evaluateAll((goals) => goals.map((goal) => goal.getAttribute("data-goal")));
    expect(await user.page.locator(".goal").count()).toBe(0);
    await user.presses("play");
    await expect.poll(reached).toEqual(["play"]);
    expect(await user.page.locator(".goal").count()).toBe(5);
    await user.page.hover(".network-drawing .unit:not(.feature)");
    await expect.poll(reached).toEqual(["play", "look"]);
    await user.page.click("[aria-label='Remove the last hidden layer']");
    await expect.poll(reached).toEqual(["play", "look", "layer"]);
    await user.page.click(".goal [data-challenge=xor]");
    expect(await user.page.isChecked("input[name=generator][value=xor]")).toBe(true);
    expect(await user.page.textContent(".first-minute [role=status]")).toBe("3 of 5 done");
    await user.page.click(".first-minute [aria-label=Close]");
    expect(await user.page.locator(".hero").count()).toBe(0);
  });

  it("sets up a challenge and stays for the play button", async ({ opens }) => {
    const user = await opens("#lang=en");
    await user.page.click("[data-challenge=xor]");
    await user.settles();
    expect(await user.page.isChecked("input[name=generator][value=xor]")).toBe(true);
    expect(await user.page.textContent("#network-title")).toMatch(/^0/);
    await user.page.click("[data-challenge=spiral]");
    expect(await user.page.isChecked("input[name=generator][value=spiral]")).toBe(true);
    expect(await user.page.textContent("#network-title")).toMatch(/^2/);
    expect(await user.page.locator(".hero").isVisible()).toBe(true);
  });

  it.for(["light", "dark"])(
    "breathes, but not with reduced motion, and is accessible: %s",
    async (theme, { browser, opens }) => {
      const animations = async (reducedMotion: "reduce" | "no-preference") => {
        const context = await browser.newContext({ reducedMotion, viewport: { width: 320, height: 700 } });
        const { page } = await opens(`#lang=zh-CN&theme=${theme}`, undefined, context);
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        return page.locator("[data-action=hero-play]").evaluate((element) => element.getAnimations().length);
      };
      expect(await animations("no-preference")).toBe(1);
      expect(await animations("reduce")).toBe(0);
    },
  );
});
