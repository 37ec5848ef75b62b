import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

/** Switches that a browser in a container needs. None of them weakens the security of pages. */
const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * Starts a Chromium from the PATH, or else the one from npm (Linux x86-64 only).
 *
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchBrowser() {
  const installed = ["chromium", "chromium-browser", "google-chrome"].map(executablePath).find(Boolean);
  if (installed) return chromium.launch({ executablePath: installed, args: SWITCHES, headless: true });
  const { default: bundled } = await import("@sparticuz/chromium");
  // Not the switches of the package: they run all pages in one process, which ends with the first page, and disable web
  // security.
  return chromium.launch({ executablePath: await bundled.executablePath(), args: SWITCHES, headless: true });
}

/**
 * @param {string} name
 * @returns {string | undefined}
 */
function executablePath(name) {
  try {
    return execFileSync("which", [name], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
