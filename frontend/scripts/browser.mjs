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
 * Starts the browser of `browserPath`, without the switches of `@sparticuz/chromium`: they run all pages in one process,
 * which ends with the first page, and disable web security.
 *
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchBrowser() {
  return chromium.launch({ executablePath: await browserPath(), args: SWITCHES, headless: true });
}

/**
 * The executable of the browser: `PLAYGROUND_BROWSER`, a path or a name on the PATH; or else the Chromium from npm on Linux
 * x86-64; or else a Chromium or Chrome on the PATH. The first call unpacks the one from npm: calls must not overlap then.
 *
 * @returns {Promise<string>}
 */
export async function browserPath() {
  const wanted = process.env["PLAYGROUND_BROWSER"];
  if (wanted) return executablePath(wanted) ?? wanted;
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: bundled } = await import("@sparticuz/chromium");
    return bundled.executablePath();
  }
  const installed = ["chromium", "chromium-browser", "google-chrome"].map(executablePath).find(Boolean);
  if (!installed)
    throw new Error("No browser: put a Chromium on the PATH, or name it in PLAYGROUND_BROWSER.");
  return installed;
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
