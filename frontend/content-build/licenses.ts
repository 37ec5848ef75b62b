import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import manifest from "../package.json" with { type: "json" };

const FILE = "licenses.txt";

/** Writes the licence of this program and those of the packages that its pages contain to one file. */
export function licenses(): Plugin {
  return {
    name: "licenses",
    generateBundle() {
      const parts = Object.keys(manifest.dependencies).map((name) => part(name, join("node_modules", name)));
      this.emitFile({
        type: "asset",
        fileName: FILE,
        source: [part("NN Playground", ".."), ...parts].join("\n\n"),
      });
    },
  };
}

function part(name: string, folder: string): string {
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`The package ${name} has no file with its licence.`);
  return `${name}\n${"=".repeat(name.length)}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
