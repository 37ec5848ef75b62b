import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, inject } from "vitest";
import { collectControlledJobs } from "../support/controlled-jobs";
import { EmbeddingPage } from "../support/embedding-page";
import { it as base } from "../support/fixtures";

const it = base.extend("course", ({ browser }, { onCleanup }) => {
  const open: { page: Page; course: EmbeddingPage; endJobs: () => Promise<void> }[] = [];
  const complaints: string[] = [];
  onCleanup(async () => {
    for (const { page, course, endJobs } of open) {
      await page.close();
      await endJobs();
      await course.closes();
    }
    expect(complaints).toEqual([]);
  });
  /** Opens a page of another site with these frames; `watch` is called before the navigation. */
  return async (
    frames: Parameters<typeof EmbeddingPage.opens>[1],
    viewport: { width: number; height: number },
    watch: (page: Page) => void = () => undefined,
  ) => {
    const course = await EmbeddingPage.opens(inject("url"), frames);
    const page = await browser.newPage({ viewport });
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    open.push({ page, course, endJobs: collectControlledJobs(page) });
    watch(page);
    await page.goto(course.url);
    return page;
  };
});

describe("The playground in a sandboxed frame", () => {
  it("trains at a width of 320 pixels, without header and article, and never wider than its frame", async ({
    course,
  }) => {
    const page = await course([{ address: "lang=zh-CN&dataset=xor&playButton_hide=false", width: 320 }], {
      width: 1280,
      height: 800,
    });
    const frame = page.locator("iframe").first().contentFrame();
    await frame.locator("[data-action=play]").click();
    await expect.poll(() => epochOf(frame)).toBeGreaterThan(20);
    expect(await frame.locator(".page-header").isVisible()).toBe(false);
    expect(await frame.locator(".article").count()).toBe(0);
    expect(await frame.locator("html").evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await frame.locator("html").getAttribute("lang")).toBe("zh-CN");
  });

  it.for(["en", "zh-CN"])(
    "shows plane, network and play in one view from 320 to 1200 pixels, at the height of the share dialog, in %s",
    async (language, { course, opens }) => {
      const user = await opens(`#lang=${language}`);
      await user.page.click("[data-action=share]");
      await user.page.click(".embed-section summary");
      await expect.poll(() => user.page.inputValue("#share-frame")).toContain("height=");
      const height = Number(/ height="(\d+)"/.exec(await user.page.inputValue("#share-frame"))?.[1]);
      const page = await course([{ address: `lang=${language}`, width: 320, height }], {
        width: 1300,
        height: 1000,
      });
      const frame = page.locator("iframe").contentFrame();
      await frame.locator("[data-testid=train-loss]", { hasText: /\d/ }).waitFor();
      for (let width = 320; width <= 1200; width += 40) {
        await page.locator("iframe").evaluate((element, pixels) => {
          element.setAttribute("width", String(pixels));
        }, width);
        const outside = () =>
          frame.locator("html").evaluate(async () => {
            for (let at = 0; at < 3; at++) await new Promise((drawn) => requestAnimationFrame(drawn));
            const play = document.querySelector("[data-action=play]")?.getBoundingClientRect();
            const pinned = play && play.top > innerHeight / 2;
            return [".plane-picture", ".network-drawing", ".layer-controls", "[data-action=play]"].filter(
              (part) => {
                const box = document.querySelector(part)?.getBoundingClientRect();
                const bottom = pinned && part !== "[data-action=play]" ? play.top : innerHeight;
                const inside = box && box.top >= 0 && box.bottom <= bottom && box.left >= 0;
                return !inside || (part !== ".network-drawing" && box.right > innerWidth);
              },
            );
          });
        expect([width, await outside()]).toEqual([width, []]);
      }
    },
  );

  it("applies the flags that hide controls", async ({ course }) => {
    const address = "lang=en&stepButton_hide=true&learningRate_hide=true";
    const page = await course([{ address, width: 900 }], { width: 1280, height: 800 });
    const frame = page.locator("iframe").first().contentFrame();
    await frame.locator("[data-action=play]").waitFor();
    expect(await frame.locator("[data-action=step]").isVisible()).toBe(false);
    expect(await frame.locator("[data-field=learningRate]").isVisible()).toBe(false);
    expect(await frame.locator("[data-field=activation]").isVisible()).toBe(true);
  });
});

describe("A page with ten playgrounds", () => {
  it("trains all ten over the six shared connections of HTTP/1.1, and answers a press meanwhile", async ({
    course,
  }) => {
    const ten = Array.from({ length: 10 }, (_, at) => ({
      address: `lang=${at % 2 === 0 ? "en" : "zh-CN"}&seed=${String(at + 1)}&hideText=true`,
      width: 320,
      height: 300,
    }));
    const crowd = await course(ten, { width: 1700, height: 700 });
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
        timeout: 60_000,
      })
      .toBe(true);

    const last = frames.at(-1);
    await last?.locator("[data-action=play]").click();
    await expect.poll(() => last?.locator("[data-action=play]").getAttribute("aria-label")).toBe("开始训练");
    // The frames share the connections in turns, so its last picture may arrive a little later.
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
  }, 240_000);

  it("opens no stream for a frame outside the viewport", async ({ course }) => {
    const two = [0, 1].map((at) => ({ address: `seed=${String(at + 1)}`, width: 900, height: 1500 }));
    const streams = new Set<string>();
    const reader = await course(two, { width: 1000, height: 800 }, (page) => {
      page.on("request", (request) => {
        const job = /jobs\/([^/]+)\/events/.exec(request.url())?.[1];
        if (job !== undefined) streams.add(job);
      });
    });
    const frame = reader.locator("iframe").first().contentFrame();
    await frame.locator("[data-action=play]").click();
    await expect.poll(() => epochOf(frame)).toBeGreaterThan(10);
    expect(streams.size).toBe(1); // the second frame is outside the viewport
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
    await expect.poll(() => epochOf(frame)).toBeGreaterThan(hidden + 60);
  });
});

async function epochOf(frame: FrameLocator): Promise<number> {
  return Number((await frame.locator("[data-testid=epoch]").textContent())?.replaceAll(",", ""));
}
