import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The result of each lab", () => {
  it("neuron: the lecture's weights compute OR, and none of 80 slider settings computes XOR", async ({
    reads,
  }) => {
    const reader = await reads("/labs/neuron");
    await reader.presses("lecture");
    expect(await reader.reads("data-right")).toBe("4");
    const outputs = await reader.page.locator("[data-output]").allTextContents();
    expect(outputs.map(Number).map(Math.round)).toEqual([0, 1, 1, 1]);
    await reader.chooses("gate", "XOR");
    const best = { right: 0 };
    for (const w1 of [-20, -10, 10, 20]) {
      await reader.slides("w1", w1);
      for (const w2 of [-20, -10, 10, 20]) {
        await reader.slides("w2", w2);
        for (const b of [-30, -15, -5, 5, 15]) {
          await reader.slides("b", b);
          best.right = Math.max(best.right, Number(await reader.reads("data-right")));
        }
      }
    }
    expect(best.right).toBe(3);
  });

  it("neuron: tanh must output −1 where a gate is false", async ({ reads }) => {
    const reader = await reads("/labs/neuron");
    await reader.presses("lecture");
    const wanted = () => reader.page.locator("[data-wanted]").allTextContents();
    expect(await wanted()).toEqual(["0", "1", "1", "1"]);
    await reader.chooses("activation", "tanh");
    expect(await wanted()).toEqual(["−1", "1", "1", "1"]);
    expect(await reader.page.locator("[data-output]").first().textContent()).toBe("−1.0000");
    expect(await reader.reads("data-right")).toBe("4");
  });

  it("perceptron: exercise A as in the lecture; OR is separated, XOR never by one line but by two", async ({
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

  it("activations: the error is multiplied by the derivative, and a point beyond the plot stays at its edge", async ({
    reads,
  }) => {
    const reader = await reads("/labs/activations");
    await reader.chooses("activation", "square");
    await reader.slides("z", -6);
    expect(await reader.page.textContent("[data-saturated]")).toContain("multiplied by −12");
    const chart = await reader.page.locator(".chart-probe line").boundingBox();
    const probe = await reader.page.locator(".probe-slope").boundingBox();
    const bottom = (chart?.y ?? 0) + (chart?.height ?? 0);
    expect(Math.abs((probe?.y ?? 0) + 5 - bottom)).toBeLessThan(2);
  });

  it("layers: linear layers are no better than none, a nonlinear one solves the circle, and depth solves the spiral better than width", async ({
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

  it("tensor: a changed sample changes only its own row", async ({ reads }) => {
    const reader = await reads("/labs/tensor");
    for (let step = 0; step < 4; step++) await reader.presses("forward");
    const cells = () => reader.page.locator("[data-cell^='z₃']").allTextContents();
    const before = await cells();
    await reader.page.locator(".tensor input").nth(2).fill("5");
    const after = await cells();
    expect(after[1]).not.toBe(before[1]);
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  });

  it("descent: the lecture's gradient, a rate above 1 that makes gradient descent diverge, and three paths on each surface", async ({
    reads,
  }) => {
    const reader = await reads("/labs/descent");
    expect(await reader.page.textContent("[data-gradient]")).toContain("(2, 4)");
    const diverged = async () => reader.page.getAttribute("[data-optimizer=sgd]", "data-diverged");
    expect(await diverged()).toBe("false");
    await reader.slides("rate", 11);
    await reader.slides("steps", 100);
    expect(await diverged()).toBe("true");

    await reader.presses("lecture");
    await reader.slides("rate", 5);
    await reader.slides("steps", 20);
    const plane = await reader.page.locator(".course-plane svg").boundingBox();
    await reader.page.mouse.click((plane?.x ?? 0) + 20, (plane?.y ?? 0) + 20);
    expect(await reader.page.textContent("[data-gradient]")).not.toContain("(2, 4)");
    for (const surface of ["ravine", "saddle", "hollows"]) {
      await reader.chooses("surface", surface);
      const ways = await reader.page
        .locator(".plane-path .series")
        .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
      expect(new Set(ways).size).toBe(3);
    }
  });

  it("initialization: from zeros tanh does not learn, and with sigmoid all neurons stay identical", async ({
    reads,
  }) => {
    const reader = await reads("/labs/initialization");
    await reader.page.waitForSelector("[data-initialization=he] [data-first]", { timeout: 30_000 });
    expect(await reader.page.getAttribute("[data-initialization=zeros] [data-first]", "data-first")).toBe(
      "0",
    );
    expect(await reader.page.locator("[data-missing*=zeros]").count()).toBe(2);
    const weights = async () => (await reader.reads("data-weights")).split(",").map(Number);
    await reader.presses("train");
    expect(await reader.reads("data-identical")).toBe("true");
    expect(await weights()).toEqual([0, 0]);

    await reader.chooses("activation", "sigmoid");
    await reader.page.waitForSelector("[data-weights]", { state: "detached" });
    await reader.presses("train");
    expect(await reader.reads("data-identical")).toBe("true");
    expect((await weights()).every((weight) => Math.abs(weight) > 1e-6)).toBe(true);
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

  it("schedules: at its initial rate the constant schedule oscillates, and the cosine converges", async ({
    reads,
  }) => {
    const reader = await reads("/labs/schedules");
    await reader.presses("train");
    await reader.page.waitForSelector("[data-schedule=cosine]", { timeout: 40_000 });
    const last = async (name: string) =>
      Number(await reader.page.getAttribute(`[data-schedule=${name}]`, "data-last"));
    expect(await last("cosine")).toBeLessThan((await last("constant")) / 2);
  });

  it("overfitting: every remedy gives a lower test loss than none, and more data the lowest", async ({
    reads,
  }) => {
    const reader = await reads("/labs/overfitting");
    const test = async (name: string) => {
      await reader.chooses("remedy", name);
      await reader.presses("train");
      await reader.page.waitForSelector(`[data-remedy=${name}][data-test]`, { timeout: 40_000 });
      return Number(await reader.page.getAttribute(`[data-remedy=${name}]`, "data-test"));
    };
    const none = await test("none");
    // The class at the upper left is orange and the other one blue, whatever their labels.
    const [upperLeft = [], lowerRight = []] = await reader.page
      .locator(".course-plane canvas")
      .evaluate((canvas) => {
        const copy = new OffscreenCanvas(10, 10).getContext("2d", { willReadFrequently: true });
        copy?.drawImage(canvas as HTMLCanvasElement, 0, 0, 10, 10);
        return [2, 7].map((at) => [...(copy?.getImageData(at, at, 1, 1).data ?? [])]);
      });
    expect(upperLeft[0]).toBeGreaterThan((upperLeft[2] ?? 0) + 60);
    expect(lowerRight[2]).toBeGreaterThan((lowerRight[0] ?? 0) + 60);
    const [earlyStopping, l2, dropout] = [
      await test("earlyStopping"),
      await test("l2"),
      await test("dropout"),
    ];
    expect(earlyStopping).toBeLessThan(none / 2);
    expect(l2).toBeLessThan(none / 2);
    expect(dropout).toBeLessThan(0.75 * none);
    const data = await test("data");
    expect(data).toBeLessThan(none / 2);
    expect(data).toBeLessThan(Math.min(earlyStopping, l2, dropout));
  });
});
