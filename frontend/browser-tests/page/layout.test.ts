import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

/** Waits until a new window size is laid out and drawn: size observers are called in the first of two frames. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done));
  });
}

describe("The page", () => {
  it("needs no scrolling at 1280 x 800 with eight layers of eight, and shows the output of the network", async ({
    opens,
  }) => {
    const user = await opens("#networkShape=8,8,8,8,8,8,8,8");
    const { document, network } = await user.page.evaluate(() => {
      const { scrollWidth } = window.document.documentElement;
      const bottom = window.document.querySelector(".playground")?.getBoundingClientRect().bottom;
      const scroller = window.document.querySelector(".network-scroller");
      return {
        document: [scrollWidth, bottom],
        network: [scroller?.scrollWidth, scroller?.clientWidth],
      };
    });
    expect(document[0]).toBeLessThanOrEqual(1280);
    expect(document[1]).toBeLessThanOrEqual(800);
    expect(network[0]).toBe(network[1]);
  });

  it.for(["en", "zh-CN"])(
    "is never wider than the screen, from 320 to 1920 pixels, in %s",
    async (language, { opens }) => {
      const { page } = await opens(`#lang=${language}`);
      for (const width of [320, 390, 700, 768, 1099, 1100, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        await drawn(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
      }
    },
  );

  it.for(["en", "zh-CN"])(
    "shows the accuracies beside the buttons of the loss chart, from 320 to 1280 pixels, in %s",
    async (language, { opens }) => {
      const { page } = await opens(`#lang=${language}`);
      for (const width of [320, 390, 700, 768, 1024, 1110, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await drawn(page);
        const covered = await page.evaluate(() => {
          const button = document.querySelector(".kept-toggle")?.getBoundingClientRect();
          const parts = [...document.querySelectorAll(".metrics-summary > div:not([hidden])")];
          return parts.filter((part) => {
            const { right, bottom } = part.getBoundingClientRect();
            return !button || (right > button.left && bottom > button.top);
          }).length;
        });
        expect([width, covered]).toEqual([width, 0]);
      }
    },
  );

  it.for(["en", "zh-CN"])(
    "cuts off neither its title nor its speed at 320 and 360 pixels, in %s",
    async (language, { opens }) => {
      const { page } = await opens(`#lang=${language}`);
      for (const width of [320, 360]) {
        await page.setViewportSize({ width, height: 640 });
        await drawn(page);
        const cut = await page.evaluate(() => {
          const title = document.querySelector("h1");
          const speed = document.querySelector<HTMLSelectElement>("[data-field=speed] select");
          const words = document.createElement("span");
          words.textContent = speed?.selectedOptions[0]?.textContent ?? "";
          speed?.parentElement?.append(words);
          const padding = Number.parseFloat(speed ? getComputedStyle(speed).paddingRight : "0");
          const missing = words.offsetWidth - ((speed?.clientWidth ?? 0) - padding);
          words.remove();
          return [(title?.scrollWidth ?? 0) - (title?.clientWidth ?? 0), Math.max(missing, 0)];
        });
        expect([width, cut]).toEqual([width, [0, 0]]);
      }
    },
  );

  it.for(["en", "zh-CN"])(
    "has one line at its top, and cuts off no label and no choice from 700 to 1440 pixels, in %s",
    async (language, { opens }) => {
      const { page } = await opens(
        `#lang=${language}&activations=leakyRelu,leakyRelu,tanh&regularization=L2&regularizationRate=0.001`,
      );
      for (const width of [700, 768, 899, 900, 1024, 1099, 1100, 1279, 1280, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await drawn(page);
        const faults = await page.evaluate(() => {
          const context = document.createElement("canvas").getContext("2d");
          const wordsOf = (select: HTMLSelectElement) => {
            if (!context) return 0;
            context.font = getComputedStyle(select).font;
            return context.measureText(select.selectedOptions[0]?.textContent ?? "").width;
          };
          const cutSelects = Array.from(document.querySelectorAll<HTMLSelectElement>("main select"))
            .filter((select) => select.checkVisibility())
            .filter((select) => {
              const { paddingLeft, paddingRight } = getComputedStyle(select);
              const room =
                select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
              return wordsOf(select) > room + 0.5;
            })
            .map((select) => select.selectedOptions[0]?.textContent);
          const cutLabels = Array.from(
            document.querySelectorAll<HTMLElement>(".page-header *, .hyperparameters label, .player .label"),
          )
            .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
            .filter((element) => getComputedStyle(element).display !== "inline")
            .map((element) => element.textContent);
          const header = document.querySelector(".page-header")?.clientHeight ?? 0;
          return [
            ...cutSelects,
            ...cutLabels,
            ...(header > 48 ? [`header of ${String(header)} pixels`] : []),
          ];
        });
        expect([width, faults]).toEqual([width, []]);
      }
    },
  );

  it("has a skip link that looks like the page’s buttons and covers no title", async ({ opens }) => {
    const { page } = await opens("#lang=en");
    await page.keyboard.press("Tab");
    const link = page.locator(".skip-link");
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    const { top, border, background, overlaps } = await link.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const title = document.querySelector("h1")?.getBoundingClientRect() ?? box;
      const style = getComputedStyle(element);
      return {
        top: box.top,
        border: style.borderStyle,
        background: style.backgroundColor,
        overlaps: box.left < title.right && title.left < box.right,
      };
    });
    expect(top).toBeGreaterThanOrEqual(0);
    expect([border, background, overlaps]).toEqual(["none", "rgb(24, 61, 78)", false]);
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("network-title");
  });

  it("has a name for every control, and targets of at least 24 pixels", async ({ opens }) => {
    const user = await opens("#lang=en");
    const violations = await user.page.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>("button, select, input")).flatMap((element) => {
        const labels =
          element instanceof HTMLButtonElement ? [] : Array.from((element as HTMLInputElement).labels ?? []);
        const name =
          (element.getAttribute("aria-label") ?? "") +
          element.textContent +
          element.title +
          labels.map((label) => label.textContent).join("");
        const target = labels.find((label) => label.contains(element)) ?? element;
        const { width, height } = target.getBoundingClientRect();
        const shown = element.checkVisibility() && !element.classList.contains("skip");
        const isViolation = name.trim() === "" || (shown && (width < 24 || height < 24));
        return isViolation ? [`${element.outerHTML.slice(0, 120)} ${String(width)} x ${String(height)}`] : [];
      }),
    );
    expect(violations).toEqual([]);
  });

  it("connects to its own server only and sets no cookie", async ({ opens }) => {
    const user = await opens();
    const elsewhere: string[] = [];
    const home = new URL(user.page.url()).origin;
    user.page.on("request", (request) => {
      if (new URL(request.url()).origin !== home) elsewhere.push(request.url());
    });
    await user.page.reload();
    await user.presses("step");
    await user.page.waitForTimeout(500);
    expect(elsewhere).toEqual([]);
    expect(await user.page.context().cookies()).toEqual([]);
  });

  it("can be used by keyboard alone", async ({ opens }) => {
    const user = await opens("#lang=en");
    await user.page.focus(".advanced-settings summary");
    await user.page.keyboard.press("Space");
    expect(await user.page.locator(".advanced-settings[open]").count()).toBe(1);
    await user.page.keyboard.press("Escape");
    expect(await user.page.locator(".advanced-settings[open]").count()).toBe(0);
    expect(await user.playIcon()).toBe("Play");
    await user.page.keyboard.press("?");
    await user.page.waitForSelector("dialog[open]");
    await user.page.keyboard.press("Escape");
    await user.page.waitForSelector("dialog[open]", { state: "detached" });

    await user.page.focus("[data-layer='0'][data-unit='0']");
    await user.page.keyboard.press("ArrowRight");
    await user.page.keyboard.press("ArrowDown");
    expect(await user.page.textContent(".plane-caption")).toBe("Hidden layer 2, neuron 2");
    expect(await user.reads("epoch")).toBe(0);

    await user.page.focus("[data-layer='0'][data-unit='1']");
    await user.page.keyboard.press("ArrowLeft");
    expect(await user.page.textContent(".plane-caption")).toBe("x₂");
    await user.page.keyboard.press("ArrowDown");
    expect(await user.page.textContent(".plane-caption")).toBe("x₁²");
    await user.page.keyboard.press("ArrowRight");
    expect(await user.page.textContent(".plane-caption")).toBe("Hidden layer 1, neuron 3");
    expect(await user.reads("epoch")).toBe(0);

    await user.page.focus("[data-field=batchSize] input[type=range]");
    await user.page.keyboard.press("ArrowRight");
    await user.page.waitForTimeout(500);
    expect(await user.page.inputValue("[data-field=batchSize] input[type=number]")).toBe("11");
    expect(await user.reads("epoch")).toBe(0);
  });

  it("animates links during training, and nothing if reduced motion is preferred", async ({
    browser,
    opens,
  }) => {
    const flow = async (reducedMotion: "reduce" | "no-preference") => {
      const context = await browser.newContext({ reducedMotion, viewport: { width: 390, height: 844 } });
      const user = await opens("#lang=en", undefined, context);
      const moved = await user.page.evaluate(() => document.getAnimations().length);
      await user.presses("play");
      expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
      await user.page.click(".settings-button");
      const sliding = await user.page.evaluate(() => document.getAnimations().length);
      const offset = await user.page
        .locator(".links-flowing g path")
        .first()
        .evaluate((link) => Number.parseFloat(getComputedStyle(link).strokeDashoffset));
      return { moved, sliding, offset };
    };
    expect((await flow("no-preference")).offset).toBeLessThan(-1);
    expect(await flow("reduce")).toEqual({ moved: 0, sliding: 0, offset: 0 });
  });

  it.for([
    ["en", /Each square shows a neuron’s output.*Thick lines are large weights/],
    ["zh-CN", /每个方块是一个神经元的输出.*线越粗，权重越大/],
  ] as const)(
    "explains neurons and links, beside arrows if there is room and otherwise below the network, in %s",
    async ([language, words], { opens }) => {
      const { page } = await opens(`#lang=${language}`);
      const sentences = async () => (await page.locator(".callouts").textContent()) ?? "";
      const arrows = page.locator("[data-callout]");
      expect((await arrows.allTextContents()).join(" ")).toMatch(words);
      expect(await sentences()).not.toMatch(words);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => arrows.count()).toBe(0);
      expect(await sentences()).toMatch(words);
    },
  );
});
