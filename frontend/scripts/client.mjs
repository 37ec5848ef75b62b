// Builds clients/typescript with the page's packages. Its own `npm install && npm run build` does the same without the page.
import { execFileSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";

const client = new URL("../../clients/typescript/", import.meta.url);
const modules = new URL("node_modules", client);
if (!existsSync(modules)) symlinkSync("../../frontend/node_modules", modules);
execFileSync("npm", ["run", "--silent", "build"], { cwd: client, stdio: "inherit" });
