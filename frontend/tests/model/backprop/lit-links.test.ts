import { describe, expect, it } from "vitest";
import { litLinks, type LitLink } from "../../../src/model/backprop/lit-links";
import { TRACE } from "./exam-question";

const NO_UNIT = { layer: -1, unit: -1 };
const name = ({ layer, from, to }: LitLink) => [layer, from, to].join(" ");
const current = (links: readonly LitLink[]) => links.filter((link) => link.current).map(name);
const shareOf = (links: readonly LitLink[], link: string) => links.find((each) => name(each) === link)?.share;

describe("The links that are lit at a step", () => {
  it("are forward those into the neuron, by weight times input, and those of the neurons before it", () => {
    const links = litLinks(TRACE, { phase: "forward", layer: 0, unit: 1 }, 0, NO_UNIT);
    expect(current(links)).toEqual(["0 0 1", "0 1 1"]);
    expect(links.map(name)).toEqual(["0 0 0", "0 1 0", "0 0 1", "0 1 1"]);
    // The inputs are 1 and 0; the largest weight of input 1 is 0.8.
    expect(shareOf(links, "0 0 1")).toBeCloseTo(-0.4 / 0.8, 12);
    expect(shareOf(links, "0 1 1")).toBeCloseTo(0, 12);
  });

  it("are all of the forward pass at the loss, and none is current", () => {
    const links = litLinks(TRACE, { phase: "loss" }, 0, NO_UNIT);
    expect(links).toHaveLength(6 + 3 + 1);
    expect(current(links)).toEqual([]);
  });

  it("are backward those from the neuron to the next layer, by weight times delta", () => {
    expect(litLinks(TRACE, { phase: "backward", layer: 2, unit: 0 }, 0, NO_UNIT)).toEqual([]);
    const links = litLinks(TRACE, { phase: "backward", layer: 0, unit: 2 }, 0, NO_UNIT);
    expect(current(links)).toEqual(["1 2 0"]);
    expect(links.map(name)).toEqual(["1 0 0", "1 1 0", "1 2 0", "2 0 0"]);
    // The delta of the next layer is negative; its weights are 0.7, -0.6 and 0.4.
    expect(shareOf(links, "1 0 0")).toBeCloseTo(-1, 12);
    expect(shareOf(links, "1 1 0")).toBeCloseTo(0.6 / 0.7, 12);
    expect(shareOf(links, "1 2 0")).toBeCloseTo(-0.4 / 0.7, 12);
  });

  it("are in the update all, by the change of their weights, and current those into the selected neuron", () => {
    const links = litLinks(TRACE, { phase: "update" }, 0, { layer: 0, unit: 2 });
    expect(links).toHaveLength(6 + 3 + 1);
    expect(current(links)).toEqual(["0 0 2", "0 1 2"]);
    const changes = (TRACE.layers[0]?.weights ?? []).map(
      ([before = 0], unit) => (TRACE.layers[0]?.updatedWeights?.[unit]?.[0] ?? 0) - before,
    );
    const largest = Math.max(...changes.map(Math.abs));
    expect(shareOf(links, "0 0 2")).toBeCloseTo((changes[2] ?? 0) / largest, 12);
    expect(shareOf(links, "0 1 2")).toBe(0);
  });
});
