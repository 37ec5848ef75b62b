import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

/** Statements of docs/parity.md about TensorFlow Playground's plots and numbers that no other test covers. */

let user: User;

const LANGUAGES = [
  ["en", { test: "Show test data", discretize: "Discretize output", bias: "Bias" }],
  ["zh-CN", { test: "显示测试数据", discretize: "离散化输出", bias: "偏置" }],
] as const;

interface Spec {
  readonly training: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}

async function spec(): Promise<Spec> {
  return (await user.job())["spec"] as Spec;
}

/** Number of pixels of each opaque colour in a canvas, by `r,g,b`. */
async function colours(selector: string): Promise<ReadonlyMap<string, number>> {
  const counts = await user.page.locator(selector).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    // From a copy, because reading slows down later drawing on a canvas.
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
    context?.drawImage(canvas, 0, 0);
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const found: Record<string, number> = {};
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 255) continue;
      const colour = `${String(data[at])},${String(data[at + 1])},${String(data[at + 2])}`;
      found[colour] = (found[colour] ?? 0) + 1;
    }
    return found;
  });
  return new Map(Object.entries(counts));
}

async function samples(): Promise<{ readonly train: number; readonly test: number }> {
  const { origin } = new URL(user.page.url());
  const answer = await user.page.request.get(`${origin}/api/v1/jobs/${user.jobId()}/samples`);
  const { train, test } = (await answer.json()) as Readonly<Record<"train" | "test", readonly unknown[]>>;
  return { train: train.length, test: test.length };
}

const POINTS = ".plane-picture canvas:not(.heatmap)";
const [WHITE, DARK] = ["255,255,255", "20,24,28"];

describe("The two checkboxes below the plot", () => {
  it.for(LANGUAGES)(
    "show test data with dark rims beside the light ones of training data, and reduce the plot to two colours, in %s",
    async ([language, names], { opens }) => {
      user = await opens(`#lang=${language}&theme=light`);
      await expect.poll(async () => (await colours(POINTS)).get(WHITE) ?? 0).toBeGreaterThan(500);
      expect((await colours(POINTS)).get(DARK)).toBeUndefined();
      await user.page.getByLabel(names.test).check();
      await expect.poll(async () => (await colours(POINTS)).get(DARK) ?? 0).toBeGreaterThan(500);
      await expect.poll(() => user.page.url()).toContain("showTestData=true");

      await user.presses("step");
      expect(await user.sees("epoch", (epoch) => epoch === 1)).toBe(true);
      expect((await colours(".heatmap")).size).toBeGreaterThan(2);
      await user.page.getByLabel(names.discretize).check();
      await expect.poll(async () => (await colours(".heatmap")).size).toBe(2);
      await user.page.getByLabel(names.discretize).uncheck();
      await user.page.getByLabel(names.test).uncheck();
      await expect.poll(async () => (await colours(POINTS)).get(DARK)).toBeUndefined();
      expect((await colours(".heatmap")).size).toBeGreaterThan(2);
    },
  );
});

describe("Weights and biases in the network", () => {
  it.for(LANGUAGES)(
    "have widths and colours by their values, in %s",
    async ([language, names], { opens }) => {
      user = await opens(`#lang=${language}&theme=light`);
      const link = user.page.locator(".links-flowing > g").first().locator("path").first();
      const bias = user.page.locator(".bias").first();
      const sets = async (weight: number, biased: number) => {
        await user.page.click("[data-layer='0'][data-unit='0']");
        const box = user.page.locator(".parameter-box");
        await box.getByLabel(names.bias, { exact: true }).fill(String(biased));
        await box.getByLabel("x₁").fill(String(weight));
        await box.getByLabel("x₁").press("Enter");
      };
      const seen = async () => [
        await link.getAttribute("stroke-width"),
        await link.getAttribute("stroke"),
        await bias.getAttribute("fill"),
      ];
      const [BLUE, ORANGE, GROUND] = ["rgb(8 119 189)", "rgb(245 147 34)", "rgb(232 234 235)"];
      await sets(5, -1);
      await expect.poll(seen).toEqual(["10.0", BLUE, ORANGE]);
      await sets(-2.5, 1);
      await expect.poll(seen).toEqual(["5.5", ORANGE, BLUE]);
      await sets(0, 0);
      await expect.poll(seen).toEqual(["1.0", "rgb(191 197 202)", GROUND]);
    },
  );
});

describe("The legend", () => {
  it("goes from orange at -1 through the neutral colour at 0 to blue at 1", async ({ opens }) => {
    user = await opens("#lang=en&theme=light");
    expect(await user.page.locator(".legend-ticks span").allTextContents()).toEqual(["−1", "0", "1"]);
    const bar = await user.page.locator(".legend-bar").evaluate((each) => getComputedStyle(each).background);
    expect(bar).toMatch(/rgb\(245, 147, 34\).*rgb\(232, 234, 235\).*rgb\(8, 119, 189\)/);
  });
});

describe("The settings of an empty address", () => {
  it("are those of TensorFlow Playground", async ({ opens }) => {
    user = await opens("#lang=en");
    const { training, data } = await spec();
    expect(training).toMatchObject({
      loss: "squaredError",
      optimizer: { type: "sgd", learningRate: 0.03 },
      regularization: { type: "none", rate: 0 },
      batchSize: 10,
      shuffle: "never",
    });
    expect(data).toMatchObject({ generator: "circle", noise: 0, trainFraction: 0.5 });
    const layers = JSON.parse(await user.parameters()) as { weights: number[][]; biases: number[] }[];
    expect(layers.map(({ biases }) => biases.length)).toEqual([4, 2, 1]);
    for (const { weights, biases } of layers) {
      expect(Math.max(...weights.flat().map(Math.abs))).toBeLessThanOrEqual(0.5);
      for (const bias of biases) expect(bias).toBeCloseTo(0.1, 6);
    }
    expect(await user.page.locator(".feature[aria-pressed=true]").count()).toBe(2);
  });

  it("have 500 samples for classification and 1200 for regression", async ({ opens }) => {
    user = await opens("#lang=en");
    expect(await samples()).toEqual({ train: 250, test: 250 });
    await user.chooses("task", "Regression");
    await expect.poll(samples).toEqual({ train: 600, test: 600 });
  });
});

describe("The choices", () => {
  it("are the eleven learning rates of TensorFlow Playground", async ({ opens }) => {
    user = await opens("#lang=en");
    const rates = await user.page.locator("[data-field=learningRate] option").allTextContents();
    expect(rates.map(Number)).toEqual([0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]);
  });

  it("are shares of training data from 10 to 90 percent, in steps of ten", async ({ opens }) => {
    user = await opens("#lang=en");
    const slider = user.page.locator("[data-field=trainFraction] input[type=range]");
    await slider.press("End");
    await expect.poll(samples).toEqual({ train: 450, test: 50 });
    await slider.press("ArrowLeft");
    await expect.poll(samples).toEqual({ train: 400, test: 100 });
    await slider.press("Home");
    await expect.poll(samples).toEqual({ train: 50, test: 450 });
  });

  it("are batches of 1 to 30 samples, and an epoch has as many as it needs", async ({ opens }) => {
    user = await opens("#lang=en");
    const slider = user.page.locator("[data-field=batchSize] input[type=range]");
    await slider.press("End");
    await expect.poll(() => user.runState()).toContain("of 9");
    await slider.press("Home");
    await expect.poll(() => user.runState()).toContain("of 250");
    expect((await spec()).training["batchSize"]).toBe(1);
  });
});

describe("An epoch", () => {
  it("visits the samples in the order of the previous one", async ({ opens }) => {
    user = await opens("#lang=en");
    const visited = async () => {
      const token = user.recordedRequests.findLast((each) => each.token !== undefined)?.token ?? "";
      const { origin } = new URL(user.page.url());
      const answer = await user.page.request.post(`${origin}/api/v1/jobs/${user.jobId()}/trace`, {
        headers: { Authorization: `Bearer ${token}` },
        data: { batch: 3 },
      });
      const { epoch, samples: indices } = (await answer.json()) as { epoch: number; samples: number[] };
      return { epoch, indices };
    };
    const first = await visited();
    expect(first).toEqual({ epoch: 0, indices: Array.from({ length: 10 }, (_, at) => 30 + at) });
    await user.presses("step");
    expect(await user.sees("epoch", (epoch) => epoch === 1)).toBe(true);
    expect(await visited()).toEqual({ ...first, epoch: 1 });
  });
});

describe("The button to the article", () => {
  it.for([
    ["en", "What is going on here? ↓"],
    ["zh-CN", "这里发生了什么？↓"],
  ] as const)(
    "is visible at 1280 x 800 and scrolls to the article, in %s",
    async ([language, name], { opens }) => {
      user = await opens(`#lang=${language}&noise=5`); // without the invitation to play
      await user.page.emulateMedia({ reducedMotion: "reduce" });
      await user.page.waitForSelector(".article");
      const button = user.page.getByRole("button", { name });
      const box = await button.boundingBox();
      expect((box?.y ?? 800) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
      const top = () => user.page.locator(".article").evaluate((each) => each.getBoundingClientRect().top);
      expect(await top()).toBeGreaterThan(700);
      await button.click();
      await expect.poll(top).toBeLessThan(200);
      expect(await user.page.evaluate(() => document.activeElement?.id)).toBe("article");
    },
  );
});

describe("The buttons in the article", () => {
  it("set up the playground, show it, and are undone like any other change", async ({ opens }) => {
    const user = await opens("#lang=en");
    await user.page.click("[data-address='networkShape=']");
    await expect.poll(() => user.page.textContent("#network-title")).toMatch(/^0/);
    await expect
      .poll(() => user.page.locator("main").evaluate((main) => main.getBoundingClientRect().top))
      .toBe(0);
    await user.page.click("[data-action=undo]");
    await expect.poll(() => user.page.textContent("#network-title")).toMatch(/^2/);
  });
});
