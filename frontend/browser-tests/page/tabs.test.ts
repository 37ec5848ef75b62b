import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

/** Simulates switching between tabs; the browser of the tests treats all tabs as visible. */
async function comesToFront(tab: User, others: readonly User[]): Promise<void> {
  for (const each of others.filter((other) => other !== tab)) await turns(each, true);
  await tab.page.bringToFront();
  await turns(tab, false);
}

async function turns({ page }: User, hidden: boolean): Promise<void> {
  await page.evaluate((away) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => away });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

describe("Ten tabs of one browser", () => {
  it(
    "all train over the six shared connections of HTTP/1.1: only the visible one keeps a stream",
    { timeout: 150_000 },
    async ({ browser, opens }) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const tabs: User[] = [];
      const open = new Set<unknown>();
      for (let at = 0; at < 10; at++) {
        const tab = await opens(
          `#lang=${at % 2 === 0 ? "en" : "zh-CN"}&seed=${String(at + 1)}`,
          undefined,
          context,
        );
        tab.page.on("request", (request) => request.url().includes("/events") && open.add(request));
        for (const end of ["requestfinished", "requestfailed"] as const) {
          tab.page.on(end as "requestfinished", (request) => open.delete(request));
        }
        tabs.push(tab);
        await comesToFront(tab, tabs);
        await tab.presses("play");
        expect(await tab.sees("epoch", (epoch) => epoch > 5)).toBe(true);
      }
      const [first, last] = [tabs[0], tabs.at(-1)];
      if (!first || !last) throw new Error("There are no tabs.");
      await last.page.waitForTimeout(3000);
      expect(open.size).toBeLessThanOrEqual(2);

      const left = await first.reads("epoch");
      await comesToFront(first, tabs);
      expect(await first.sees("epoch", (epoch) => epoch > left + 60)).toBe(true);
      await first.presses("play");
      expect(await first.playIcon()).toBe("Play");
      await first.settles();
      const stopped = await first.reads("epoch");
      await first.page.waitForTimeout(1000);
      expect(await first.reads("epoch")).toBe(stopped);
      await context.close();
    },
  );
});
