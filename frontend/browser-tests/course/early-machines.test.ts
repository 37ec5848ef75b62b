import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The lab of the Hopfield network", () => {
  it("opens with a damaged letter and recalls it; drawing raises the energy, and recall lowers it", async ({
    reads,
  }) => {
    const reader = await reads("/labs/hopfield");
    const energy = async () => Number(await reader.reads("data-energy"));
    const overlap = async () => reader.reads("data-overlap");
    await reader.page.waitForSelector("[data-stable=true]");
    expect(await overlap()).toBe("A 1.00");
    const lowest = await energy();

    const pixel = async (at: number) => {
      const box = await reader.page.locator(`[data-pixel="${String(at)}"]`).boundingBox();
      return [(box?.x ?? 0) + 8, (box?.y ?? 0) + 8] as const;
    };
    await reader.page.mouse.move(...(await pixel(32)));
    await reader.page.mouse.down();
    await reader.page.mouse.move(...(await pixel(39)), { steps: 20 });
    await reader.page.mouse.up();
    expect(await overlap()).toBe("A 0.75");
    expect(await energy()).toBeGreaterThan(lowest);
    await reader.presses("recall");
    await reader.page.waitForSelector("[data-stable=true]");
    expect(await overlap()).toBe("A 1.00");
    expect(await energy()).toBeCloseTo(lowest, 10);
  });

  it("flips pixels by keyboard, and forgets letters when it has too many", async ({ reads }) => {
    const reader = await reads("/labs/hopfield");
    await reader.page.waitForSelector("[data-stable=true]");
    await reader.page.focus("[data-pixel='0']");
    await reader.page.keyboard.press("ArrowRight");
    await reader.page.keyboard.press("ArrowDown");
    await reader.page.keyboard.press("Space");
    expect(await reader.page.getAttribute("[data-pixel='9']", "aria-pressed")).toBe("false");
    for (const letter of ["H", "L", "T", "Z"]) await reader.page.check(`[data-letter=${letter}] input`);
    await reader.page.click("[aria-label='Show A']");
    expect(await reader.reads("data-stable")).toBe("false");
    await reader.presses("recall");
    await reader.page.waitForSelector("[data-stable=true]");
    expect(await reader.reads("data-overlap")).not.toBe("A 1.00");
  });

  it("recalls random patterns below the limit of 0.138 and not above it", async ({ reads }) => {
    const reader = await reads("/labs/hopfield");
    await reader.chooses("view", "overload");
    await reader.chooses("neurons", "large");
    await reader.slides("load", 0.1);
    expect(Number(await reader.reads("data-wrong"))).toBeLessThan(10);
    await reader.slides("load", 0.2);
    expect(Number(await reader.reads("data-wrong"))).toBeGreaterThan(50);
    await reader.page.waitForSelector("[data-curve=done]", { timeout: 60_000 });
  });
});
