import { describe, expect, it } from "vitest";
import { HIDDEN_BY_FLAG } from "../../../browser-tests/support/hidden-by-flag";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { hiddenControls, HIDEABLE_CONTROLS, withHiddenControls } from "../../../src/model/address/hide-flags";

describe("The controls that an address hides", () => {
  it("are all those for which there is a flag, and the unused features", () => {
    const offered: readonly string[] = Object.values(HIDEABLE_CONTROLS).flat();
    expect([...offered].sort()).toEqual([...Object.keys(HIDDEN_BY_FLAG), "unusedFeatures"].sort());
  });

  it("are written as flags and read again", () => {
    const shown = decodeAddress("dataset=xor&tutorial=dnn");
    const hidden = new Set(["playButton", "regenerate"] as const);
    const address = withHiddenControls(shown, hidden);
    expect(encodeAddress(address)).toBe(
      "seed=1&dataset=xor&tutorial=dnn&playButton_hide=true&regenerate_hide=true",
    );
    expect(hiddenControls(decodeAddress(encodeAddress(address)))).toEqual(hidden);
  });

  it("are shown again without losing other keys", () => {
    const hiding = decodeAddress("noise_hide=true&speed_hide=true&my_hide=true");
    const address = withHiddenControls(hiding, new Set(["speed"]));
    expect(address.unknown).toEqual([
      ["my_hide", "true"],
      ["speed_hide", "true"],
    ]);
  });

  it("contain the features that the network does not use, and no other feature", () => {
    const address = withHiddenControls(decodeAddress("sinX=true"), new Set(["unusedFeatures"]));
    const keys = address.unknown.map(([key]) => key);
    expect(keys).toContain("xSquared_hide");
    expect(keys).not.toContain("x_hide");
    expect(keys).not.toContain("sinX_hide");
    expect(decodeAddress(encodeAddress(address)).spec.features).toEqual(["x1", "x2", "sinX1"]);
    expect(hiddenControls(address)).toEqual(new Set(["unusedFeatures"]));
  });
});
