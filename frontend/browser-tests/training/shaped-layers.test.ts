import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

const OUTPUT = { units: 1, activation: "sigmoid" };
const SEQUENCES = { source: "generated", generator: "firstSymbol", steps: 4, classes: 2, seed: 1 };
const IMAGES = { source: "generated", generator: "barsAndStripes", seed: 1 };
const CASES = [
  ["Convolution 8 × 2 × 2", IMAGES, [{ type: "convolution", filters: 8, kernel: 2 }, { type: "maxPooling" }]],
  ["Recurrent 6", SEQUENCES, [{ type: "recurrent", cell: "lstm", units: 6 }]],
] as const;

describe("A network with other than dense layers", () => {
  it.for(CASES)(
    "is opened, drawn and trained: %s",
    { timeout: 60_000 },
    async ([name, data, hidden], { opens }) => {
      const spec = { data, network: { layers: [...hidden, OUTPUT] } };
      const user = await opens(`#lang=en&spec=${Buffer.from(JSON.stringify(spec)).toString("base64url")}`);
      await user.settles();

      expect(await user.page.locator(".layer-control").first().textContent()).toBe(name);
      await user.page.click("[data-action=step]");
      await expect.poll(async () => (await user.job())["epoch"]).toBe(1);
      expect(JSON.stringify((await user.job())["spec"])).toContain(hidden[0].type);
      expect(user.rejected).toEqual([]);
    },
  );
});
