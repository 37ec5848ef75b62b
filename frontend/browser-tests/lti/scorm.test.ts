import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect } from "vitest";
import type { Frame, Page } from "playwright-core";
import { collectControlledJobs } from "../support/controlled-jobs";
import { it } from "../support/fixtures";

/** A course of another origin, which runs a SCORM 1.2 package and keeps what it is told. */
const COURSE = `<!doctype html><link rel="icon" href="data:,"><title>Course</title>
<script>
  const params = new URLSearchParams(location.search);
  window.calls = [];
  window.values = { "cmi.core.lesson_status": "not attempted", "cmi.core.score.raw": params.get("raw") ?? "" };
  const log = (...call) => { window.calls.push(call.join(" ")); return "true"; };
  if (!params.has("none")) window.API = {
    LMSInitialize: () => log("Initialize"),
    LMSGetValue: (name) => window.values[name] ?? "",
    LMSSetValue: (name, value) => { window.values[name] = value; return log("SetValue", name, value); },
    LMSCommit: () => log("Commit"),
    LMSFinish: () => log("Finish"),
  };
</script><iframe src="index.html" width="100%" height="900"></iframe>`;

const started: { readonly server: Server; readonly folder: string }[] = [];

afterEach(async () => {
  for (const { server, folder } of started.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await rm(folder, { recursive: true });
  }
});

/** Serves the unpacked archive and the course around it; returns its address. */
async function unpack(archive: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "scorm-"));
  execFileSync("python3", ["-m", "zipfile", "-e", archive, folder]);
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", xml: "application/xml" };
  const server = createServer((request, answer) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
    if (name === "") {
      answer.setHeader("Content-Type", "text/html; charset=utf-8").end(COURSE);
      return;
    }
    readFile(join(folder, name)).then(
      (content) =>
        answer.setHeader("Content-Type", types[name.split(".")[1] ?? ""] ?? "text/plain").end(content),
      () => answer.writeHead(404).end(),
    );
  });
  started.push({ server, folder });
  await new Promise<void>((listening) => server.listen(0, listening));
  const address = server.address();
  return `http://localhost:${String(typeof address === "object" && address ? address.port : 0)}/`;
}

async function packageOf(page: Page): Promise<string> {
  await page.click(".frame-section summary");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=scorm]")]);
  expect(download.suggestedFilename()).toBe("small-network-scorm.zip");
  return download.path();
}

/** The exercise in the package in the course. */
async function exerciseIn(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes("/embed/exercises/"));
  await expect.poll(() => find() !== undefined).toBe(true);
  const frame = find();
  if (!frame) throw new Error("There is no exercise.");
  await frame.waitForSelector(".exercise-cell input");
  return frame;
}

async function solve(frame: Frame, numbers: string): Promise<void> {
  const fields = frame.locator(".exercise-cell input");
  for (const [at, number] of numbers.split(" ").entries()) await fields.nth(at).fill(number);
  await frame.click("[data-action=check]");
}

const values = (page: Page) =>
  page.evaluate(() => (window as unknown as { values: Record<string, string> }).values);
const calls = (page: Page) => page.evaluate(() => (window as unknown as { calls: string[] }).calls);

describe("A SCORM package of an exercise", () => {
  it("reports the best score to the course, and when it is passed", async ({ reads, browser }) => {
    const { page: exercise } = await reads("/exercises/small-network", "lang=en");
    await exercise.waitForSelector(".frame-section");
    const url = await unpack(await packageOf(exercise));
    const page = await browser.newPage();
    await page.goto(url);
    const frame = await exerciseIn(page);
    expect((await values(page))["cmi.core.lesson_status"]).toBe("incomplete");
    await solve(frame, "2 -2 2 0 -2 -6 0 3 -3 0 1");
    await expect.poll(async () => (await values(page))["cmi.core.score.raw"]).toBe("80");
    expect(await values(page)).toMatchObject({
      "cmi.core.score.min": "0",
      "cmi.core.score.max": "100",
      "cmi.core.lesson_status": "incomplete",
    });
    await solve(frame, "2 -2 2 0 -2 -6 0 3 -3 0 0");
    await expect.poll(async () => (await values(page))["cmi.core.lesson_status"]).toBe("passed");
    expect((await values(page))["cmi.core.score.raw"]).toBe("100");
    const before = (await calls(page)).length;
    await solve(frame, "9 9 9 9 9 9 9 9 9 9 9");
    await frame.waitForSelector("[data-right-steps='0']");
    expect((await calls(page)).length).toBe(before);

    await page.evaluate(() => document.querySelector("iframe")?.remove());
    await expect.poll(async () => (await calls(page)).at(-1)).toBe("Finish");
    expect((await values(page))["cmi.core.session_time"]).toMatch(/^\d{4}:\d\d:\d\d$/);
    await page.close();
  });

  it("keeps an earlier score that is better", async ({ reads, browser }) => {
    const { page: exercise } = await reads("/exercises/small-network", "lang=en");
    await exercise.waitForSelector(".frame-section");
    const page = await browser.newPage();
    await page.goto(`${await unpack(await packageOf(exercise))}?raw=90`);
    const frame = await exerciseIn(page);
    await solve(frame, "2 -2 2 0 -2 -6 0 3 -3 0 1");
    await frame.waitForSelector("[data-right-steps='4']");
    expect((await values(page))["cmi.core.score.raw"]).toBe("90");
    await page.close();
  });

  it("says that the score is self-reported, and that no course is around it, in Chinese too", async ({
    reads,
    browser,
  }) => {
    const { page: exercise } = await reads("/exercises/small-network", "lang=zh-CN");
    await exercise.waitForSelector(".frame-section");
    const page = await browser.newPage();
    await page.goto(`${await unpack(await packageOf(exercise))}?none`);
    const inside = page.frameLocator("iframe");
    await inside.locator("#alone").waitFor();
    expect(await inside.locator("body > p").allTextContents()).toEqual([
      "本页没有在课程中打开，得分不会保存。",
      "自报成绩：课程直接采用浏览器上报的得分，不作核对。",
    ]);
    expect(await inside.locator("html").getAttribute("lang")).toBe("zh-CN");
    await page.close();
  });
});

describe("A SCORM package of a training goal", () => {
  it("reports which targets are reached, and when all are", async ({ opens, browser }) => {
    const { page: playground } = await opens("#lang=en&dataset=circle&networkShape=4&seed=1");
    await playground.click("[data-action=share]");
    await playground.click(".embed-section summary");
    await playground.check("[data-control=embed-goal] [data-choice=trainLoss] input");
    await playground.fill("#embed-loss", "0.45");
    await playground.press("#embed-loss", "Tab");
    await playground.check("[data-lock=training]");
    const [download] = await Promise.all([
      playground.waitForEvent("download"),
      playground.click("[data-action=scorm]"),
    ]);
    expect(download.suggestedFilename()).toBe("goal-trainLoss-0.45-scorm.zip");
    const page = await browser.newPage();
    const endJobs = collectControlledJobs(page);
    await page.goto(await unpack(await download.path()));
    const find = () => page.frames().find((each) => each.url().includes("/embed/#"));
    await expect
      .poll(() => page.frames().map((each) => each.url()))
      .toContainEqual(expect.stringContaining("/embed/#"));
    const frame = find();
    await frame?.waitForSelector(".goal-bar");
    expect(await page.frameLocator("iframe").locator("title").textContent()).toBe(
      "Training goal: Training loss at most 0.45",
    );
    expect(await frame?.isVisible("[data-field=learningRate]")).toBe(false);
    expect((await values(page))["cmi.core.lesson_status"]).toBe("incomplete");
    await frame?.locator("[data-testid=train-loss]", { hasText: /\d/ }).waitFor();
    await frame?.click("[data-action=play]");
    await expect
      .poll(async () => (await values(page))["cmi.core.lesson_status"], { timeout: 20_000 })
      .toBe("passed");
    expect(await values(page)).toMatchObject({ "cmi.core.score.raw": "100", "cmi.core.score.max": "100" });
    await page.close();
    await endJobs();
  });
});
