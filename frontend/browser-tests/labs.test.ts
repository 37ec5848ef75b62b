import { describe, expect } from "vitest";
import type { Reader } from "./course";
import { it } from "./fixtures";

describe("The point of each lab", () => {
  it("neuron: the lecture's weights are OR, and no weights of the sliders' are XOR", async ({ reads }) => {
    const reader = await reads("/labs/neuron");
    await reader.presses("lecture");
    expect(await reader.reads("data-right")).toBe("4");
    const outputs = await reader.page.locator("[data-output]").allTextContents();
    expect(outputs.map(Number).map(Math.round)).toEqual([0, 1, 1, 1]);
    await reader.chooses("gate", "XOR");
    expect(await reader.reads("data-right")).toBe("3");
  });

  it("perceptron: exercise A as in the lecture, OR is separated, XOR never by one line, and by two", async ({
    reads,
  }) => {
    const reader = await reads("/labs/perceptron");
    const lines: string[] = [];
    for (let visit = 0; visit < 6; visit++) {
      await reader.presses("next");
      lines.push(await reader.reads("data-line"));
    }
    expect(lines).toEqual(["2,3,1", "0,2,0", "-2,1,-1", "0,4,0", "-1,4,-1", "-3,3,-2"]);
    await reader.chooses("samples", "or");
    await reader.presses("end");
    expect(await reader.reads("data-outcome")).toBe("converged");
    await reader.chooses("samples", "xor");
    await reader.presses("end");
    expect(await reader.reads("data-outcome")).toBe("never");
    await reader.chooses("samples", "two");
    await reader.slides("low", 0.5);
    await reader.slides("high", 1.5);
    expect(await reader.reads("data-right")).toBe("4");
  });

  it("activations: far from zero the sigmoid is saturated and ReLU is not", async ({ reads }) => {
    const reader = await reads("/labs/activations");
    await reader.slides("z", 5);
    expect(await reader.reads("data-saturated")).toBe("true");
    await reader.chooses("activation", "relu");
    expect(await reader.reads("data-saturated")).toBe("false");
  });

  it("layers: linear layers do no better than none, a bent one solves the circle, and depth the spiral better than width", async ({
    reads,
  }) => {
    const reader = await reads("/labs/layers");
    await reader.presses("train");
    await reader.page.waitForSelector("[data-network=bent][data-loss]", { timeout: 40_000 });
    const loss = async (name: string) =>
      Number(await reader.page.getAttribute(`[data-network=${name}]`, "data-loss"));
    expect(await loss("bent")).toBeLessThan(0.05);
    expect(await loss("none")).toBeGreaterThan(0.3);
    expect(await loss("linear")).toBeGreaterThan(0.3);

    await reader.chooses("data", "spiral");
    await reader.presses("train");
    await reader.page.waitForSelector("[data-network=deep][data-loss]", { timeout: 40_000 });
    const deep = await loss("deep");
    expect(deep).toBeLessThan((await loss("wide")) / 2);
    expect(deep).toBeLessThan((await loss("linear")) / 2);
  });

  it("tensor: a changed sample changes its own row only", async ({ reads }) => {
    const reader = await reads("/labs/tensor");
    for (let step = 0; step < 4; step++) await reader.presses("forward");
    const cells = () => reader.page.locator("[data-cell^='z₃']").allTextContents();
    const before = await cells();
    await reader.page.locator(".tensor input").nth(2).fill("5");
    const after = await cells();
    expect(after[1]).not.toBe(before[1]);
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  });

  it("losses: the signed difference falls below zero, and the server fits the square", async ({ reads }) => {
    const reader = await reads("/labs/losses");
    await reader.chooses("loss", "signed");
    await reader.slides("v0", -4);
    expect(Number((await reader.page.textContent("[data-loss]"))?.replace("−", "-"))).toBeLessThan(0);
    await reader.chooses("loss", "squared");
    await reader.presses("fit");
    await reader.page.waitForSelector("[data-fitted]", { timeout: 30_000 });
    // The least squares of the six measurements, by the normal equations: v0 = 0.9286, a = 2.0054.
    expect(Number(await reader.page.textContent("[data-loss]"))).toBeLessThan(0.3);
  });

  it("descent: the lecture's gradient, a rate beyond 1 that throws gradient descent out, and three ways down each surface", async ({
    reads,
  }) => {
    const reader = await reads("/labs/descent");
    expect(await reader.page.textContent("[data-gradient]")).toContain("(2, 4)");
    const lost = async () => reader.page.getAttribute("[data-optimizer=sgd]", "data-lost");
    expect(await lost()).toBe("false");
    await reader.slides("rate", 11);
    await reader.slides("steps", 100);
    expect(await lost()).toBe("true");

    await reader.presses("lecture");
    await reader.slides("rate", 5);
    await reader.slides("steps", 20);
    const plane = await reader.page.locator(".course-plane svg").boundingBox();
    await reader.page.mouse.click((plane?.x ?? 0) + 20, (plane?.y ?? 0) + 20);
    expect(await reader.page.textContent("[data-gradient]")).not.toContain("(2, 4)");
    for (const surface of ["ravine", "saddle", "hollows"]) {
      await reader.chooses("surface", surface);
      const ways = await reader.page
        .locator(".way .series")
        .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
      expect(new Set(ways).size).toBe(3);
    }
  });

  it("initialization: zeros never break symmetry", async ({ reads }) => {
    const reader = await reads("/labs/initialization");
    await reader.page.waitForSelector("[data-beginning=he] [data-first]", { timeout: 30_000 });
    expect(await reader.page.getAttribute("[data-beginning=zeros] [data-first]", "data-first")).toBe("0");
    await reader.presses("train");
    expect(await reader.reads("data-alike")).toBe("true");
  });

  it("vanishing: through ten layers the sigmoid's first gradient is less than a thousandth of ReLU's", async ({
    reads,
  }) => {
    const reader = await reads("/labs/vanishing");
    await reader.slides("depth", 10);
    await reader.page.waitForSelector("[data-depth='10'][data-ratio]", { timeout: 30_000 });
    const ratio = Number(await reader.reads("data-ratio"));
    expect(ratio).toBeGreaterThan(0);
    expect(ratio).toBeLessThan(0.001);
  });

  it("schedules: at a high rate the constant one jumps about, the cosine settles", async ({ reads }) => {
    const reader = await reads("/labs/schedules");
    await reader.slides("rate", 6);
    await reader.presses("train");
    await reader.page.waitForSelector("[data-schedule=cosine]", { timeout: 40_000 });
    const last = async (name: string) =>
      Number(await reader.page.getAttribute(`[data-schedule=${name}]`, "data-last"));
    expect(await last("cosine")).toBeLessThan((await last("constant")) / 2);
  });

  it("overfitting: the remedies leave a lower test loss than none", async ({ reads }) => {
    const reader = await reads("/labs/overfitting");
    const test = async (name: string) => {
      await reader.chooses("remedy", name);
      await reader.presses("train");
      await reader.page.waitForSelector(`[data-remedy=${name}][data-test]`, { timeout: 40_000 });
      return Number(await reader.page.getAttribute(`[data-remedy=${name}]`, "data-test"));
    };
    const none = await test("none");
    // The class in the lower left is orange, however the output counts it.
    const corner = await reader.page.locator(".course-plane canvas").evaluate((canvas) => {
      const copy = new OffscreenCanvas(10, 10).getContext("2d", { willReadFrequently: true });
      copy?.drawImage(canvas as HTMLCanvasElement, 0, 0, 10, 10);
      return [...(copy?.getImageData(2, 7, 1, 1).data ?? [])];
    });
    expect(corner[0]).toBeGreaterThan((corner[2] ?? 0) + 60);
    for (const name of ["earlyStopping", "l2", "data"]) expect(await test(name)).toBeLessThan(none / 2);
    expect(await test("dropout")).toBeLessThan(0.75 * none);
  });

  it("landscape: on the plane of the path's own components the path goes down, and both planes show the loss that the server has", async ({
    reads,
  }) => {
    const reader = await reads("/labs/landscape");
    await reader.presses("train");
    await reader.page.waitForSelector("[data-path='31']", { timeout: 40_000 });
    const [start, end] = [await losses(reader, "start"), await losses(reader, "end")];
    expect(end.server).toBeLessThan(start.server / 10);
    for (const { page, server } of [start, end]) expect(Math.abs(page - server)).toBeLessThan(1e-5);
    const path = (await reader.page.getAttribute("[data-path] .series", "d")) ?? "";
    expect(new Set(path.split(/[ML]/).slice(1)).size).toBeGreaterThan(20);
    const ways = await heights(reader, [".way-start", ".way-end"]);
    expect(ways[1]).toBeLessThan((ways[0] ?? 0) - 0.2);
    expect(Number(await reader.reads("data-kept"))).toBeGreaterThan(0.8);

    await reader.chooses("plane", "random");
    await reader.page.waitForSelector("[data-path='1']");
    expect(await losses(reader, "end")).toEqual(end);
    const [centre] = await heights(reader, [".way-end"]);
    expect(centre).toBeLessThan(0.2);
  });
});

/** The loss as the page computes it and as the server trained it. */
async function losses(
  reader: Reader,
  name: string,
): Promise<{ readonly page: number; readonly server: number }> {
  const row = reader.page.locator(`[data-loss=${name}]`);
  const [page, server] = await Promise.all([row.getAttribute("data-page"), row.getAttribute("data-server")]);
  return { page: Number(page), server: Number(server) };
}

/** How high the surface's picture is under each of the marks, from 0, its lowest, to 1, by how light it is. */
async function heights(reader: Reader, marks: readonly string[]): Promise<readonly number[]> {
  return reader.page.evaluate((selectors) => {
    const canvas = document.querySelector<HTMLCanvasElement>(".course-plane canvas");
    if (!canvas) return [];
    const { width, height } = canvas;
    // From a copy: a canvas that is read from often is drawn to slowly.
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy?.drawImage(canvas, 0, 0);
    const pixels = copy?.getImageData(0, 0, width, height).data ?? [];
    const light = (at: number) => (pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0);
    const all = Array.from({ length: width * height }, (_, at) => light(4 * at));
    const [lowest, highest] = all.reduce(
      ([least, most], each) => [Math.min(least, each), Math.max(most, each)],
      [765, 0],
    );
    const plane = canvas.getBoundingClientRect();
    return selectors.map((selector) => {
      const mark = document.querySelector(selector)?.getBoundingClientRect();
      if (!mark) return Number.NaN;
      const share = (at: number, from: number, size: number) => (at - from) / size;
      const x = Math.floor(share(mark.x + mark.width / 2, plane.x, plane.width) * width);
      const y = Math.floor(share(mark.y + mark.height / 2, plane.y, plane.height) * height);
      return ((all[y * width + x] ?? 0) - lowest) / Math.max(highest - lowest, 1);
    });
  }, marks);
}
