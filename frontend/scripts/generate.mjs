// Types of the wire from the server's OpenAPI document. Where the document is not there, the types by hand in wire.ts stand alone.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const DOCUMENT = "../docs/openapi.json";

if (existsSync(DOCUMENT)) {
  execFileSync("npx", ["openapi-typescript", DOCUMENT, "--output", "src/api/schema.ts"], {
    stdio: "inherit",
  });
} else {
  console.log(`${DOCUMENT} is not there: no types generated.`);
}
