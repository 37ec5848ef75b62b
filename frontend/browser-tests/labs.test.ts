import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Reader } from "./course";
import { launchBrowser } from "./person";

let browser: Browser;
let reader: Reader;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

afterEach(async () => {
  expect(reader.complaints).toEqual([]);
  await reader.leaves();
});

describe("The point of each lab", () => {
  it("neuron: the lecture's weights are OR, and no weights of the sliders' are XOR", async () => {
    reader = await Reader.opens(browser, "/labs/neuron");
    await reader.presses("lecture");
    expect(await reader.reads("data-right")).toBe("4");
    const outputs = await reader.page.locator("[data-output]").allTextContents();
    expect(outputs.map(Number).map(Math.round)).toEqual([0, 1, 1, 1]);
    await reader.chooses("gate", "XOR");
    expect(await reader.reads("data-right")).toBe("3");
  });

  it("perceptron: exercise A as in the lecture, OR is separated, XOR never by one line, and by two", async () => {
    reader = await Reader.opens(browser, "/labs/perceptron");
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

  it("activations: far from zero the sigmoid is saturated and ReLU is not", async () => {
    reader = await Reader.opens(browser, "/labs/activations");
    await reader.slides("z", 5);
    expect(await reader.reads("data-saturated")).toBe("true");
    await reader.chooses("activation", "relu");
    expect(await reader.reads("data-saturated")).toBe("false");
  });

  it("layers: linear layers do no better than none, a bent one solves the circle", async () => {
    reader = await Reader.opens(browser, "/labs/layers");
    await reader.presses("train");
    await reader.page.waitForSelector("[data-network=bent][data-loss]", { timeout: 40_000 });
    const loss = async (name: string) =>
      Number(await reader.page.getAttribute(`[data-network=${name}]`, "data-loss"));
    expect(await loss("bent")).toBeLessThan(0.05);
    expect(await loss("none")).toBeGreaterThan(0.3);
    expect(await loss("linear")).toBeGreaterThan(0.3);
  });

  it("tensor: a changed sample changes its own row only", async () => {
    reader = await Reader.opens(browser, "/labs/tensor");
    for (let step = 0; step < 4; step++) await reader.presses("forward");
    const cells = () => reader.page.locator("[data-cell^='z₃']").allTextContents();
    const before = await cells();
    await reader.page.locator(".tensor input").nth(2).fill("5");
    const after = await cells();
    expect(after[1]).not.toBe(before[1]);
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  });

  it("losses: the signed difference falls below zero, and the server fits the square", async () => {
    reader = await Reader.opens(browser, "/labs/losses");
    await reader.chooses("loss", "signed");
    await reader.slides("v0", -4);
    expect(Number((await reader.page.textContent("[data-loss]"))?.replace("−", "-"))).toBeLessThan(0);
    await reader.chooses("loss", "squared");
    await reader.presses("fit");
    await reader.page.waitForSelector("[data-fitted]", { timeout: 30_000 });
    // The least squares of the six measurements, by the normal equations: v0 = 0.9286, a = 2.0054.
    expect(Number(await reader.page.textContent("[data-loss]"))).toBeLessThan(0.3);
  });

  it("descent: the lecture's gradient, and a rate beyond 1 that throws gradient descent out", async () => {
    reader = await Reader.opens(browser, "/labs/descent");
    expect(await reader.page.textContent("[data-gradient]")).toContain("(2, 4)");
    const lost = async () => reader.page.getAttribute("[data-optimizer=sgd]", "data-lost");
    expect(await lost()).toBe("false");
    await reader.slides("rate", 11);
    await reader.slides("steps", 100);
    expect(await lost()).toBe("true");
  });

  it("initialization: zeros never break symmetry", async () => {
    reader = await Reader.opens(browser, "/labs/initialization");
    await reader.page.waitForSelector("[data-beginning=he] [data-first]", { timeout: 30_000 });
    expect(await reader.page.getAttribute("[data-beginning=zeros] [data-first]", "data-first")).toBe("0");
    await reader.presses("train");
    expect(await reader.reads("data-alike")).toBe("true");
  });

  it("vanishing: through ten layers the sigmoid's first gradient is less than a thousandth of ReLU's", async () => {
    reader = await Reader.opens(browser, "/labs/vanishing");
    await reader.slides("depth", 10);
    await reader.page.waitForSelector("[data-depth='10'][data-ratio]", { timeout: 30_000 });
    const ratio = Number(await reader.reads("data-ratio"));
    expect(ratio).toBeGreaterThan(0);
    expect(ratio).toBeLessThan(0.001);
  });

  it("schedules: at a high rate the constant one jumps about, the cosine settles", async () => {
    reader = await Reader.opens(browser, "/labs/schedules");
    await reader.slides("rate", 6);
    await reader.presses("train");
    await reader.page.waitForSelector("[data-schedule=cosine]", { timeout: 40_000 });
    const last = async (name: string) =>
      Number(await reader.page.getAttribute(`[data-schedule=${name}]`, "data-last"));
    expect(await last("cosine")).toBeLessThan((await last("constant")) / 2);
  });

  it("overfitting: the remedies leave a lower test loss than none", async () => {
    reader = await Reader.opens(browser, "/labs/overfitting");
    const test = async (name: string) => {
      await reader.chooses("remedy", name);
      await reader.presses("train");
      await reader.page.waitForSelector(`[data-remedy=${name}][data-test]`, { timeout: 40_000 });
      return Number(await reader.page.getAttribute(`[data-remedy=${name}]`, "data-test"));
    };
    const none = await test("none");
    for (const name of ["earlyStopping", "l2", "data"]) expect(await test(name)).toBeLessThan(none / 2);
  });
});
