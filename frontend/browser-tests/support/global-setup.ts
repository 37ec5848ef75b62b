import type { TestProject } from "vitest/node";
import { startServer } from "../../scripts/server.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server that serves the page. */
    readonly url: string;
  }
}

/** The server of `PLAYGROUND_URL`, or one of its own from `PLAYGROUND_JAR` that ends with the tests. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const running = process.env["PLAYGROUND_URL"];
  if (running) {
    provide("url", running.replace(/\/$/, ""));
    return () => Promise.resolve();
  }
  const server = await startServer();
  provide("url", server.url);
  return server.stop;
}
