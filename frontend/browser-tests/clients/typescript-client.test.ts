import { execFileSync } from "node:child_process";
import { build, type Rolldown } from "vite";
import { describe, expect, inject } from "vitest";
import { it } from "../support/fixtures";

const BASE = inject("url");

/** What the test uses of `clients/typescript`. */
interface Client {
  Server: new (address: string) => {
    submit(spec: object, request: object): Promise<{ events(): AsyncIterable<StreamEvent> }>;
  };
}
interface StreamEvent {
  readonly name: string;
  readonly data: { readonly state?: string; readonly losses?: { readonly train: readonly number[] } };
}

/** The client and its packages as one script, as a site's bundler makes it. */
async function bundle(): Promise<string> {
  execFileSync("node", ["scripts/client.mjs"]);
  const made = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      lib: { entry: "../clients/typescript/dist/index.js", name: "client", formats: ["iife"] },
    },
  });
  const [chunk] = (made as Rolldown.RolldownOutput[])[0]?.output ?? [];
  return chunk?.code ?? "";
}

describe("The TypeScript client", () => {
  it("follows a training in a browser", async ({ browser }) => {
    const page = await browser.newPage({ bypassCSP: true });
    await page.goto(`${BASE}/livez`);
    await page.addScriptTag({ content: await bundle() });

    const [state, losses] = await page.evaluate(async (server) => {
      const { Server } = (window as unknown as { client: Client }).client;
      const data = { source: "generated", generator: "circle" };
      const job = await new Server(server).submit({ data }, { stop: { epochs: 30 } });
      let last: string | undefined;
      let count = 0;
      for await (const { data } of job.events()) {
        last = data.state ?? last;
        count += data.losses?.train.length ?? 0;
      }
      return [last, count] as const;
    }, BASE);

    expect(state).toBe("succeeded");
    expect(losses).toBeGreaterThan(0);
    await page.close();
  });
});
