import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";

/** Three classes and one output, which only a spec can express; the server refuses it. */
const THREE_CLASSES_ON_ONE_OUTPUT = Buffer.from(
  JSON.stringify({
    data: { generator: "threeBlobs" },
    network: { layers: [{ units: 4 }, { units: 1, activation: "tanh" }] },
  }),
).toString("base64url");

/** By name: an address, the cause that the coach must find, and its first remedy. The table of docs/numbers.md. */
const FAILURES = {
  "XOR without a hidden layer": ["dataset=xor&networkShape=", "linearModel", "addLayer"],
  "circle with linear layers": ["dataset=circle&activation=linear&networkShape=8,8,8", "linearModel", "tanh"],
  "two Gaussians in regression with a linear layer": [
    "problem=regression&regDataset=reg-gauss&activation=linear&networkShape=8",
    "linearModel",
    "tanh",
  ],
  "XOR with a feature that says nothing": ["dataset=xor&x=false&y=true", "missingFeatures", "addFeatures"],
  "rate 10 with ReLU": [
    "dataset=circle&activation=relu&networkShape=8,8&learningRate=10",
    "learningRateTooLarge",
    "lowerRate",
  ],
  "batch 1 with rate 1": ["batchSize=1&learningRate=1", "learningRateTooLarge", "lowerRate"],
  "rate 0.00001": ["learningRate=0.00001", "learningRateTooSmall", "raiseRate"],
  "weights of zero": ["initZero=true", "symmetricUnits", "randomWeights"],
  "six layers of sigmoid": ["activation=sigmoid&networkShape=4,4,4,4,4,4", "vanishingGradients", "relu"],
  "dead ReLU": ["dataset=xor&activation=relu&networkShape=4,2&seed=24", "deadUnits", "leakyRelu"],
  "too few neurons": ["networkShape=1", "lossStuck", "moreUnits"],
  "four layers of sigmoid": [
    "dataset=spiral&activation=sigmoid&networkShape=8,8,8,8&seed=2",
    "lossStuck",
    "relu",
  ],
} as const;

const HEALTHY = [
  "dataset=circle",
  "dataset=xor",
  "dataset=gauss",
  "dataset=spiral&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true",
  "problem=regression&regDataset=reg-plane",
  "problem=regression&regDataset=reg-gauss",
];

const OVERFITTING = "dataset=circle&noise=50&percTrainData=10&networkShape=8,8,8";

describe("The coach", () => {
  it.for(Object.entries(FAILURES))(
    "finds the cause, and its first remedy lowers the test loss: %s",
    { timeout: 120_000 },
    async ([, [address, cause, remedy]], { opens }) => {
      const user = await opens(`#lang=en&speed=0&${address}`);
      await user.presses("play");
      await user.seesNotice(cause, 60_000);
      const before = await user.reads("test-loss");
      const fix = user.page.locator("[data-action=fix]").first();
      expect(await fix.getAttribute("data-fix")).toBe(remedy);
      expect(await user.page.locator(".notice-text a").getAttribute("href")).toMatch(/^\.\/(labs|lessons)\//);
      await fix.click();
      await user.page.waitForSelector(`[data-notice=${cause}]`, { state: "detached" });
      expect(await user.sees("test-loss", (loss) => loss < 0.6 * before, 45_000)).toBe(true);
    },
  );

  it.for(HEALTHY)("is silent while a healthy network learns: %s", async (address, { opens }) => {
    const user = await opens(`#lang=en&speed=120&${address}`);
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 500, 40_000)).toBe(true);
    // The reward for a data set that is learned is no advice.
    expect(await user.page.locator("[data-notice]:not([data-notice=solved])").count()).toBe(0);
  });

  it("gives each of three classes an output", async ({ opens }) => {
    const user = await opens("#lang=en");
    user.expectsErrors = true; // the browser reports the refusal
    await user.page.evaluate((spec) => {
      location.hash = `lang=en&speed=0&spec=${spec}`;
    }, THREE_CLASSES_ON_ONE_OUTPUT);
    await user.seesNotice("outputUnits");
    await user.page.click("[data-fix=outputs]");
    await user.page.waitForSelector("[data-notice=outputUnits]", { state: "detached" });
    expect(await user.sees("epoch", (epoch) => epoch > 0)).toBe(true);
    const before = await user.reads("test-loss");
    expect(await user.sees("test-loss", (loss) => loss < 0.6 * before)).toBe(true);
  });

  it.for([320, 1280])("is accessible and fits, %d pixels wide", async (width, { opens }) => {
    const user = await opens("#lang=en&theme=dark&speed=0&dataset=xor&networkShape=");
    await user.page.setViewportSize({ width, height: 800 });
    await user.presses("play");
    await user.seesNotice("linearModel", 60_000);
    expect(await accessibilityViolations(user.page)).toEqual([]);
    expect(await user.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await user.page.focus("[data-fix=addLayer]");
    await user.page.keyboard.press("Enter");
    await user.page.waitForSelector("[data-notice=linearModel]", { state: "detached" });
    expect(await user.page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("play");
  });

  it("shrinks the gap of an overfitting network", { timeout: 120_000 }, async ({ opens }) => {
    const user = await opens(`#lang=en&speed=0&${OVERFITTING}`);
    const gap = async () => (await user.reads("test-loss")) - (await user.reads("train-loss"));
    await user.presses("play");
    await user.seesNotice("overfitting", 60_000);
    const epoch = await user.reads("epoch");
    const before = await gap();
    await user.page.locator("[data-action=fix]").first().click();
    expect(await user.sees("epoch", (now) => now > 10 && now < epoch)).toBe(true);
    expect(await user.sees("epoch", (now) => now >= epoch, 60_000)).toBe(true);
    expect(await gap()).toBeLessThan(0.7 * before);
  });
});
