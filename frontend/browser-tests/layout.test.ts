import { describe, expect } from "vitest";
import { it } from "./fixtures";

describe("The page", () => {
  it("needs no scrolling at 1280 x 800 with eight layers of eight, and shows the output of the network", async ({
    opens,
  }) => {
    const person = await opens("#networkShape=8,8,8,8,8,8,8,8");
    const { document, network } = await person.page.evaluate(() => {
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

  it.for([320, 390, 700, 768, 1099, 1100, 1920])(
    "is never wider than a screen of %d pixels",
    async (width, { opens }) => {
      for (const language of ["en", "zh-CN"]) {
        const person = await opens(`#lang=${language}`);
        await person.page.setViewportSize({ width, height: 800 });
        await person.page.waitForTimeout(200);
        const wide = await person.page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
        await person.leaves();
      }
    },
  );

  it.for([
    [320, "en"],
    [320, "zh-CN"],
    [360, "en"],
    [360, "zh-CN"],
  ] as const)(
    "cuts off neither its title nor its speed at %d pixels, in %s",
    async ([width, language], { opens }) => {
      const person = await opens(`#lang=${language}`);
      await person.page.setViewportSize({ width, height: 640 });
      await person.page.waitForTimeout(200);
      const cut = await person.page.evaluate(() => {
        const title = document.querySelector("h1");
        const speed = document.querySelector<HTMLSelectElement>("[data-field=speed] select");
        const words = document.createElement("span");
        words.textContent = speed?.selectedOptions[0]?.textContent ?? "";
        speed?.parentElement?.append(words);
        const room =
          (speed?.clientWidth ?? 0) - Number.parseFloat(speed ? getComputedStyle(speed).paddingRight : "0");
        return [(title?.scrollWidth ?? 0) - (title?.clientWidth ?? 0), Math.max(words.offsetWidth - room, 0)];
      });
      expect(cut).toEqual([0, 0]);
      await person.leaves();
    },
  );

  it("has a name for every control and targets of 24 pixels or more", async ({ opens }) => {
    const person = await opens("#lang=en");
    const faults = await person.page.evaluate(() =>
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
        const fault = name.trim() === "" || (shown && (width < 24 || height < 24));
        return fault ? [`${element.outerHTML.slice(0, 120)} ${String(width)} x ${String(height)}`] : [];
      }),
    );
    expect(faults).toEqual([]);
  });

  it("speaks to its own server only and sets no cookie", async ({ opens }) => {
    const person = await opens();
    const elsewhere: string[] = [];
    const home = new URL(person.page.url()).origin;
    person.page.on("request", (request) => {
      if (new URL(request.url()).origin !== home) elsewhere.push(request.url());
    });
    await person.page.reload();
    await person.presses("step");
    await person.page.waitForTimeout(500);
    expect(elsewhere).toEqual([]);
    expect(await person.page.context().cookies()).toEqual([]);
  });

  it("is worked by keyboard alone", async ({ opens }) => {
    const person = await opens("#lang=en");
    await person.page.focus(".more summary");
    await person.page.keyboard.press("Space");
    expect(await person.page.locator(".more[open]").count()).toBe(1);
    await person.page.keyboard.press("Escape");
    expect(await person.page.locator(".more[open]").count()).toBe(0);
    expect(await person.playIcon()).toBe("Play");
    await person.page.keyboard.press("?");
    await person.page.waitForSelector("dialog[open]");
    await person.page.keyboard.press("Escape");
    await person.page.waitForSelector("dialog[open]", { state: "detached" });

    await person.page.focus("[data-layer='0'][data-unit='0']");
    await person.page.keyboard.press("ArrowRight");
    await person.page.keyboard.press("ArrowDown");
    expect(await person.page.textContent(".plane-caption")).toBe("Hidden layer 2, neuron 2");
    expect(await person.reads("epoch")).toBe(0);

    await person.page.focus("[data-layer='0'][data-unit='1']");
    await person.page.keyboard.press("ArrowLeft");
    expect(await person.page.textContent(".plane-caption")).toBe("x₂");
    await person.page.keyboard.press("ArrowDown");
    expect(await person.page.textContent(".plane-caption")).toBe("x₁²");
    await person.page.keyboard.press("ArrowRight");
    expect(await person.page.textContent(".plane-caption")).toBe("Hidden layer 1, neuron 3");
    expect(await person.reads("epoch")).toBe(0);

    await person.page.focus("[data-field=batchSize] input[type=range]");
    await person.page.keyboard.press("ArrowRight");
    await person.page.waitForTimeout(500);
    expect(await person.page.inputValue("[data-field=batchSize] input[type=number]")).toBe("11");
    expect(await person.reads("epoch")).toBe(0);
  });

  it("lets links flow while it trains, and nothing move where less motion is wanted", async ({
    browser,
    opens,
  }) => {
    const flow = async (reducedMotion: "reduce" | "no-preference") => {
      const context = await browser.newContext({ reducedMotion, viewport: { width: 390, height: 844 } });
      const person = await opens("#lang=en", undefined, context);
      const moved = await person.page.evaluate(() => document.getAnimations().length);
      await person.presses("play");
      expect(await person.sees("epoch", (epoch) => epoch > 20)).toBe(true);
      await person.page.click(".settings-button");
      const sliding = await person.page.evaluate(() => document.getAnimations().length);
      const offset = await person.page
        .locator(".links-flowing g path")
        .first()
        .evaluate((link) => Number.parseFloat(getComputedStyle(link).strokeDashoffset));
      return { moved, sliding, offset };
    };
    expect((await flow("no-preference")).offset).toBeLessThan(-1);
    expect(await flow("reduce")).toEqual({ moved: 0, sliding: 0, offset: 0 });
  });

  it.for([
    ["en", /Each square is a neuron’s output.*Thick lines are strong weights/],
    ["zh-CN", /每个方块是一个神经元的输出.*线越粗，权重越大/],
  ] as const)(
    "explains neurons and links in a line below the network, in %s",
    async ([language, words], { opens }) => {
      const person = await opens(`#lang=${language}`);
      expect(await person.page.locator(".callouts").isVisible()).toBe(true);
      expect(await person.page.textContent(".callouts")).toMatch(words);
    },
  );
});
