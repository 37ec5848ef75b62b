import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

/** Switches that a browser in a container needs; none of them weakens the page's own security. */
const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * A Chromium from the PATH, else the one that comes with npm (Linux x86-64 only).
 *
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchBrowser() {
  const installed = ["chromium", "chromium-browser", "google-chrome"].map(pathOf).find(Boolean);
  if (installed) return chromium.launch({ executablePath: installed, args: SWITCHES, headless: true });
  const { default: bundled } = await import("@sparticuz/chromium");
  // Not its own switches: they put all pages into one process, which ends with the first page, and turn web security off.
  return chromium.launch({ executablePath: await bundled.executablePath(), args: SWITCHES, headless: true });
}

/**
 * @param {string} name
 * @returns {string | undefined}
 */
function pathOf(name) {
  try {
    return execFileSync("which", [name], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
