import { fromByteArray, toByteArray } from "base64-js";

/** Decodes base64 or base64url, padded or not. Undefined if the text is not valid. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(standard) || standard.length % 4 === 1) return undefined;
  return toByteArray(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
}

/** base64url without padding, of the text in UTF-8. */
export function base64UrlOfText(text: string): string {
  const escaped = encodeURIComponent(text);
  const bytes = Array.from(escaped.matchAll(/%([0-9A-F]{2})|([^%])/g), ([, hex, plain]) =>
    hex === undefined ? (plain ?? "").charCodeAt(0) : Number.parseInt(hex, 16),
  );
  return fromByteArray(Uint8Array.from(bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function textOfBase64Url(base64: string): string | undefined {
  const bytes = bytesOfBase64(base64);
  if (bytes === undefined) return undefined;
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
