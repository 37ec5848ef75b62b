import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

/** Records the elements that move from now on, and their distances in CSS pixels. The browser ignores less than 3 pixels. */
async function recordsMoves(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const moves: string[] = [];
    Object.assign(globalThis, { moves });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        readonly sources: readonly {
          readonly node: Node | null;
          readonly previousRect: DOMRect;
          readonly currentRect: DOMRect;
        }[];
      })[]) {
        for (const { node, previousRect, currentRect } of entry.sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          const [x, y] = [currentRect.x - previousRect.x, currentRect.y - previousRect.y];
          moves.push(`${element?.outerHTML.slice(0, 80) ?? ""} ${String(x)} ${String(y)}`);
        }
      }
    }).observe({ type: "layout-shift" });
  });
  return () => page.evaluate(() => (globalThis as unknown as { readonly moves: readonly string[] }).moves);
}

describe("Nothing on the page moves", () => {
  it.for(
    [320, 390, 768, 1100, 1280, 1440].flatMap((width) => [[width, "en"] as const, [width, "zh-CN"] as const]),
  )("while training and stepping, at %d pixels, in %s", async ([width, language], { browser, opens }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const user = await opens(`#lang=${language}`, undefined, context);
    await user.settles();
    const moves = await recordsMoves(user.page);
    for (const action of ["step-batch", "step-batch", "step", "play"] as const) {
      await user.presses(action);
      await user.settles();
    }
    expect(await user.sees("epoch", (epoch) => epoch > 110)).toBe(true);
    for (const action of ["play", "step-batch", "reset"] as const) {
      await user.presses(action);
      await user.settles();
    }
    expect(await moves()).toEqual([]);
  });
});
