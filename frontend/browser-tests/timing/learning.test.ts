import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("A user who opens the page and presses play", () => {
  it("sees the circle learned within ten seconds, from a fixed seed, at thirty epochs a second or more", async ({
    opens,
  }) => {
    const user = await opens();
    expect(await user.reads("epoch")).toBe(0);

    await user.presses("play");
    expect(await user.sees("test-loss", (loss) => loss < 0.05, 10_000)).toBe(true);

    const [from, start] = [await user.reads("epoch"), Date.now()];
    await user.page.waitForTimeout(3000);
    const epochs = (await user.reads("epoch")) - from;
    expect(epochs / ((Date.now() - start) / 1000)).toBeGreaterThanOrEqual(30);
  });

  it("sees something move within a tenth of a second", async ({ opens }) => {
    const user = await opens();
    const waited = await user.page.evaluate(async () => {
      const button = document.querySelector<HTMLElement>("[data-action=play]");
      const name = button?.getAttribute("aria-label");
      const start = performance.now();
      button?.click();
      while (button?.getAttribute("aria-label") === name && performance.now() - start < 1000) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return performance.now() - start;
    });
    expect(waited).toBeLessThan(50);
    expect(await user.sees("epoch", (epoch) => epoch > 0)).toBe(true);
  });
});
