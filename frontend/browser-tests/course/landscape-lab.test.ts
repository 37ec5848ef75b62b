import { describe, expect } from "vitest";
import type { Reader } from "../support/reader";
import { it } from "../support/fixtures";

describe("The lab of the loss landscape", () => {
  it("opens with a trained network, whose path goes down on the plane of its own components", async ({
    reads,
  }) => {
    const reader = await reads("/labs/landscape");
    await trained(reader, 120);
    expect(Number(await reader.reads("data-path"))).toBeGreaterThan(10);
    expect(Number(await reader.reads("data-explained"))).toBeGreaterThan(0.8);
    const [start, end] = await heights(reader, [
      ".landscape-path .landscape-start",
      ".landscape-path .landscape-here",
    ]);
    expect(end).toBeLessThan((start ?? 0) - 0.2);

    await reader.presses("train");
    await trained(reader, 240);

    await reader.chooses("plane", "random");
    await reader.page.waitForSelector("[data-path='1']");
    const [here] = await heights(reader, [".landscape-path .landscape-here"]);
    expect(here).toBeLessThan(0.3);
  });

  it("draws the network of an address, and another one with another address", async ({ reads }) => {
    const reader = await reads("/labs/landscape", "theme=dark&dataset=xor&networkShape=3&seed=2");
    const field = reader.page.locator("[data-control=address] input");
    expect(await field.inputValue()).toBe("seed=2&dataset=xor&networkShape=3");
    expect(await reader.page.textContent("[data-network]")).toContain("2–3–1");
    expect(await reader.page.getAttribute("html", "data-theme")).toBe("dark");
    await trained(reader, 120);
    await field.fill("networkShape=2");
    await field.press("Enter");
    await reader.page.waitForFunction(() =>
      document.querySelector("[data-network]")?.textContent.includes("2–2–1"),
    );
    expect(Number(await reader.page.getAttribute("[data-network]", "data-epochs"))).toBeLessThan(120);
    await trained(reader, 120);
  });
});

/** Waits until the landscape is that of the network after so many epochs. */
async function trained(reader: Reader, epochs: number): Promise<void> {
  await reader.page.waitForSelector(`.landscape[data-epoch="${String(epochs)}"]`, { timeout: 40_000 });
}

/** Height of the map under each mark, from 0 (lowest) to 1, read from the brightness of the picture. */
async function heights(reader: Reader, marks: readonly string[]): Promise<readonly number[]> {
  return reader.page.evaluate((selectors) => {
    const canvas = document.querySelector<HTMLCanvasElement>(".landscape-picture canvas");
    if (!canvas) return [];
    const { width, height } = canvas;
    // From a copy, because reading slows down later drawing on a canvas.
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy?.drawImage(canvas, 0, 0);
    const pixels = copy?.getImageData(0, 0, width, height).data ?? [];
    const light = (at: number) => (pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0);
    const all = Array.from({ length: width * height }, (_, at) => light(4 * at));
    const [lowest, highest] = all.reduce(
      ([least, most], each) => [Math.min(least, each), Math.max(most, each)],
      [765, 0],
    );
    const plane = canvas.getBoundingClientRect();
    return selectors.map((selector) => {
      const mark = document.querySelector(selector)?.getBoundingClientRect();
      if (!mark) return Number.NaN;
      const share = (at: number, from: number, size: number) => (at - from) / size;
      const x = Math.floor(share(mark.x + mark.width / 2, plane.x, plane.width) * width);
      const y = Math.floor(share(mark.y + mark.height / 2, plane.y, plane.height) * height);
      return ((all[y * width + x] ?? 0) - lowest) / Math.max(highest - lowest, 1);
    });
  }, marks);
}
