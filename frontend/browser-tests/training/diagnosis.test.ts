import { describe, expect } from "vitest";
import { LANGUAGES } from "../../src/i18n/messages";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

const { en } = LANGUAGES;

const DEEP = "activation=sigmoid&networkShape=4,4,4,4,4,4&seed=3";

const LARGE_WEIGHTS = Buffer.from(
  JSON.stringify({
    data: { generator: "circle", seed: 1 },
    network: { initializer: { type: "normal", standardDeviation: 20, seed: 1 } },
  }),
).toString("base64url");

/** By diagnosis: an address that causes it, the text of its notice, and what the server trains after its fix. */
const DIAGNOSES = {
  deadUnits: {
    address: "dataset=xor&activation=relu&networkShape=4,2&seed=24",
    words: /of layer \d outputs? zero for every sample/,
    trained: /"activation":"leakyRelu"/,
    helps: true,
  },
  saturatedUnits: {
    address: `spec=${LARGE_WEIGHTS}`,
    words: /of layer \d (is|are) saturated for nearly every sample/,
    trained: /"initializer":\{"type":"xavier"/,
    helps: false,
  },
  symmetricUnits: {
    address: "initZero=true&dataset=xor&seed=3",
    words: /neurons of layer \d are equal, so they all learn the same/,
    trained: /"initializer":\{"type":"uniform"/,
    helps: true,
  },
  vanishingGradients: {
    address: DEEP,
    words: /The gradient shrinks from layer to layer/,
    trained: /"activation":"relu".*"initializer":\{"type":"he"/,
    helps: true,
  },
  explodingGradients: {
    address: "problem=regression&activations=square,square&networkShape=4,4&learningRate=0.00000001&seed=3",
    words: /The gradient grows from layer to layer/,
    trained: /"learningRate":1e-9/,
    helps: false,
  },
  lossStuck: {
    address: "networkShape=1&speed=0&seed=3",
    words: /The loss is still high and no longer falls/,
    trained: /"units":8/,
    helps: false,
  },
  overfitting: {
    address:
      "dataset=gauss&noise=50&percTrainData=10&networkShape=8,8&activation=relu&optimizer=adam&speed=0&seed=3",
    words: /the network is overfitting/,
    trained: /"regularization":\{"type":"l2","rate":0.03/,
    helps: false,
  },
} as const;

async function seesDiagnosis(user: User, type: string, address: string): Promise<void> {
  await user.presses("play");
  await expect
    .poll(() => user.page.locator(`[data-notice=${type}]`).count(), { timeout: 45_000, message: address })
    .toBe(1);
}

describe("A diagnosis", () => {
  it.for(Object.entries(DIAGNOSES))(
    "is explained in plain words, and one press applies the proposed fix: %s",
    { timeout: 90_000 },
    async ([type, { address, words, trained, helps }], { opens }) => {
      const user = await opens(`#lang=en&${address}`);
      await seesDiagnosis(user, type, address);
      expect(await user.page.textContent(`[data-notice=${type}]`)).toMatch(words);
      await user.page.getByRole("button", { name: en.languageName }).click();
      expect(await user.page.textContent(`[data-notice=${type}]`)).toMatch(/[\u4e00-\u9fff]{4}/);
      expect(await user.page.textContent("[data-action=fix]")).toMatch(/[\u4e00-\u9fff]{2}/);
      await user.page.click("[data-action=fix]");
      await user.page.waitForSelector(`[data-notice=${type}]`, { state: "detached" });
      await expect.poll(async () => JSON.stringify(await user.job())).toMatch(trained);
      expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
      if (helps) {
        await user.page.waitForTimeout(4000);
        expect(await user.page.locator(`[data-notice=${type}]`).count()).toBe(0);
      }
      expect(user.rejected).toEqual([]);
    },
  );

  it("can be undone after its fix", async ({ opens }) => {
    const user = await opens(`#lang=en&${DIAGNOSES.deadUnits.address}`);
    await seesDiagnosis(user, "deadUnits", DIAGNOSES.deadUnits.address);
    await user.page.click("[data-action=fix]");
    await user.page.waitForSelector("[data-notice=deadUnits]", { state: "detached" });
    expect(await user.page.inputValue("[data-field=activation] select")).toBe("leakyRelu");
    await user.page.click("[data-action=undo]");
    expect(await user.page.inputValue("[data-field=activation] select")).toBe("relu");
  });

  it("is not shown again after it was dismissed", async ({ opens }) => {
    const user = await opens(`#lang=zh-CN&${DIAGNOSES.deadUnits.address}`);
    await seesDiagnosis(user, "deadUnits", DIAGNOSES.deadUnits.address);
    await user.page.locator("[data-notice=deadUnits]").getByRole("button", { name: "知道了" }).click();
    await user.presses("reset");
    await user.presses("play");
    await user.page.waitForTimeout(6000);
    expect(await user.page.locator("[data-notice=deadUnits]").count()).toBe(0);
  });
});
