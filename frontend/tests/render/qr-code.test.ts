import { describe, expect, it } from "vitest";
import decodeQR from "qr/decode.js";
import { qrCodeOf, type QrCode } from "../../src/render/qr-code";

/** Pixels per module, so that the reader finds the patterns. */
const SCALE = 4;

/** The picture as a reader sees it: dark modules on white. */
function pixelsOf({ size, path }: QrCode) {
  const edge = size * SCALE;
  const data = new Uint8Array(edge * edge * 4).fill(255);
  for (const [, x = "", y = "", width = ""] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      const start = row * edge + Number(x) * SCALE;
      for (let at = start; at < start + Number(width) * SCALE; at++) data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { width: edge, height: edge, data };
}

describe("A QR code", () => {
  it.each(["https://a.example/#job=abc", `https://a.example/#spec=${"x1_-".repeat(300)}`])(
    "contains its link: %s",
    (link) => {
      const code = qrCodeOf(link);
      expect(code && decodeQR(pixelsOf(code))).toBe(link);
    },
  );

  it("has a quiet zone of four modules", () => {
    const path = qrCodeOf("https://a.example/")?.path ?? "";
    const corners = [...path.matchAll(/M(\d+) (\d+)/g)];
    expect(Math.min(...corners.map(([, x]) => Number(x)))).toBe(4);
    expect(Math.min(...corners.map(([, , y]) => Number(y)))).toBe(4);
  });

  it("does not exist for a link of more than 2,953 bytes", () => {
    expect(qrCodeOf("x".repeat(2953))).toBeDefined();
    expect(qrCodeOf("x".repeat(2954))).toBeUndefined();
  });
});
