import { describe, expect } from "vitest";
import type { Reader } from "../support/reader";
import { it } from "../support/fixtures";

describe("The result of the lab", () => {
  it("landscape: the path goes down on the plane of its own components, and both planes show the server's loss", async ({
    reads,
  }) => {
    const reader = await reads("/labs/landscape");
    await reader.presses("train");
    await reader.page.waitForSelector("[data-path='31']", { timeout: 40_000 });
    const [start, end] = [await losses(reader, "start"), await losses(reader, "end")];
    expect(end.server).toBeLessThan(start.server / 10);
    for (const { page, server } of [start, end]) expect(Math.abs(page - server)).toBeLessThan(1e-5);
    const path = (await reader.page.getAttribute("[data-path] .series", "d")) ?? "";
    expect(new Set(path.split(/[ML]/).slice(1)).size).toBeGreaterThan(20);
    const ways = await heights(reader, [".plane-path-start", ".plane-path-end"]);
    expect(ways[1]).toBeLessThan((ways[0] ?? 0) - 0.2);
    expect(Number(await reader.reads("data-explained"))).toBeGreaterThan(0.8);

    await reader.chooses("plane", "random");
    await reader.page.waitForSelector("[data-path='1']");
    expect(await losses(reader, "end")).toEqual(end);
    const [centre] = await heights(reader, [".plane-path-end"]);
    expect(centre).toBeLessThan(0.2);
  });

  it("landscape: the playground's link opens its network, and another address removes the old picture", async ({
    opens,
    reads,
  }) => {
    const user = await opens("#lang=en&theme=dark&dataset=xor&networkShape=3&seed=2");
    const link = await user.page.getAttribute("[data-action=landscape]", "href");
    const reader = await reads(`/${link?.replace(/^\.\/|#.*/g, "") ?? ""}`, link?.replace(/^[^#]*#/, ""));
    const field = reader.page.locator("[data-control=address] input");
    expect(await field.inputValue()).toBe("seed=2&dataset=xor&networkShape=3");
    expect(await reader.page.textContent("[data-network]")).toContain("2–3–1");
    expect(await reader.page.getAttribute("html", "data-theme")).toBe("dark");
    await reader.slides("epochs", 30);
    await reader.presses("train");
    await reader.page.waitForSelector("[data-path='31']", { timeout: 40_000 });
    await field.fill("networkShape=2");
    expect(await reader.page.textContent("[data-network]")).toContain("2–2–1");
    expect(await reader.page.locator("[data-path]").count()).toBe(0);
    expect(await reader.page.locator("[data-loss]").count()).toBe(0);
  });
});

/** The loss as computed by the page and by the server. */
async function losses(
  reader: Reader,
  name: string,
): Promise<{ readonly page: number; readonly server: number }> {
  const row = reader.page.locator(`[data-loss=${name}]`);
  const [page, server] = await Promise.all([row.getAttribute("data-page"), row.getAttribute("data-server")]);
  return { page: Number(page), server: Number(server) };
}

/** Height of the surface under each mark, from 0 (lowest) to 1, read from the brightness of the picture. */
async function heights(reader: Reader, marks: readonly string[]): Promise<readonly number[]> {
  return reader.page.evaluate((selectors) => {
    const canvas = document.querySelector<HTMLCanvasElement>(".course-plane canvas");
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
