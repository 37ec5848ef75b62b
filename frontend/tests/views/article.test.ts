import { describe, expect, it } from "vitest";
import { ARTICLES } from "../../src/i18n/article";
import { decodeAddress, encodeAddress } from "../../src/model/address/address";

function addresses(language: keyof typeof ARTICLES): readonly string[] {
  return ARTICLES[language]
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap((paragraph) => (typeof paragraph === "string" ? [] : paragraph))
    .flatMap((part) => (typeof part === "string" ? [] : [part.address]));
}

describe("The buttons in the explanation", () => {
  it("are the same in both languages", () => {
    expect(addresses("en").length).toBeGreaterThan(4);
    expect(addresses("zh-CN")).toEqual(addresses("en"));
  });

  it.each(addresses("en"))("set up something that the playground knows: %s", (address) => {
    const decoded = decodeAddress(address);
    expect(decoded.unknown).toEqual([]);
    expect(encodeAddress(decoded)).not.toBe(encodeAddress(decodeAddress("")));
  });
});
