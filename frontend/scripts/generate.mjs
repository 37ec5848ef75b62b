// Generates the wire types from the server's OpenAPI document. Fields of a request that have a default stay optional.
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
