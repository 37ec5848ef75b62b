import type { TestProject } from "vitest/node";
import { browserPath } from "../../scripts/browser.mjs";
import { startTestServer } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server. */
    readonly url: string;
  }
}

/** Uses the server at `PLAYGROUND_URL`, or starts one from `PLAYGROUND_JAR` and stops it after the tests. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  // Unpacks the browser before several workers launch it.
  await browserPath();
  const running = process.env["PLAYGROUND_URL"];
  if (running) {
    provide("url", running.replace(/\/$/, ""));
    return () => Promise.resolve();
  }
  const server = await startTestServer();
  provide("url", server.url);
  return server.stop;
}
