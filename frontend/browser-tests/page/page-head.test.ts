import { describe, expect, inject } from "vitest";
import { it } from "../support/fixtures";

const ICONS = ["link[rel=icon]", "link[rel=apple-touch-icon]"];
const PICTURE = "meta[property='og:image']";

describe("The head of a page", () => {
  it.for([
    "/",
    "/compare",
    "/sweeps",
    "/lessons",
    "/lessons/neuron",
    "/labs/neuron",
    "/exercises/logic-gate",
    "/embed/",
  ])("names icons and a picture for other sites, all from this server: %s", async (path, { browser }) => {
    const page = await browser.newPage();
    await page.goto(`${inject("url")}${path}`);
    const icons = await page
      .locator(ICONS.join())
      .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
    const picture = await page.getAttribute(PICTURE, "content");
    expect(icons.length).toBe(3);
    expect(picture).toBe(`${inject("url")}/og.png`);
    for (const address of [...icons, picture ?? "", `${inject("url")}/favicon.ico`]) {
      const answer = await page.request.get(address);
      expect([address, answer.status()]).toEqual([address, 200]);
      expect(answer.headers()["content-type"]).toMatch(/^image\//);
      expect((await answer.body()).length).toBeLessThan(300_000);
    }
    await page.close();
  });
});

describe("A page", () => {
  it.for(["/", "/lessons/neuron"])(
    "asks early for the font that it uses, and links to the licences of all that it contains: %s",
    async (path, { browser }) => {
      const page = await browser.newPage();
      await page.goto(`${inject("url")}${path}#lang=en`);
      const font = await page.getAttribute("link[rel=preload][as=font]", "href");
      expect(font).toMatch(/figtree/);
      await page.evaluate(() => document.fonts.ready);
      // Text in the font may come after the first moment in which no font is being loaded.
      await expect
        .poll(() => page.evaluate(() => document.fonts.check("14px 'Figtree Variable'")))
        .toBe(true);
      const fonts = await page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter(({ name }) => name.includes("figtree"))
          .map(({ name }) => new URL(name).pathname),
      );
      expect(new Set(fonts).size).toBe(1);
      await page.locator(".page-footer a", { hasText: "Licences" }).click();
      const text = await page.textContent("body");
      for (const name of ["Apache License", "SIL Open Font License", "preact", "katex"])
        expect(text).toContain(name);
      await page.close();
    },
  );
});

describe("An unknown address", () => {
  it.for([
    ["/labs/nosuch", "en", "No page at this address", "Playground"],
    ["/some/deep/address", "zh-CN", "这个地址没有页面", "游乐场"],
  ] as const)(
    "shows a page with links to the playground and the lessons, in %s %s",
    async ([path, language, title, link], { browser }) => {
      const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
      const answer = await page.goto(`${inject("url")}${path}#lang=${language}&theme=dark`);
      expect(answer?.status()).toBe(404);
      await page.waitForSelector("main h1");
      expect(await page.textContent("main h1")).toBe(title);
      expect(await page.title()).toContain(title);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.locator("main a", { hasText: new RegExp(link, "i") }).click();
      await page.waitForSelector("[data-action=play]");
      expect(new URL(page.url()).pathname).toBe("/");
      await page.close();
    },
  );

  it("shows a problem document to a program", async ({ browser }) => {
    const page = await browser.newPage();
    const answer = await page.request.get(`${inject("url")}/labs/nosuch`);
    expect(answer.status()).toBe(404);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
    await page.close();
  });
});
