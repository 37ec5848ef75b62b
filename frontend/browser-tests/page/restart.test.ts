import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/i18n/messages";
import { startServer, type PlaygroundServer } from "../../scripts/server.mjs";
import { launchBrowser, User } from "../support/user";

let browser: Browser;
let server: PlaygroundServer;

// Of its own: the server that the other tests use must live.
describe.skipIf(!process.env["PLAYGROUND_JAR"])("A server that is killed while a network trains", () => {
  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  }, 150_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it.for(Object.entries(LANGUAGES))(
    "is missed at once; started anew, the page makes a new job, says so, and goes on, in %s",
    { timeout: 150_000 },
    async ([language, text]) => {
      const user = await User.opens(browser, `#lang=${language}&dataset=xor&seed=4`, server.url);
      const job = user.jobId();
      await user.presses("play");
      expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);

      await server.kill();
      await user.seesNotice("lost", 5000);
      const [before, loss] = [await user.reads("epoch"), await user.reads("test-loss")];
      expect(before).toBeGreaterThan(20);
      await user.page.waitForTimeout(1000);
      expect(await user.reads("test-loss")).toBe(loss);

      server = await startServer(server.port);
      await user.seesNotice("newJob", 15_000);
      expect(await user.page.locator("[data-notice=lost]").count()).toBe(0);
      expect(user.jobId()).not.toBe(job);
      expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
      expect(await user.playIcon()).toBe(text.pause);
      expect(user.page.url()).toContain("dataset=xor");
      await user.leaves();
    },
  );
});
