// Installs the dependencies of package-lock.json if they are missing or outdated.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const lockFile = "package-lock.json";
const installedLockFile = "node_modules/.package-lock.json";

const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(
    `The page is built with Node 20 or newer; this is ${process.version}. Install it from nodejs.org.`,
  );
  process.exit(1);
}
if (!existsSync(installedLockFile) || statSync(installedLockFile).mtimeMs < statSync(lockFile).mtimeMs) {
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  process.exit(npm.status ?? 1);
}
