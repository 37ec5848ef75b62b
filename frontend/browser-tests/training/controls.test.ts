import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

it.beforeEach(async ({ opens }) => {
  user = await opens("#lang=en&theme=light");
});

describe("The player", () => {
  it("advances one epoch per step, by button and by key", async () => {
    await user.presses("step");
    expect(await user.sees("epoch", (epoch) => epoch === 1)).toBe(true);
    await user.page.keyboard.press("ArrowRight");
    expect(await user.sees("epoch", (epoch) => epoch === 2)).toBe(true);
  });

  it("plays and pauses by the space bar, and stays at its epoch when paused", async () => {
    await user.page.keyboard.press(" ");
    expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
    await user.page.keyboard.press(" ");
    await user.settles();
    const paused = await user.reads("epoch");
    await user.page.waitForTimeout(500);
    expect(await user.reads("epoch")).toBe(paused);
  });

  it("plays by the space bar after a click on a button, which it activates only with keyboard focus", async () => {
    const neurons = () => user.page.locator(".layer-control").allTextContents();
    await user.page.click("[aria-label='Add a neuron to hidden layer 1']");
    const added = await neurons();
    expect(added[0]).toContain("5 neurons");
    await user.page.keyboard.press(" ");
    expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
    expect(await neurons()).toEqual(added);

    await user.page.keyboard.press("Tab");
    await user.page.keyboard.press(" ");
    await expect.poll(async () => (await neurons())[0]).toContain("4 neurons");
  });

  it("resets to the same weights, and to others on request", async () => {
    const first = await user.parameters();
    const loss = await user.reads("test-loss");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
    expect(await user.parameters()).not.toBe(first);

    await user.page.keyboard.press("r");
    expect(await user.sees("epoch", (epoch) => epoch === 0)).toBe(true);
    expect(await user.sees("test-loss", (now) => now === loss)).toBe(true);
    expect(await user.parameters()).toBe(first);

    await user.presses("new-weights");
    await expect.poll(() => user.parameters()).not.toBe(first);
    // Other weights may have the same loss to three decimals, so the weights are compared.
    const { testLoss } = await user.job();
    const theirs = Number(Number(testLoss).toFixed(3));
    expect(await user.sees("test-loss", (now) => now === theirs)).toBe(true);
  });
});

describe("A dragged slider", () => {
  it("shows its effect at once, with one job, one stream, and at most five new specs a second", async () => {
    const slider = user.page.locator("[data-field=noise] input[type=range]");
    const box = await slider.boundingBox();
    if (!box) throw new Error("The slider is not to be seen.");
    const y = box.y + box.height / 2;
    await user.page.mouse.move(box.x + 8, y);
    await user.page.mouse.down();
    const start = Date.now();
    let moves = 0;
    while (Date.now() - start < 2500) {
      moves += 1;
      const share = 0.5 - 0.5 * Math.cos(moves / 6);
      await user.page.mouse.move(box.x + 8 + share * (box.width - 16), y);
      await user.page.waitForTimeout(16);
    }
    await user.page.mouse.move(box.x + 0.7 * box.width, y);
    const shown = await user.page.inputValue("[data-field=noise] input[type=number]");
    expect(Number(shown) / 100).toBeCloseTo(Number(await slider.inputValue()) / 100, 5);
    await user.page.mouse.up();
    await user.settles();

    const puts = user.recordedRequests
      .filter((each) => each.method === "PUT")
      .map(({ request }) => request.timing().startTime);
    for (const at of puts) {
      expect(puts.filter((other) => other >= at && other < at + 950).length).toBeLessThanOrEqual(5);
    }
    expect(puts.length).toBeGreaterThan(3);
    expect(user.count("POST", /^\/jobs$/)).toBe(1);
    expect(user.count("GET", /\/events/)).toBe(1);
    expect(user.page.url()).toContain(`noise=${await slider.inputValue()}`);
  });

  it("does not stop the training for the batch size or the regularization rate", async () => {
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 10)).toBe(true);
    await user.chooses("regularizationRate", "0.001");
    await user.types("batchSize", 25);
    const before = await user.reads("epoch");
    expect(before).toBeGreaterThan(10);
    expect(await user.sees("epoch", (epoch) => epoch > before + 20)).toBe(true);
    expect(user.count("PUT", /./)).toBe(0);
    await expect
      .poll(async () => JSON.stringify((await user.job())["spec"]))
      .toMatch(/"rate":0.001.*"batchSize":25/);
  });

  it("does not stop the training for the learning rate", async () => {
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 10)).toBe(true);
    await user.chooses("learningRate", "0.1");
    const before = await user.reads("epoch");
    expect(before).toBeGreaterThan(10);
    expect(await user.sees("epoch", (epoch) => epoch > before + 20)).toBe(true);
    expect(user.count("PATCH", /./)).toBe(1);
    expect(user.count("PUT", /./)).toBe(0);
  });
});

describe("The network", () => {
  it("adds and removes layers, neurons and features, and the address follows", async () => {
    await user.page.getByRole("button", { name: "Add a hidden layer" }).click();
    await user.page.getByRole("button", { name: "Add a neuron to hidden layer 3" }).click();
    await user.page.getByRole("button", { name: "Remove a neuron from hidden layer 1" }).click();
    await user.page.getByRole("button", { name: "Feature x₁x₂" }).click();
    await user.settles();
    expect(user.page.url()).toMatch(/networkShape=3,2,3&.*xTimesY=true/);
    expect(await user.page.locator("[data-layer='2']").count()).toBe(3);
    const parameters = JSON.parse(await user.parameters()) as { weights: number[][] }[];
    expect(parameters.map(({ weights }) => [weights.length, weights[0]?.length])).toEqual([
      [3, 3],
      [2, 3],
      [3, 2],
      [1, 3],
    ]);
  });

  it("offers only choices of the catalogue, and trains each of them without errors", async () => {
    for (const activation of ["ReLU", "Sigmoid", "Linear", "Tanh"])
      await user.chooses("activation", activation);
    await user.chooses("regularization", "L1");
    await user.chooses("regularizationRate", "0.003");
    await user.chooses("task", "Regression");
    const thumbnails = user.page.locator(".thumbnail:has(input)");
    expect(await thumbnails.count()).toBe(2);
    await thumbnails.nth(1).click();
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
    expect(await user.page.locator(".field-invalid").count()).toBe(0);
  });

  it("shows a neuron large while the pointer is on it", async () => {
    await user.page.hover("[data-layer='0'][data-unit='1']");
    expect(await user.page.textContent(".plane-caption")).toBe("Hidden layer 1, neuron 2");
    await user.page.mouse.move(5, 5);
    await expect.poll(() => user.page.locator(".plane-caption").count()).toBe(0);
  });
});

describe("Language and theme", () => {
  it("change at a press and stay in the address", async () => {
    await user.page.getByRole("button", { name: "切换到中文" }).click();
    expect(await user.page.textContent("[data-field=learningRate] label")).toBe("学习率");
    expect(await user.page.getAttribute("html", "lang")).toBe("zh-CN");
    await user.page.getByRole("button", { name: "主题" }).click();
    expect(await user.page.getAttribute("html", "data-theme")).toBe("dark");
    await expect.poll(() => user.page.url()).toMatch(/lang=zh-CN&theme=dark/);
  });
});
