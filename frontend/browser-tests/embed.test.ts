import type { Browser, FrameLocator, Page } from "playwright-core";
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

describe("A course page with ten of them", () => {
  it("trains all ten over HTTP/1.1, whose six connections they share, and answers a press meanwhile", async () => {
    const ten = Array.from({ length: 10 }, (_, at) => ({
      address: `lang=${at % 2 === 0 ? "en" : "zh-CN"}&seed=${String(at + 1)}&hideText=true`,
      width: 320,
      height: 300,
    }));
    const many = await CoursePage.opens(inject("url"), ten);
    const crowd = await browser.newPage({ viewport: { width: 1700, height: 700 } });
    const said: string[] = [];
    crowd.on("console", (message) => {
      if (message.type() === "error") said.push(message.text());
    });
    await crowd.goto(many.url);
    const frames = Array.from({ length: 10 }, (_, at) => crowd.locator("iframe").nth(at).contentFrame());
    const epochs = () => Promise.all(frames.map(epochOf));
    for (const frame of frames) {
      await frame.locator("[data-testid=train-loss]", { hasText: /\d/ }).waitFor({ timeout: 20_000 });
      await frame.locator("[data-action=play]").click();
    }
    await expect.poll(async () => Math.min(...(await epochs())), { timeout: 30_000 }).toBeGreaterThan(30);
    const before = await epochs();
    await expect
      .poll(async () => (await epochs()).every((epoch, at) => epoch > (before[at] ?? 0) + 60), {
        timeout: 20_000,
      })
      .toBe(true);

    const last = frames.at(-1);
    await last?.locator("[data-action=play]").click();
    await expect
      .poll(() => last?.locator("[data-action=play]").getAttribute("aria-label"), { timeout: 5000 })
      .toBe("开始训练");
    // The frames take turns at the connections: its last picture may come a little later.
    await expect
      .poll(
        async () => {
          const stopped = last && (await epochOf(last));
          await crowd.waitForTimeout(1000);
          return (last && (await epochOf(last))) === stopped;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    expect(said).toEqual([]);
    await crowd.close();
    await many.closes();
  }, 120_000);

  it("streams to none that is scrolled out of sight", async () => {
    const two = [0, 1].map((at) => ({ address: `seed=${String(at + 1)}`, width: 900, height: 1500 }));
    const long = await CoursePage.opens(inject("url"), two);
    const reader = await browser.newPage({ viewport: { width: 1000, height: 800 } });
    const streams = new Set<string>();
    reader.on("request", (request) => {
      const job = /jobs\/([^/]+)\/events/.exec(request.url())?.[1];
      if (job !== undefined) streams.add(job);
    });
    await reader.goto(long.url);
    const frame = reader.locator("iframe").first().contentFrame();
    await frame.locator("[data-action=play]").click();
    await expect.poll(() => epochOf(frame), { timeout: 10_000 }).toBeGreaterThan(10);
    expect(streams.size).toBe(1); // the second frame is below the fold
    await reader.evaluate(() => {
      scrollTo(0, document.body.scrollHeight);
    });
    await reader.waitForTimeout(4000);
    const hidden = await epochOf(frame);
    await reader.waitForTimeout(1500);
    expect(await epochOf(frame)).toBe(hidden);
    await reader.evaluate(() => {
      scrollTo(0, 0);
    });
    await expect.poll(() => epochOf(frame), { timeout: 10_000 }).toBeGreaterThan(hidden + 60);
    await reader.close();
    await long.closes();
  });
});

async function epochOf(frame: FrameLocator): Promise<number> {
  return Number((await frame.locator("[data-testid=epoch]").textContent())?.replaceAll(",", ""));
}
