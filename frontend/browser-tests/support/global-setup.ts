import type { TestProject } from "vitest/node";
import { browserPath } from "../../scripts/browser.mjs";
import { startTestServer } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server that serves the page. */
    readonly url: string;
  }
}

/** The server of `PLAYGROUND_URL`, or one of its own from `PLAYGROUND_JAR` that ends with the tests. */
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
