import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "../src/i18n/messages";
import { startServer, type PlaygroundServer } from "../scripts/server.mjs";
import { launchBrowser, Person } from "./person";

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
      const person = await Person.opens(browser, `#lang=${language}&dataset=xor&seed=4`, server.url);
      const job = person.jobId();
      await person.presses("play");
      expect(await person.sees("epoch", (epoch) => epoch > 20)).toBe(true);

      await server.kill();
      await person.seesNotice("lost", 5000);
      const [before, loss] = [await person.reads("epoch"), await person.reads("test-loss")];
      expect(before).toBeGreaterThan(20);
      await person.page.waitForTimeout(1000);
      expect(await person.reads("test-loss")).toBe(loss);

      server = await startServer(server.port);
      await person.seesNotice("newJob", 15_000);
      expect(await person.page.locator("[data-notice=lost]").count()).toBe(0);
      expect(person.jobId()).not.toBe(job);
      expect(await person.sees("epoch", (epoch) => epoch > 5)).toBe(true);
      expect(await person.playIcon()).toBe(text.pause);
      expect(person.page.url()).toContain("dataset=xor");
      await person.leaves();
    },
  );
});
