import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import {
  comparedNetworks,
  networkKey,
  networksOf,
  withNetworks,
} from "../../../src/model/experiment/compare-address";
import { withActivation, withLearningRate } from "../../../src/model/spec/edit-spec";

const SPIRAL = decodeAddress("dataset=spiral&networkShape=8,8").spec;
const FAST = withLearningRate(SPIRAL, 0.3);
const OWN = decodeAddress("").spec;

describe("The address of a comparison", () => {
  it("opens the same networks, own points included, and keeps language and theme", () => {
    const points = {
      ...OWN,
      data: {
        source: "inline" as const,
        train: [
          { x: [1, -2], y: 0 },
          { x: [0.5, 2], y: 1 },
        ],
      },
    };
    const hash = withNetworks("lang=zh-CN&theme=dark", [SPIRAL, FAST, points]);
    expect(networksOf(`#${hash}`)).toEqual([SPIRAL, FAST, points]);
    expect(hash).toMatch(/&lang=zh-CN&theme=dark$/);
  });

  it("stays the same comparison after the browser has written it its own way", () => {
    const written = new URLSearchParams(withNetworks("", [SPIRAL, FAST])).toString();
    expect(networksOf(written)).toEqual([SPIRAL, FAST]);
  });

  it("replaces the networks that it had", () => {
    expect(networksOf(withNetworks(withNetworks("", [SPIRAL, FAST]), [OWN]))).toEqual([OWN]);
  });

  it("compares at most four networks, and one network with its copy", () => {
    const five = Array<string>(5).fill(networkKey(SPIRAL)).join("&");
    expect(comparedNetworks(five)).toHaveLength(4);
    expect(comparedNetworks(networkKey(FAST))).toEqual([FAST, FAST]);
  });

  it("compares two activations if it names no network, or a damaged one", () => {
    expect(comparedNetworks("")).toEqual([OWN, withActivation(OWN, "relu")]);
    expect(comparedNetworks("network=%E0%A4%A")).toEqual([OWN, OWN]);
  });
});
