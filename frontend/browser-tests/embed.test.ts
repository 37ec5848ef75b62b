import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { CoursePage } from "./course-page";
import { launchBrowser } from "./person";

let browser: Browser;
let course: CoursePage;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  course = await CoursePage.opens(inject("url"), [
    { address: "lang=zh-CN&dataset=xor&playButton_hide=false", width: 320 },
    { address: "lang=en&stepButton_hide=true&learningRate_hide=true", width: 900 },
  ]);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(course.url);
});

afterAll(async () => {
  await browser.close();
  await course.closes();
});

describe("The playground in a frame that may run scripts only", () => {
  it("trains, 320 pixels wide, without head line and article, and never wider than its frame", async () => {
    const frame = page.locator("iframe").first().contentFrame();
    await frame.locator("[data-action=play]").click();
    await expect
      .poll(
        async () => Number((await frame.locator("[data-testid=epoch]").textContent())?.replaceAll(",", "")),
        {
          timeout: 10_000,
        },
      )
      .toBeGreaterThan(20);
    expect(await frame.locator(".top-line").isVisible()).toBe(false);
    expect(await frame.locator(".article").count()).toBe(0);
    expect(await frame.locator("html").evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await frame.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(complaints).toEqual([]);
  });

  it("honours the flags that hide controls", async () => {
    const frame = page.locator("iframe").nth(1).contentFrame();
    await frame.locator("[data-action=play]").waitFor();
    expect(await frame.locator("[data-action=step]").isVisible()).toBe(false);
    expect(await frame.locator("[data-field=learningRate]").isVisible()).toBe(false);
    expect(await frame.locator("[data-field=activation]").isVisible()).toBe(true);
  });
});
