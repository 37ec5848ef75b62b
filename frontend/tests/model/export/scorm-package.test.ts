import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scormFiles } from "../../../src/model/export/scorm-package";
import { zipOf } from "../../../src/model/export/zip";

/** Prints names and texts of an archive after checking its checksums. */
const PROGRAM = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps({name: archive.read(name).decode() for name in archive.namelist()}))
`;

function unpacked(archive: Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  try {
    const file = join(folder, "a.zip");
    writeFileSync(file, archive);
    return JSON.parse(execFileSync("python3", ["-c", PROGRAM, file], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("A ZIP archive", () => {
  it("is read by another program with the same names and texts, also empty ones", () => {
    const texts = { "a.txt": "text\n", "folder/empty": "", "long.html": "神经网络".repeat(5000) };
    const files = Object.entries(texts).map(([name, text]) => ({
      name,
      content: new TextEncoder().encode(text),
    }));
    expect(unpacked(zipOf(files))).toEqual(texts);
  });
});

describe("A SCORM package", () => {
  const files = scormFiles({
    slug: "small-network",
    title: `B. "Small" <network> & co`,
    language: "zh-CN",
    source: "https://nn.example/embed/exercises/small-network#lang=zh-CN&seed=7",
    note: "note",
    alone: "alone",
    script: "script",
  });
  const text = (name: string) => files.find((file) => file.name === name)?.text ?? "";

  it("names all its files in the manifest, the first one as what is launched", () => {
    const named = [...text("imsmanifest.xml").matchAll(/<file href="([^"]+)"/g)].map(([, name]) => name);
    expect(files.map(({ name }) => name)).toEqual(["imsmanifest.xml", ...named]);
    expect(text("imsmanifest.xml")).toContain('adlcp:scormtype="sco" href="index.html"');
    expect(text("imsmanifest.xml")).toContain("<schemaversion>1.2</schemaversion>");
  });

  it("shows a title that contains markup as it is", () => {
    const title = "B. &quot;Small&quot; &lt;network&gt; &amp; co";
    expect(text("imsmanifest.xml")).toContain(`<title>${title}</title>`);
    expect(text("index.html")).toContain(`title="${title}"`);
    expect(text("index.html")).toContain("#lang=zh-CN&amp;seed=7");
  });
});
