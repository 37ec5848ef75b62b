import { describe, expect } from "vitest";
import { LANGUAGES } from "../../src/i18n/messages";
import type { PlaygroundServer } from "../../scripts/server.mjs";
import { it as base } from "../support/fixtures";
import { startTestServer } from "../support/test-server";

// eslint-disable-next-line no-empty-pattern -- Vitest reads from it what a fixture needs
const it = base.extend("ownServer", async ({}, { onCleanup }) => {
  let server: PlaygroundServer = await startTestServer();
  onCleanup(() => server.stop());
  return {
    url: server.url,
    kill: () => server.kill(),
    startAgain: async () => {
      server = await startTestServer(server.port);
    },
  };
});

// A separate server, because the other tests need theirs to stay alive.
describe.skipIf(!process.env["PLAYGROUND_JAR"])("A server that is killed during training", () => {
  it(
    "is reported as lost; after its restart the pages of both languages create new jobs with a notice and continue",
    {
      timeout: 150_000,
    },
    async ({ ownServer, opens }) => {
      const pages = await Promise.all(
        Object.entries(LANGUAGES).map(async ([language, text]) => {
          const user = await opens(`#lang=${language}&dataset=xor&seed=4`, ownServer.url);
          user.expectsErrors = true; // the browser reports each request that fails
          return { user, text, job: user.jobId() };
        }),
      );
      for (const { user } of pages) await user.presses("play");
      for (const { user } of pages) expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);

      await ownServer.kill();
      await Promise.all(pages.map(({ user }) => user.seesNotice("lost", 5000)));
      const testLosses = () => Promise.all(pages.map(({ user }) => user.reads("test-loss")));
      const losses = await testLosses();
      for (const { user } of pages) expect(await user.reads("epoch")).toBeGreaterThan(20);
      await pages[0]?.user.page.waitForTimeout(1000);
      expect(await testLosses()).toEqual(losses);

      await ownServer.startAgain();

      await Promise.all(
        pages.map(async ({ user, text, job }) => {
          await user.seesNotice("newJob", 15_000);
          expect(await user.page.locator("[data-notice=lost]").count()).toBe(0);
          expect(user.jobId()).not.toBe(job);
          expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
          expect(await user.playIcon()).toBe(text.pause);
          expect(user.page.url()).toContain("dataset=xor");
        }),
      );
    },
  );
});
