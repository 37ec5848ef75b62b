import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The result of the lab", () => {
  it("support-vectors: exercise A as by hand, and only a deleted support vector moves the boundary", async ({
    reads,
  }) => {
    const reader = await reads("/labs/support-vectors");
    expect((await reader.reads("data-line")).split(",").map(Number)).toEqual([0, 1, -2]);
    const margins = await reader.page.locator("[data-order] td:last-child").allTextContents();
    expect(margins).toEqual(["0.2357", "0.4472", "1.0000"]);
    expect(await reader.reads("data-bound")).toBe("25.2000");

    const plane = await reader.page.locator(".course-plane svg").boundingBox();
    const at = (value: number) => ((value + 1) / 5) * (plane?.width ?? 0);
    await reader.page.mouse.click((plane?.x ?? 0) + at(1), (plane?.y ?? 0) + at(3));
    expect(await reader.reads("data-moved")).toBe("false");
    expect((await reader.reads("data-line")).split(",").map(Number)).toEqual([0, 1, -2]);

    await reader.chooses("set", "clouds");
    const line = await reader.reads("data-line");
    await reader.presses("keep-support");
    const kept = await reader.page.locator("[data-point]").count();
    expect(kept).toBeLessThan(5);
    const near = (text: string) => text.split(",").map((each) => Number(each).toFixed(3));
    expect(near(await reader.reads("data-line"))).toEqual(near(line));
    await reader.page.locator("[data-point] button").first().focus();
    await reader.page.keyboard.press("Enter");
    expect(await reader.reads("data-moved")).toBe("true");
  });

  it("boltzmann-machine: trained by CD-1 it dreams bars and stripes, and completes a clamped row", async ({
    reads,
  }) => {
    const reader = await reads("/labs/boltzmann-machine");
    await reader.page.waitForSelector("[data-epochs='5000']", { timeout: 60_000 });
    expect(Math.abs(Number(await reader.reads("data-likelihood")) + 3.1)).toBeLessThan(0.1);
    expect(Number(await reader.reads("data-known"))).toBeGreaterThan(0.7);
    await expect
      .poll(async () => Number(await reader.reads("data-samples")), { timeout: 30_000 })
      .toBeGreaterThan(20_000);
    expect(Number(await reader.reads("data-distance"))).toBeLessThan(0.25);

    for (const pixel of [0, 1, 2]) await reader.page.click(`[data-pixel='${String(pixel)}']`);
    await reader.presses("sample");
    expect(await reader.page.locator("[data-pixel]").allTextContents()).toEqual([
      "1",
      "1",
      "1",
      "",
      "",
      "",
      "",
      "",
      "",
    ]);
    expect(await reader.page.locator(".dream-on").count()).toBeGreaterThanOrEqual(3);
    expect(Number(await reader.reads("data-known"))).toBeGreaterThan(0.7);
  });

  it("boltzmann-machine: the encoder finds four codes, and two inputs share one from other weights", async ({
    reads,
  }) => {
    const reader = await reads("/labs/boltzmann-machine");
    await reader.chooses("machine", "encoder");
    const codes = async () => {
      await reader.page.waitForSelector("[data-epochs='300']", { timeout: 30_000 });
      return new Set(await reader.reads("data-codes")).size;
    };
    expect(await codes()).toBe(4);
    await reader.presses("other-start");
    expect(await codes()).toBe(3);
  });

  it("approximation: the error is at most the modulus of continuity, and a dragged height changes it", async ({
    reads,
  }) => {
    const reader = await reads("/labs/approximation");
    const error = async () => Number(await reader.reads("data-error"));
    const first = await error();
    expect(first).toBeLessThanOrEqual(Number(await reader.reads("data-bound")));
    const top = await reader.page.locator(".handle-top").nth(2).boundingBox();
    const [x, y] = [(top?.x ?? 0) + 8, (top?.y ?? 0) + 8];
    await reader.page.mouse.move(x, y);
    await reader.page.mouse.down();
    await reader.page.mouse.move(x, y - 70, { steps: 3 });
    await reader.page.mouse.up();
    expect(await error()).toBeGreaterThan(first + 0.2);
    await reader.presses("fit");
    expect(await error()).toBe(first);
    for (const count of [12, 40]) {
      await reader.slides("count", count);
      expect(await error()).toBeLessThanOrEqual(Number(await reader.reads("data-bound")));
    }
    expect(await error()).toBeLessThan(first / 3);
  });

  it("neocognitron: a shifted figure has the same cell; a low selectivity mixes figures, a high one knows no shift", async ({
    reads,
  }) => {
    const reader = await reads("/labs/neocognitron");
    const winner = () => reader.reads("data-winner");
    expect(await reader.reads("data-different")).toBe("4");
    for (const figure of ["cross", "diagonals", "corner", "gate"]) {
      await reader.chooses("figure", figure);
      expect(await winner()).toBe(figure);
      await reader.presses("right");
      expect(await winner()).toBe(figure);
    }
    await reader.slides("second", 0.5);
    expect(Number(await reader.reads("data-different"))).toBeLessThan(4);
    await reader.slides("second", 6);
    await reader.presses("centre");
    expect(await winner()).toBe("gate");
    await reader.presses("right");
    await reader.presses("down");
    expect(await winner()).not.toBe("gate");

    await reader.presses("clear");
    expect(await winner()).toBe("none");
    await reader.page.locator("[data-pixel='0']").focus();
    for (const key of ["ArrowRight", "ArrowDown", "Space"]) await reader.page.keyboard.press(key);
    expect(await reader.page.getAttribute("[data-pixel='9']", "aria-pressed")).toBe("true");
    await reader.page.click("[data-pixel='20']");
    expect(await reader.page.getAttribute("[data-pixel='20']", "aria-pressed")).toBe("true");
  });
});
