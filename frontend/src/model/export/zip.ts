import crc32 from "crc-32";

export interface ArchivedFile {
  /** ASCII, with `/` between folders. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Fields of a header: their sizes in bytes and values, in the order of the format. */
type Fields = readonly (readonly [size: 2 | 4, value: number])[];

const VERSION = 20;
/** The earliest date of the format, 1 January 1980: equal files give equal archives. */
const [TIME, DATE] = [0, 0x21];

/** A ZIP archive whose files are stored without compression (PKWARE, APPNOTE 6.3). */
export function zipOf(files: readonly ArchivedFile[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const bytes = Uint8Array.from(name, (character) => character.charCodeAt(0));
    const common: Fields = [
      [2, VERSION],
      [2, 0], // flags
      [2, 0], // stored
      [2, TIME],
      [2, DATE],
      [4, crc32.buf(content) >>> 0],
      [4, content.length],
      [4, content.length],
      [2, bytes.length],
      [2, 0], // extra field
    ];
    const header = headerOf([[4, 0x04034b50], ...common]);
    parts.push(header, bytes, content);
    const place: Fields = [
      [2, 0], // comment
      [2, 0], // disk
      [2, 0], // internal attributes
      [4, 0], // external attributes
      [4, offset],
    ];
    directory.push(headerOf([[4, 0x02014b50], [2, VERSION], ...common, ...place]), bytes);
    offset += header.length + bytes.length + content.length;
  }
  const end = headerOf([
    [4, 0x06054b50],
    [2, 0], // this disk
    [2, 0], // disk of the directory
    [2, files.length],
    [2, files.length],
    [4, lengthOf(directory)],
    [4, offset],
    [2, 0], // comment
  ]);
  return joined([...parts, ...directory, end]);
}

/** Little-endian. */
function headerOf(fields: Fields): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
