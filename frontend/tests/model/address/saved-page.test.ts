import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { savedAddress } from "../../../src/model/address/saved-page";

describe("An address to be saved", () => {
  it("encodes every character that the server refuses, and opens the same state", () => {
    const hash = 'dataset=xor&note="a b"<ü>\'[]{}|\\^`';
    const saved = savedAddress(hash);
    expect(saved).toMatch(/^[A-Za-z0-9=&.,_~%:;@!$()*+/?-]*$/);
    expect(decodeURIComponent(saved)).toBe(hash);
    expect(decodeAddress(saved).spec).toEqual(decodeAddress(hash).spec);
  });

  it("leaves the page's own addresses as they are", () => {
    const hash = encodeAddress(decodeAddress("seed=1&dataset=spiral&networkShape=8,8&noise=20"));
    expect(savedAddress(hash)).toBe(hash);
  });
});
