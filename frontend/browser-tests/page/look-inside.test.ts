import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

const SMALL = "networkShape=3,2&seed=5";

async function looksInside(user: User): Promise<void> {
  await user.page.click("[data-action=inside]");
  await user.page.waitForSelector("[data-testid=formula] .katex");
}

const phase = (user: User) => user.page.getAttribute(".walkthrough-bar", "data-phase");

/** The links that the neuron at work uses: `layer from to`. */
async function linksInUse(user: User): Promise<readonly string[]> {
  return user.page
    .locator(".lit-now")
    .evaluateAll((links) => links.map((each) => each.getAttribute("data-link") ?? "").sort());
}

/** What the panel covers of the neuron at work and of the links in use. */
async function coveredParts(user: User): Promise<readonly string[]> {
  return user.page.evaluate(() => {
    const panel = document.querySelector("[data-testid=walkthrough-panel]")?.getBoundingClientRect();
    if (!panel) return ["no panel"];
    const contains = (x: number, y: number) =>
      x > panel.left && x < panel.right && y > panel.top && y < panel.bottom;
    const links = Array.from(document.querySelectorAll<SVGPathElement>(".lit-now")).filter((link) => {
      const matrix = link.getScreenCTM();
      const length = link.getTotalLength();
      return Array.from({ length: 50 }, (_, at) => link.getPointAtLength((length * at) / 49)).some(
        (point) => {
          const { x, y } = point.matrixTransform(matrix ?? undefined);
          return contains(x, y);
        },
      );
    });
    const units = Array.from(document.querySelectorAll(".unit-at-work")).filter((unit) => {
      const box = unit.getBoundingClientRect();
      return (
        box.left < panel.right && box.right > panel.left && box.top < panel.bottom && box.bottom > panel.top
      );
    });
    return [...links, ...units].map(
      (each) => each.getAttribute("data-link") ?? each.getAttribute("class") ?? "",
    );
  });
}

describe("Looking inside", () => {
  it("lights the links of the neuron at work: forward into it, backward from it, in the update by the change", async ({
    opens,
  }) => {
    const user = await opens(`#lang=en&${SMALL}`);
    const unit = user.page.locator(".unit[data-layer='1'][data-unit='1']");
    const before = await unit.boundingBox();
    await looksInside(user);
    // The network stays where it was.
    expect((await unit.boundingBox())?.x).toBe(before?.x);
    expect(await linksInUse(user)).toEqual(["0 0 0", "0 1 0"]);
    await user.page.keyboard.press("ArrowRight");
    expect(await linksInUse(user)).toEqual(["0 0 1", "0 1 1"]);
    expect(await user.page.locator("[data-value]").count()).toBe(2);
    await user.page.click("[data-to-phase=loss]");
    expect(await user.page.locator(".loss-lit").textContent()).toMatch(/target 1Loss 0\.\d+/);
    expect(await linksInUse(user)).toEqual([]);
    await user.page.click("[data-to-phase=backward]");
    await user.page.keyboard.press("ArrowRight");
    expect(await linksInUse(user)).toEqual(["2 0 0"]);
    expect(await user.page.locator(".lit-now.flows-back").count()).toBe(1);
    await user.page.click("[data-to-phase=update]");
    expect(await linksInUse(user)).toEqual(["0 0 0", "0 1 0"]);
    expect(await user.page.locator(".lit-link").count()).toBe(6 + 6 + 2);
  });

  it.for([
    [1440, SMALL],
    [1280, "networkShape=4,2"],
    [1280, "networkShape=8,8,8,8,8,8&seed=2"],
    [1024, "dataset=threeBlobs&networkShape=4"],
  ] as const)(
    "has the formula beside the neuron, without covering it or its links, at %i px with %s",
    async ([width, address], { opens }) => {
      const user = await opens(`#lang=en&${address}`);
      await user.page.setViewportSize({ width, height: 900 });
      await looksInside(user);
      const slider = user.page.locator(".walkthrough-slider input");
      const last = Number(await slider.getAttribute("max"));
      let beside = 0;
      const stride = Math.max(Math.floor(last / 16), 1);
      for (let step = 0; step <= last; step += stride) {
        await slider.fill(String(step));
        await user.page.waitForSelector("[data-testid=formula] .katex");
        await expect.poll(() => coveredParts(user)).toEqual([]);
        beside += await user.page.locator(".walkthrough-beside").count();
      }
      expect(beside).toBeGreaterThan(Math.floor(last / stride) / 2);
    },
  );

  it("lights what a number comes from, under the pointer and with the focus", async ({ opens }) => {
    const user = await opens(`#lang=en&${SMALL}`);
    await looksInside(user);
    const { page } = user;
    const pointed = () => page.locator(".pointed-link").count();
    await page.hover(".katex-html [data-source='link-0-1-0']");
    expect(await pointed()).toBe(1);
    await page.mouse.move(5, 5);
    expect(await pointed()).toBe(0);
    await page.focus("[data-number='sum 0 0']");
    expect(await pointed()).toBe(2);
    await page.focus("[data-action=walkthrough-next]");
    expect(await pointed()).toBe(0);
    // A term of a gradient comes from a sample of the batch, a path from a weight to the loss.
    await page.click("[data-to-phase=update]");
    await page.click("[data-number='weightGradient 0 0 0']");
    await page.waitForSelector(".katex-html [data-source='sample-2']");
    const ring = page.locator("[data-sample-ring=current]");
    const first = await ring.boundingBox();
    await page.hover(".katex-html [data-source='sample-2']");
    expect(await ring.boundingBox()).not.toEqual(first);
    await page.locator(".katex-html [data-source^='path-0-0-0-1']").first().scrollIntoViewIfNeeded();
    await page.hover(".katex-html [data-source^='path-0-0-0-1']");
    expect(await pointed()).toBe(3);
  });

  it("marks the numbers of the link, neuron or input under the pointer, and shows that of a link that is pressed", async ({
    opens,
  }) => {
    const user = await opens(`#lang=en&${SMALL}`);
    await looksInside(user);
    const { page } = user;
    const marked = () =>
      page
        .locator("[data-testid=formula] .from-pointed")
        .evaluateAll((terms) => [...new Set(terms.map((each) => each.getAttribute("data-source")))]);
    await page.hover(".unit[data-layer='-1'][data-unit='1']");
    expect(await marked()).toEqual(["link-0-1-0"]);
    await page.mouse.move(5, 5);
    expect(await marked()).toEqual([]);
    const { x, y } = await page
      .locator(".links g path")
      .nth(1)
      .evaluate((path: SVGPathElement) => {
        const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.45);
        const box = path.ownerSVGElement?.getBoundingClientRect();
        return { x: x + (box?.x ?? 0), y: y + (box?.y ?? 0) };
      });
    await page.mouse.move(x, y);
    expect(await marked()).toEqual(["link-0-1-0"]);
    expect(await page.locator("tr.from-pointed").count()).toBe(1);
    await page.click("[data-to-phase=backward]");
    await page.mouse.click(x, y);
    await page.waitForSelector("[data-number='weightGradient 0 0 1'][aria-pressed=true]");
    expect(await page.locator(".parameter-box").count()).toBe(0);
  });

  it.for(["en", "zh-CN"])(
    "follows the sample or the point that is clicked in the plane, in %s",
    async (language, { opens }) => {
      const user = await opens(`#lang=${language}&${SMALL}`);
      const { page } = user;
      const path = `/api/v1/jobs/${String((await user.job())["id"])}/samples`;
      const { train } = (await (await page.request.get(new URL(path, page.url()).href)).json()) as {
        train: { x: [number, number] }[];
      };
      const [x1, x2] = train[17]?.x ?? [0, 0];
      const box = await page.locator(".plane-picture").boundingBox();
      if (!box) throw new Error("There is no plane.");
      const at = { x: box.x + ((x1 + 6) / 12) * box.width, y: box.y + ((6 - x2) / 12) * box.height };
      await user.presses("play");
      await page.mouse.click(at.x, at.y);
      await page.waitForSelector("[data-phase=forward]");
      expect(await page.textContent("[data-testid=walkthrough-position]")).toMatch(/Sample 18|第 18 个样本/);
      expect(await user.playIcon()).toMatch(/Play|播放|开始/);
      const ring = await page.locator("[data-sample-ring=current]").boundingBox();
      expect(Math.abs((ring?.x ?? 0) + (ring?.width ?? 0) / 2 - at.x)).toBeLessThan(2);
      expect(Math.abs((ring?.y ?? 0) + (ring?.height ?? 0) / 2 - at.y)).toBeLessThan(2);

      await page.mouse.click(box.x + 3, box.y + 3);
      await page.waitForSelector("[data-to-phase=loss]", { state: "detached" });
      expect(await page.textContent("[data-testid=walkthrough-position]")).toMatch(/[(]−5\.\d+, 5\.\d+[)]/);
      await page.fill(".walkthrough-slider input", "5");
      expect(await page.locator("[data-number='activation 2 0']").count()).toBe(1);
      // The page has computed the number itself; the server's is the same.
      const shown = (await page.textContent("[data-number='activation 2 0']")) ?? "";
      const x = [-6 + (3 / box.width) * 12, 6 - (3 / box.height) * 12];
      const predict = new URL(path.replace("samples", "predict"), page.url()).href;
      const answer = await page.request.post(predict, { data: { x: [x] } });
      const { outputs } = (await answer.json()) as { outputs: [[number]] };
      expect(Number(shown.replace("−", "-"))).toBeCloseTo(outputs[0][0], 3);
    },
  );

  it("starts at a point by keyboard, with the place of the cross in words", async ({ opens }) => {
    const user = await opens(`#lang=en&${SMALL}`);
    const { page } = user;
    await page.focus(".plane-picker");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    expect(await page.textContent(".plane-picker")).toContain("0.5, 0.5");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-phase=forward]");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe(
      "walkthrough-next",
    );
  });

  it("is opened, played and closed by keyboard, and each step is announced", async ({ opens }) => {
    const user = await opens(`#lang=en&${SMALL}`);
    const { page } = user;
    await page.keyboard.press("i");
    await page.waitForSelector("[data-phase=forward]");
    const status = page.locator("[role=status][data-testid=walkthrough-sentence]");
    expect(await status.textContent()).toMatch(/^Hidden layer 1, neuron 1: .*z = 0\.156.*a = 0\.155/);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowRight");
    expect(await status.textContent()).toMatch(/^Hidden layer 1, neuron 2: /);
    await page.locator("[data-action=walkthrough-next]").blur();
    await page.keyboard.press(" ");
    await expect.poll(() => phase(user)).toBe("loss");
    await page.keyboard.press(" ");
    const paused = await page.inputValue(".walkthrough-slider input");
    expect(Number(paused)).toBeGreaterThanOrEqual(6);
    expect(await status.textContent()).not.toBe("");
    expect((await user.job())["epoch"]).toBe(0);
    await page.keyboard.press("Escape");
    await page.waitForSelector(".walkthrough-bar", { state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("inside");
    // Now the keys control the training again.
    await page.keyboard.press("ArrowRight");
    expect(await user.sees("epoch", (epoch) => epoch === 1)).toBe(true);
  });

  it("ends when the training plays or the network changes", async ({ opens }) => {
    const user = await opens(`#lang=en&${SMALL}`);
    await looksInside(user);
    expect(await user.page.isDisabled("[data-action=step]")).toBe(true);
    await user.presses("play");
    await user.page.waitForSelector(".walkthrough-bar", { state: "detached" });
    expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
    await looksInside(user);
    await user.presses("reset");
    await user.page.waitForSelector(".walkthrough-bar", { state: "detached" });
  });

  it("flows only if the user accepts motion", async ({ opens }) => {
    const user = await opens(`#lang=en&${SMALL}`);
    await looksInside(user);
    const animation = () =>
      user.page
        .locator(".lit-now")
        .first()
        .evaluate((link) => getComputedStyle(link).animationName);
    expect(await animation()).toBe("flow");
    await user.page.emulateMedia({ reducedMotion: "reduce" });
    expect(await animation()).toBe("none");
  });

  it.for([
    ["en", 390, SMALL],
    ["zh-CN", 320, "networkShape=8,8,8,8,8,8,8,8"],
  ] as const)(
    "has the formula below the network, and nothing to scroll sideways, in %s at %i px",
    async ([language, width, address], { opens }) => {
      const user = await opens(`#lang=${language}&${address}`);
      await user.page.setViewportSize({ width, height: 740 });
      await looksInside(user);
      expect((await user.page.locator(".walkthrough-bar").boundingBox())?.y).toBeLessThan(370);
      for (const to of ["forward", "loss", "backward", "update"]) {
        await user.page.click(`[data-to-phase=${to}]`);
        await user.page.waitForSelector("[data-testid=formula] .katex");
        expect(await user.page.locator(".walkthrough-beside").count()).toBe(0);
        const scrolls = () =>
          user.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(await scrolls()).toBeLessThanOrEqual(0);
      }
      // The neuron at work is in view, although the network is wider than the page.
      await user.page.click("[data-to-phase=backward]");
      const inView = async () => {
        const box = await user.page.locator(".unit-at-work").boundingBox();
        return box !== null && box.x >= 0 && box.x + box.width <= width;
      };
      await expect.poll(inView).toBe(true);
    },
  );
});
