import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const SOURCE_FOLDERS = ["src", "tests", "browser-tests", "content-build", "scripts"];
const MAX_FILES_PER_FOLDER = 25;
/** Folders with one text for each lab. */
const TEXTS_OF_LABS = /^src[/\\](i18n|lessons)[/\\](.*[/\\])?labs$/;

/** Files that the compiler reads for a layer, library files included. */
function filesCompiledFor(layer: string): readonly string[] {
  const folder = resolve("src", layer);
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { fileNames, options, projectReferences } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram({
    rootNames: fileNames,
    options,
    ...(projectReferences && { projectReferences }),
  });
  return program.getSourceFiles().map(({ fileName }) => fileName);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The modules of the repository that a file imports, types and dynamic imports included. */
function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith(".")) return [];
    const path = join(dirname(file), fileName);
    return [`${path}.ts`, `${path}.tsx`, join(path, "index.ts"), path].find((name) => existsSync(name)) ?? [];
  });
}

/** The first cycle of a depth-first search; its first node is repeated at the end. Undefined if there is none. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const finished = new Set<string>();
  const path: string[] = [];
  const search = (node: string): readonly string[] | undefined => {
    if (finished.has(node)) return undefined;
    const start = path.indexOf(node);
    if (start >= 0) return [...path.slice(start), node];
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = search(next);
      if (cycle) return cycle;
    }
    path.pop();
    finished.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = search(node);
    if (cycle) return cycle;
  }
  return undefined;
}

const modules = SOURCE_FOLDERS.flatMap(filesBelow).filter((file) => /\.(tsx?|mjs)$/.test(file));
const imports = new Map(modules.map((file) => [file, importsOf(file)]));

describe("A layer without a browser", () => {
  // The types of a package can add the DOM's types; then `document` would compile here.
  it.each(["model", "state", "i18n"])(
    "%s is compiled without the types of the DOM and of Node",
    (layer) => {
      const files = filesCompiledFor(layer);
      expect(files.some((file) => file.endsWith("lib.es2023.d.ts"))).toBe(true);
      expect(files.filter((file) => /lib\.dom|@types\/node/.test(file))).toEqual([]);
    },
    30_000,
  );
});

describe("The source files", () => {
  it("import each other without a cycle", () => {
    expect([...imports.values()].flat().length).toBeGreaterThan(500);
    expect(cycleIn(imports)).toBeUndefined();
  });

  it("do not form a cycle between folders of model/", () => {
    const folders = new Map<string, string[]>();
    for (const [file, imported] of imports) {
      if (!file.startsWith(join("src", "model"))) continue;
      const folder = dirname(file);
      const others = imported.map((path) => dirname(path)).filter((path) => path !== folder);
      folders.set(folder, [...(folders.get(folder) ?? []), ...others]);
    }
    expect(folders.size).toBeGreaterThan(5);
    expect(cycleIn(folders)).toBeUndefined();
  });

  it(`are at most ${String(MAX_FILES_PER_FOLDER)} per folder`, () => {
    const counts = new Map<string, number>();
    for (const file of SOURCE_FOLDERS.flatMap(filesBelow)) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    expect(counts.size).toBeGreaterThan(20);
    expect(
      [...counts].filter(([folder, count]) => count > MAX_FILES_PER_FOLDER && !TEXTS_OF_LABS.test(folder)),
    ).toEqual([]);
  });
});

describe("The search for a cycle", () => {
  it("finds one that does not contain the first node", () => {
    const graph = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
    ]);
    expect(cycleIn(graph)).toEqual(["b", "c", "b"]);
  });
});
