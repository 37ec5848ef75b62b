import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { DEFAULT_VIEW } from "../../../src/model/address/view-settings";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { withFrozen } from "../../../src/model/spec/edit-spec";
import { isFrozen } from "../../../src/model/spec/shaped-layers";

describe("A frozen layer", () => {
  it("is in the spec, and no trace of it after it is thawed", () => {
    const frozen = withFrozen(defaultSpec(), 0, true);

    expect(frozen.network.layers[0]).toEqual({ ...defaultSpec().network.layers[0], frozen: true });
    expect(withFrozen(frozen, 0, false)).toEqual(defaultSpec());
  });

  it("of another type is frozen as the contract writes it", () => {
    const shaped = { type: "convolution", filters: 2, kernel: 3 };
    const spec = defaultSpec();
    const layers = [{ ...spec.network.layers[0], shaped }, ...spec.network.layers.slice(1)] as never;

    const frozen = withFrozen({ ...spec, network: { ...spec.network, layers } }, 0, true);

    expect(frozen.network.layers[0]?.shaped).toEqual({ ...shaped, frozen: true });
    expect(isFrozen(frozen.network.layers[0] as never)).toBe(true);
  });

  it("is kept in the address, by the whole spec", () => {
    const spec = withFrozen(defaultSpec(), 1, true);

    const address = encodeAddress({ spec, view: DEFAULT_VIEW, unknown: [] });

    expect(address).toMatch(/^spec=/);
    expect(decodeAddress(address).spec).toEqual(spec);
  });
});
