import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";

const PICTURE = "dialog[open] .landscape-picture canvas";

async function opensLandscape(page: Page): Promise<void> {
  await page.focus("[data-action=landscape]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(PICTURE);
}

async function epochOfLandscape(page: Page): Promise<number> {
  return Number(await page.getAttribute(".landscape", "data-epoch"));
}

describe("The loss landscape", () => {
  it("opens over the network, with its path, and gives the focus back", async ({ opens }) => {
    const user = await opens("#lang=en&seed=3");
    const { page } = user;
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 60)).toBe(true);
    await user.presses("play");
    await user.settles();
    const epoch = await user.reads("epoch");
    const address = page.url();

    await opensLandscape(page);

    expect(await page.getAttribute(".landscape", "data-plane")).toBe("path");
    expect(await epochOfLandscape(page)).toBe(epoch);
    expect(Number(await page.getAttribute(".landscape-path", "data-path"))).toBeGreaterThan(2);
    const loss = (await page.textContent("[data-testid=train-loss]")) ?? "";
    const told = /loss ([\d.e−]+)\./.exec((await page.textContent("[data-readout]")) ?? "")?.[1] ?? "";
    expect(Number(told.replace("−", "-"))).toBeCloseTo(Number(loss), 2);
    expect(await page.locator(".landscape-ticks li").count()).toBe(5);
    await page.keyboard.press("Escape");
    await page.waitForSelector(PICTURE, { state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("landscape");
    expect(await user.reads("epoch")).toBe(epoch);
    expect(await user.playIcon()).toBe("Play");
    expect(page.url()).toBe(address);
  });

  it("follows a training that goes on", async ({ opens }) => {
    const user = await opens("#lang=en&seed=3");
    const { page } = user;
    await opensLandscape(page);
    expect(await page.getAttribute(".landscape", "data-plane")).toBe("random");
    expect(await page.textContent(".landscape-notes")).toContain("no path yet");

    await page.click("[data-action=landscape-play]");
    await page.waitForSelector(".landscape[data-plane=path]");
    const first = await epochOfLandscape(page);
    await page.waitForFunction(
      (before) => Number(document.querySelector<HTMLElement>(".landscape")?.dataset["epoch"]) > before,
      first,
    );
    await page.click("[data-action=landscape-play]");
    await user.settles();
    const epoch = await user.reads("epoch");
    await page.waitForSelector(`.landscape[data-epoch="${String(epoch)}"]`);
  });

  it("says that it is of the present while the past is on display", async ({ opens }) => {
    const user = await opens("#lang=en&seed=3");
    const { page } = user;
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 30)).toBe(true);
    await user.presses("play");
    await user.settles();
    const present = await user.reads("epoch");
    await opensLandscape(page);
    expect(await page.locator("dialog [role=note]").count()).toBe(0);
    await page.keyboard.press("Escape");

    await page.locator(".time-line input").press("Home");
    await opensLandscape(page);

    expect(await page.textContent("dialog [role=note]")).toBe(
      "This is the present network. The page behind it shows epoch 0.",
    );
    expect(await epochOfLandscape(page)).toBe(present);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it("tells the loss under the cursor, by keys and by the pointer, and can be zoomed", async ({ opens }) => {
    const { page } = await opens("#lang=en&seed=3");
    await opensLandscape(page);
    const readout = async () => (await page.textContent("[data-readout]")) ?? "";
    await page.focus(".landscape-picture");
    await page.keyboard.press("ArrowRight");
    expect(await readout()).toMatch(/^At \(0\.05, 0\.00\): loss \d/);
    await page.keyboard.press("Shift+ArrowUp");
    expect(await readout()).toMatch(/^At \(0\.05, 0\.25\): loss \d/);
    await page.keyboard.press("Home");
    expect(await readout()).toMatch(/^At \(0\.00, 0\.00\): loss \d/);
    const box = await page.locator(".landscape-picture").boundingBox();
    if (!box) throw new Error("the picture is not drawn");
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 4);
    expect(await readout()).toMatch(/^At \(−0\.50, 0\.50\): loss \d/);
    await page.click("[data-action=zoom-in]");
    await page.waitForSelector("[data-zoom='2']");
    await page.waitForFunction(() => document.querySelector(".plane-axis-x")?.textContent.includes("0.4"));
  });

  it("is a surface that arrow keys and dragging turn", async ({ opens }) => {
    const { page } = await opens("#lang=en&seed=3");
    await opensLandscape(page);
    await page.click("[data-choice=surface]");
    const surface = page.locator(".landscape-turned");
    const angle = async () => [
      Number(await surface.getAttribute("data-turn")),
      Number(await surface.getAttribute("data-tilt")),
    ];
    const drawing = () =>
      surface.locator("canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const [turn = 0, tilt = 0] = await angle();
    const first = await drawing();
    await surface.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const [right = 0, down = 0] = await angle();
    expect(right).toBeGreaterThan(turn);
    expect(down).toBeGreaterThan(tilt);
    expect(await drawing()).not.toBe(first);
    await page.keyboard.press("Home");
    expect(await drawing()).toBe(first);
    const box = await surface.boundingBox();
    if (!box) throw new Error("the surface is not drawn");
    await page.mouse.move(box.x + 100, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + 100, { steps: 3 });
    await page.mouse.up();
    expect((await angle())[0]).toBeLessThan(turn);
  });

  it("has a cursor with the loss on the surface, too, by the pointer and by keys", async ({ opens }) => {
    const { page } = await opens("#lang=en&seed=3");
    await opensLandscape(page);
    await page.click("[data-choice=surface]");
    const surface = page.locator(".landscape-turned");
    const readout = async () => (await page.textContent("[data-readout]")) ?? "";
    await surface.focus();
    await page.keyboard.press("Shift+ArrowRight");
    expect(await readout()).toMatch(/^At \(0\.05, 0\.00\): loss \d/);
    expect(await surface.locator(".landscape-spot").count()).toBe(1);
    await page.keyboard.press("Shift+Home");
    expect(await readout()).toMatch(/^At \(0\.00, 0\.00\): loss \d/);
    const box = await surface.boundingBox();
    if (!box) throw new Error("the surface is not drawn");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    expect(await readout()).toMatch(/^At \([−\d.]+, [−\d.]+\): loss \d/);
    await page.mouse.move(box.x + 3, box.y + 3);
    expect(await readout()).toMatch(/^The network at epoch/);
  });

  it.for(["light", "dark"])("has no accessibility violations in the theme %s", async (theme, { opens }) => {
    const { page } = await opens(`#lang=en&seed=3&theme=${theme}`);
    await opensLandscape(page);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.click("[data-choice=surface]");
    // The chosen button changes its colour slowly.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it("fits a screen of 320 px", async ({ opens }) => {
    const { page } = await opens("#lang=en&seed=3");
    await page.setViewportSize({ width: 320, height: 640 });
    await opensLandscape(page);
    const overflow = await page.evaluate(() => {
      const dialog = document.querySelector("dialog[open]");
      return dialog ? dialog.scrollWidth - dialog.clientWidth : Number.NaN;
    });
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
