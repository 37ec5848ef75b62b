// Writes the libraries of the page as a CycloneDX file. Argument: the file. Without time and serial number, so that equal sources give equal files.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const file = process.argv[2];
if (file === undefined) throw new Error("Name the file to write.");
const options = ["--package-lock-only", "--omit", "dev", "--sbom-format", "cyclonedx"];
const text = execFileSync("npm", ["sbom", ...options], {
  encoding: "utf8",
  shell: process.platform === "win32",
});
const sbom = JSON.parse(text);
delete sbom.serialNumber;
delete sbom.metadata.timestamp;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(sbom, null, 2) + "\n");
