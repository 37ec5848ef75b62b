import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

/** The displayed formulas that are wider than their box, and those that the keyboard reaches, by their TeX. */
async function displayedFormulas(
  page: Page,
): Promise<Readonly<Record<"scrolling" | "focusable", readonly string[]>>> {
  await page.locator(".formula-display .katex").last().waitFor();
  return page.evaluate(async () => {
    await document.fonts.ready;
    // Observers of sizes are called in the frame after the layout has changed.
    for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    const tex = (wanted: (formula: HTMLElement) => boolean) =>
      Array.from(document.querySelectorAll<HTMLElement>(".formula-display"))
        .filter(wanted)
        .map((formula) => formula.dataset["tex"] ?? "");
    return {
      scrolling: tex(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
      focusable: tex(({ tabIndex }) => tabIndex === 0),
    };
  });
}

describe("A displayed formula", () => {
  it("is in the tab order exactly while it scrolls, also after the window has changed", async ({ reads }) => {
    const { page } = await reads("/lessons/descent", "lang=en");
    const wide = await displayedFormulas(page);
    expect(wide.focusable).toEqual(wide.scrolling);
    await page.setViewportSize({ width: 320, height: 800 });
    const narrow = await displayedFormulas(page);
    expect(narrow.scrolling.length).toBeGreaterThan(wide.scrolling.length);
    expect(narrow.focusable).toEqual(narrow.scrolling);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await displayedFormulas(page)).toEqual(wide);
  });

  it("is in the tab order when its content grows, as when the fonts are loaded", async ({ reads }) => {
    const { page } = await reads("/lessons/descent", "lang=en");
    const before = await displayedFormulas(page);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll<HTMLElement>(".katex-display > .katex"))
        each.style.fontSize = "600%";
    });
    const { scrolling, focusable } = await displayedFormulas(page);
    expect(scrolling.length).toBeGreaterThan(before.scrolling.length);
    expect(focusable).toEqual(scrolling);
  });
});
