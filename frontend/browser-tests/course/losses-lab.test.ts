import { describe, expect } from "vitest";
import type { Reader } from "../support/reader";
import { it } from "../support/fixtures";

/** The lab's measurements, and their least-squares fit by the normal equations of x = v0 t + a t² / 2. */
const MEASURED = [
  [0.5, 1.1],
  [1, 1.7],
  [1.5, 4.2],
  [2, 5.6],
  [2.5, 9.1],
  [3, 11.7],
] as const;
const LEAST_SQUARES = leastSquares();

function leastSquares(): { readonly v0: number; readonly a: number } {
  const sum = (of: (t: number, half: number, x: number) => number) =>
    MEASURED.reduce((all, [t, x]) => all + of(t, (t * t) / 2, x), 0);
  const [tt, th, hh] = [sum((t) => t * t), sum((t, half) => t * half), sum((_, half) => half * half)];
  const [tx, hx] = [sum((t, _, x) => t * x), sum((_, half, x) => half * x)];
  const determinant = tt * hh - th * th;
  return { v0: (hh * tx - th * hx) / determinant, a: (tt * hx - th * tx) / determinant };
}

function meanAbsolute({ v0, a }: { readonly v0: number; readonly a: number }): number {
  return MEASURED.reduce((sum, [t, x]) => sum + Math.abs(v0 * t + (a * t * t) / 2 - x), 0) / MEASURED.length;
}

/** The minimum of the mean absolute error: some optimal curve passes through two of the measurements. */
function leastAbsolute(): number {
  const pairs = MEASURED.flatMap((one, at) => MEASURED.slice(at + 1).map((other) => [one, other] as const));
  return Math.min(
    ...pairs.map(([[t1, x1], [t2, x2]]) => {
      const a = (2 * (x1 / t1 - x2 / t2)) / (t1 - t2);
      return meanAbsolute({ v0: x1 / t1 - (a * t1) / 2, a });
    }),
  );
}

/** The server's values of v0 and a. */
async function fitted(reader: Reader): Promise<{ readonly v0: number; readonly a: number }> {
  const [v0, a] = (await reader.reads("data-fitted")).split(" ").map(Number);
  return { v0: v0 ?? Number.NaN, a: a ?? Number.NaN };
}

describe("The result of the lab", () => {
  it("losses: the signed error is below zero for a curve that is too high, and the server minimizes the square and the absolute value", async ({
    reads,
  }) => {
    const reader = await reads("/labs/losses");
    await reader.chooses("loss", "signed");
    await reader.slides("v0", 6);
    expect(Number((await reader.page.textContent("[data-loss]"))?.replace("−", "-"))).toBeLessThan(0);
    await reader.chooses("loss", "squared");
    await reader.presses("fit");
    // The least squares of the six measurements, by the normal equations.
    const squared = await fitted(reader);
    expect(squared.v0).toBeCloseTo(LEAST_SQUARES.v0, 2);
    expect(squared.a).toBeCloseTo(LEAST_SQUARES.a, 2);
    expect(Number(await reader.page.textContent("[data-loss]"))).toBeLessThan(0.3);

    await reader.chooses("loss", "absolute");
    await reader.presses("fit");
    const absolute = await fitted(reader);
    expect(meanAbsolute(absolute)).toBeLessThan(leastAbsolute() + 0.01);
  });

  it("losses: a dragged measurement changes the loss, and an outlier changes the square fit more than the absolute one", async ({
    reads,
  }) => {
    const reader = await reads("/labs/losses");
    const loss = async () => Number(await reader.page.textContent("[data-loss]"));
    const before = await loss();
    const dot = await reader.page.locator(".dot-dragged").last().boundingBox();
    const [x, y] = [(dot?.x ?? 0) + 8, (dot?.y ?? 0) + 8];
    await reader.page.mouse.move(x, y);
    await reader.page.mouse.down();
    await reader.page.mouse.move(x, y + 60, { steps: 5 });
    await reader.page.mouse.up();
    const moved = await reader.page.locator(".dot-dragged").last().boundingBox();
    expect(moved?.y).toBeCloseTo((dot?.y ?? 0) + 60, -1);
    expect(Math.abs((await loss()) - before)).toBeGreaterThan(0.3);

    await reader.presses("reset");
    expect(await loss()).toBe(before);
    await reader.presses("outlier");
    const off: number[] = [];
    for (const kind of ["squared", "absolute"]) {
      await reader.chooses("loss", kind);
      await reader.presses("fit");
      const { v0, a } = await fitted(reader);
      off.push(Math.hypot(v0 - LEAST_SQUARES.v0, a - LEAST_SQUARES.a));
    }
    expect(off[1]).toBeLessThan(off[0] ?? 0);
  });
});
