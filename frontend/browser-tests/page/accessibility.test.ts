import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";

const LOOKS = [
  ["en", "light"],
  ["en", "dark"],
  ["zh-CN", "light"],
  ["zh-CN", "dark"],
] as const;

describe("axe reports no violations", () => {
  it.for(LOOKS)("in %s, %s, on the page and in its dialog", async ([language, theme], { opens }) => {
    const user = await opens(`#lang=${language}&theme=${theme}`);
    await user.page.waitForSelector(".article");
    await user.page.click(".advanced-settings summary");
    await user.page.click(".metrics-details summary");
    await user.page.locator("[data-testid=gradient-0]").waitFor();
    expect(await accessibilityViolations(user.page)).toEqual([]);
    await user.page.click(".advanced-settings summary");
    await user.page.click("[data-layer='0'][data-unit='0']");
    await user.page.locator(".parameter-box").waitFor();
    expect(await accessibilityViolations(user.page)).toEqual([]);
    await user.page.keyboard.press("Escape");
    await user.page.click("[data-action=table]");
    expect(await accessibilityViolations(user.page)).toEqual([]);
    await user.page.keyboard.press("Escape");
    await user.page.click("[data-action=share]");
    await user.page.click(".embed-section summary");
    await user.page.click(".export-section summary");
    await user.page.locator(".qr-picture").first().waitFor();
    await user.page.locator("[data-testid=frame-height]", { hasText: /\d/ }).waitFor();
    expect(await accessibilityViolations(user.page)).toEqual([]);
    await user.page.click("[data-action=enlarge-qr]");
    expect(await accessibilityViolations(user.page)).toEqual([]);
  });

  it.for(LOOKS)(
    "in %s, %s, in the training goal of the share dialog",
    async ([language, theme], { opens }) => {
      const { page } = await opens(`#lang=${language}&theme=${theme}`);
      await page.setViewportSize({ width: 320, height: 700 });
      await page.click("[data-action=share]");
      await page.click(".embed-section summary");
      for (const kind of ["testLoss", "overfit"]) {
        await page.check(`[data-control=embed-goal] [data-choice=${kind}] input`);
        await page.waitForSelector("[data-lock=data]");
        await page
          .locator(".goal-choice")
          .evaluate((part) =>
            Promise.all(part.getAnimations({ subtree: true }).map(({ finished }) => finished)),
          );
        expect([kind, await accessibilityViolations(page)]).toEqual([kind, []]);
        const cutOff = await page.locator(".goal-choice, .goal-choice *").evaluateAll((parts) =>
          parts.flatMap((part) => {
            const { left, right } = part.getBoundingClientRect();
            return left >= 0 && right <= window.innerWidth && part.scrollWidth <= part.clientWidth + 1
              ? []
              : [part.outerHTML];
          }),
        );
        expect([kind, cutOff]).toEqual([kind, []]);
      }
    },
  );

  it.for(LOOKS)("in %s, %s, while looking inside", async ([language, theme], { opens }) => {
    const { page } = await opens(`#lang=${language}&theme=${theme}&optimizer=adam`);
    await page.click("[data-action=inside]");
    await page.waitForSelector("[data-phase]");
    expect(await accessibilityViolations(page)).toEqual([]);
    for (const phase of ["loss", "backward", "update"]) {
      await page.click(`[data-to-phase=${phase}]`);
      expect(await accessibilityViolations(page)).toEqual([]);
    }
    await page.click("[data-number='updatedWeight 0 0 1']");
    await page.waitForSelector("[data-testid=formula] .katex");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.selectOption("[data-control=walkthrough-mode]", "sample");
    await page.waitForSelector("[data-control=walkthrough-row]", { state: "detached" });
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.click(".plane-picker", { position: { x: 20, y: 20 } });
    await page.waitForSelector("[data-to-phase=loss]", { state: "detached" });
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});
