// Types of the wire from the server's OpenAPI document: what a request may leave out because it has a default stays optional.
import { execFileSync } from "node:child_process";

execFileSync(
  "npx",
  [
    "openapi-typescript",
    "../docs/openapi.json",
    "--default-non-nullable",
    "false",
    "--output",
    "src/api/schema.ts",
  ],
  { stdio: "inherit" },
);
