import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** What the compiler reads for a room, library files included. */
function filesOf(room: string): readonly string[] {
  const project = `src/${room}`;
  return execFileSync("npx", ["tsc", "--project", project, "--listFilesOnly"], { encoding: "utf8" }).split(
    "\n",
  );
}

describe("A room without a browser", () => {
  // A package's types can bring the DOM in by the back door; then `document` would compile here.
  it.each(["model", "state", "i18n"])(
    "%s is compiled without the DOM's types and without Node's",
    (room) => {
      const files = filesOf(room);
      expect(files.some((file) => file.endsWith("lib.es2023.d.ts"))).toBe(true);
      expect(files.filter((file) => /lib\.dom|@types\/node/.test(file))).toEqual([]);
    },
    30_000,
  );
});
