import { encodeQR } from "qr";

/** Width of the white margin around a QR code; modules (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code as a square picture of square modules. */
export interface QrCode {
  /** Modules per axis, with the quiet zone. */
  readonly size: number;
  /** SVG path of the dark modules, in modules from the upper left corner. */
  readonly path: string;
}

/**
 * The QR code of a text, with 15 % error correction if it fits, else with 7 %.
 *
 * @returns undefined if the text is too long: a QR code holds at most 2,953 bytes
 */
export function qrCodeOf(text: string): QrCode | undefined {
  const modules = encoded(text, "medium") ?? encoded(text, "low");
  return modules && { size: modules.length, path: modules.flatMap(rowPath).join("") };
}

function encoded(text: string, ecc: "medium" | "low"): readonly (readonly boolean[])[] | undefined {
  try {
    return encodeQR(text, "raw", { ecc, border: QUIET_ZONE });
  } catch {
    return undefined;
  }
}

/** One rectangle for each sequence of dark modules. */
function rowPath(row: readonly boolean[], y: number): readonly string[] {
  const path: string[] = [];
  for (let x = 0; x < row.length; x++) {
    const start = x;
    while (row[x]) x++;
    if (x > start) path.push(`M${String(start)} ${String(y)}h${String(x - start)}v1H${String(start)}z`);
  }
  return path;
}
