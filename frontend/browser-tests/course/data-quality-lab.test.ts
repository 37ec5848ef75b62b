import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { Reader } from "../support/reader";

/** Waits for the share of right answers of a setting such as `small/60/0`. */
async function accuracyOf(reader: Reader, setting: string): Promise<number> {
  const cell = `[data-setting='${setting}'][data-accuracy]`;
  await reader.page.waitForSelector(cell, { timeout: 60_000 });
  return Number(await reader.page.getAttribute(cell, "data-accuracy"));
}

describe("The lab data-quality", () => {
  it("shows that more samples help more than a larger network, and that wrong labels cost most of it", async ({
    reads,
  }) => {
    const reader = await reads("/labs/data-quality");
    const start = await accuracyOf(reader, "small/60/0");
    await reader.chooses("network", "large");
    await reader.presses("train");
    const larger = await accuracyOf(reader, "large/60/0");
    await reader.chooses("network", "small");
    await reader.chooses("samples", "600");
    await reader.presses("train");
    const more = await accuracyOf(reader, "small/600/0");
    await reader.chooses("wrong", "30");
    await reader.presses("train");
    const wrong = await accuracyOf(reader, "small/600/30");

    expect(start).toBeGreaterThan(0.7);
    expect(start).toBeLessThan(0.86);
    expect(larger).toBeLessThan(0.9);
    expect(more).toBeGreaterThan(0.94);
    expect(wrong).toBeLessThan(0.9);
  });

  it("fills the whole table on request", async ({ reads }) => {
    const reader = await reads("/labs/data-quality", "lang=zh-CN&theme=dark", 390);
    await accuracyOf(reader, "small/60/0");
    await reader.presses("all");
    await reader.page.waitForFunction(
      () => document.querySelectorAll("[data-accuracy]").length === 36,
      null,
      {
        timeout: 150_000,
      },
    );
  }, 180_000);
});
