import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

/** The end of an address that opens a spec. */
function address(data: object, output: object): string {
  const layers = [{ units: 4, activation: "tanh" }, output];
  const spec = { data: { source: "generated", seed: 1, ...data }, network: { layers } };
  return `#lang=en&spec=${Buffer.from(JSON.stringify(spec)).toString("base64url")}`;
}

const SIGMOID = "sigmoid";
const ADDRESSES = [
  ["Digits of 8 × 8 pixels", address({ generator: "digits8" }, { units: 10, activation: "softmax" })],
  ["Bars and stripes", address({ generator: "barsAndStripes" }, { units: 1, activation: SIGMOID })],
  [
    "Lesions in images of 16 × 16 pixels",
    address({ generator: "lesions16", samples: 40 }, { units: 256, activation: SIGMOID }),
  ],
  [
    "First symbol of a sequence",
    address({ generator: "firstSymbol", steps: 4, classes: 2 }, { units: 1, activation: SIGMOID }),
  ],
] as const;

describe("Data of other shapes", () => {
  it.for(ADDRESSES)("are named and trained: %s", { timeout: 60_000 }, async ([name, hash], { opens }) => {
    const user = await opens(hash);
    await user.settles();

    expect(await user.page.locator("[data-part=chosen-generator]").textContent()).toBe(name);
    expect(await user.page.locator("input[name=generator]:checked").count()).toBe(0);
    await user.page.click("[data-action=step]");
    await expect.poll(async () => (await user.job())["epoch"]).toBe(1);
    expect(user.rejected).toEqual([]);
  });

  it("have a tile for the sides of a curve, with three curves", async ({ opens }) => {
    const user = await opens("#lang=en");
    await user.page.click(".thumbnail:has([value=function])");
    await user.page.selectOption("[data-field=curve] select", "absolute");
    await expect.poll(async () => JSON.stringify((await user.job())["spec"])).toContain('"curve":"absolute"');

    await user.page.click(".thumbnail:has([value=circle])");
    expect(await user.page.locator("[data-field=curve]").count()).toBe(0);
    expect(user.rejected).toEqual([]);
  });
});
