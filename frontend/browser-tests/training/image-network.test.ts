import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";

/** The end of an address that opens a spec. */
function address(generator: string, layers: readonly object[]): string {
  const data = { source: "generated", generator, samples: 40, seed: 1 };
  return `#lang=en&spec=${Buffer.from(JSON.stringify({ data, network: { layers } })).toString("base64url")}`;
}

const FILTERS = { type: "convolution", filters: 3, kernel: 3, activation: "relu" };

describe("A network of images", () => {
  it("shows kernels, maps and the answer for a sample and for a drawing", async ({ opens }) => {
    const layers = [FILTERS, { type: "maxPooling" }, { units: 10, activation: "softmax" }];
    const user = await opens(address("digits8", layers));
    await user.settles();
    const { page } = user;
    await page.waitForSelector("[data-answers='10']");

    expect(await page.locator(".network [data-pixel]").count()).toBe(64);
    expect(await page.locator("[data-layer='-1']").count()).toBe(0);
    const maps = page.locator("[data-maps='3']");
    expect(await maps.count()).toBe(2);
    expect(await maps.first().locator("svg").count()).toBe(6);
    expect(await maps.last().locator("svg").count()).toBe(3);
    expect(await page.locator(".image-label").first().textContent()).toMatch(/^Class \d$/);

    const answer = () => page.locator(".answer strong").textContent();
    const ofSample = await answer();
    await page.click("[data-action=clear-image]");
    await expect.poll(answer).not.toBe(ofSample);
    const ofNothing = await answer();
    await page.locator("[data-pixel='20']").focus();
    for (const key of ["Space", "ArrowDown", "Space"]) await page.keyboard.press(key);
    await expect.poll(answer).not.toBe(ofNothing);
    expect(await page.locator(".network .pixel-on").count()).toBe(2);
    await page.click("[data-action=next-image]");
    expect(await page.locator(".image-label").first().textContent()).toMatch(/^Class \d$/);
    expect(user.rejected).toEqual([]);
  });

  it("shows a mask if each pixel has an answer, and one scale of colours", async ({ opens }) => {
    const pixels = { type: "convolution", filters: 1, kernel: 1, activation: "sigmoid" };
    const user = await opens(address("lesions16", [{ ...FILTERS, padding: "same" }, pixels]));
    await user.settles();
    await user.page.waitForSelector("[data-answers='256'] svg");
    expect(await user.page.locator(".legend-bar").count()).toBe(1);
    expect(await user.page.locator(".legend-classes").count()).toBe(0);
    await user.page.click("[data-action=step]");
    await expect.poll(async () => (await user.job())["epoch"]).toBe(1);
    expect(user.rejected).toEqual([]);
  });

  it("draws a shortcut past the layers between, and the maps of both layers", async ({ opens }) => {
    const filters = { ...FILTERS, padding: "same" };
    const pixels = { type: "convolution", filters: 1, kernel: 1, activation: "sigmoid" };
    const layers = [
      filters,
      { type: "maxPooling" },
      { type: "upsampling" },
      { type: "concatenation", layer: 0 },
    ];
    const user = await opens(address("lesions16", [...layers, pixels]));
    await user.settles();
    const { page } = user;
    await page.waitForSelector("[data-answers='256'] svg");
    const arcs = page.getByRole("img", { name: "Shortcut from layer 1 to layer 4" });
    expect(await arcs.locator("[data-shortcut='0 3']").count()).toBe(1);
    expect(await page.locator("[data-maps='6'] svg").count()).toBe(6);
    expect(await page.locator(".layer-control").nth(3).textContent()).toBe("Concatenation with layer 1");

    const middle = (box: { x: number; width: number } | null) => (box ? box.x + box.width / 2 : NaN);
    const head = middle(await arcs.locator(".shortcut-head").boundingBox());
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(head).toBeCloseTo(middle(await page.locator("[data-maps='6']").boundingBox()), -1);
    await page.click("[data-action=step]");
    await expect.poll(async () => (await user.job())["epoch"]).toBe(1);
    expect(user.rejected).toEqual([]);
  });
});
