import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { launchBrowser } from "../../scripts/browser.mjs";
import { Reader } from "./reader";
import { User } from "./user";

/**
 * A test with a browser that all test files of its worker share. Each visitor has a browser context of its own, which is closed after the
 * test. The test fails if the browser has reported an error on a page whose visitor does not have `expectsErrors`.
 */
export const it = test
  // eslint-disable-next-line no-empty-pattern -- Vitest reads from it what a fixture needs
  .extend("browser", { scope: "worker" }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  // Pages that a failed test leaves open would slow down the tests after it.
  .extend("contextCleanup", { auto: true }, ({ browser }, { onCleanup }) => {
    onCleanup(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    });
  })
  // eslint-disable-next-line no-empty-pattern -- as above
  .extend("visitors", ({}, { onCleanup }) => {
    const visitors: (User | Reader)[] = [];
    onCleanup(async () => {
      const complaints = visitors.flatMap((each) => (each.expectsErrors ? [] : each.browserErrors));
      await Promise.all(visitors.map((each) => each.leaves()));
      expect(complaints).toEqual([]);
    });
    return visitors;
  })
  .extend(
    "opens",
    ({ browser, visitors }) =>
      async (address = "", base?: string, context?: BrowserContext) => {
        const user = await User.opens(browser, address, base, context);
        visitors.push(user);
        return user;
      },
  )
  .extend(
    "reads",
    ({ browser, visitors }) =>
      async (path: string, hash?: string, width?: number, prepare?: (page: Page) => Promise<void>) => {
        const reader = await Reader.opens(browser, path, hash, width, prepare);
        visitors.push(reader);
        return reader;
      },
  );
