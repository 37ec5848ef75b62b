import { describe, expect } from "vitest";
import { LANGUAGES } from "../src/i18n/messages";
import { it } from "./fixtures";
import type { Person } from "./person";

const { en } = LANGUAGES;

const DEEP = "activation=sigmoid&networkShape=4,4,4,4,4,4&seed=3";

/** What brings each ailment about, how it is told, and what the server trains after the press that helps. */
const AILMENTS = {
  deadUnits: {
    address: "activation=relu&learningRate=3&dataset=spiral&networkShape=8,8&seed=3",
    words: /of layer \d answer zero to every sample/,
    trained: /"activation":"leakyRelu"/,
    helps: true,
  },
  saturatedUnits: {
    address: "dataset=spiral&networkShape=8,8&learningRate=3&seed=3",
    words: /of layer \d stand at their limit for nearly every sample/,
    trained: /"initializer":\{"type":"xavier".*"learningRate":0.3/,
    helps: false,
  },
  symmetricUnits: {
    address: "initZero=true&dataset=xor&seed=3",
    words: /neurons of layer \d are alike and learn the same thing/,
    trained: /"initializer":\{"type":"uniform"/,
    helps: true,
  },
  vanishingGradients: {
    address: DEEP,
    words: /Hardly any gradient reaches the first layers/,
    trained: /"activation":"relu".*"initializer":\{"type":"he"/,
    helps: true,
  },
  explodingGradients: {
    address: "problem=regression&activations=square,square&networkShape=4,4&learningRate=0.00000001&seed=3",
    words: /The gradients grow from layer to layer/,
    trained: /"learningRate":1e-9/,
    helps: false,
  },
  lossStuck: {
    address: "networkShape=&dataset=xor&speed=0&seed=3",
    words: /The loss no longer falls/,
    trained: /"epoch":0|"run":2/,
    helps: false,
  },
  overfitting: {
    address:
      "dataset=gauss&noise=50&percTrainData=10&networkShape=8,8&activation=relu&optimizer=adam&speed=0&seed=3",
    words: /the network learns the samples by heart/,
    trained: /"regularization":\{"type":"l2","rate":0.003/,
    helps: false,
  },
} as const;

async function seesAilment(person: Person, type: string, address: string): Promise<void> {
  await person.presses("play");
  await expect
    .poll(() => person.page.locator(`[data-notice=${type}]`).count(), { timeout: 45_000, message: address })
    .toBe(1);
}

describe("What ails a network", () => {
  it.for(Object.entries(AILMENTS))(
    "is told in plain words, and one press does what they say: %s",
    { timeout: 90_000 },
    async ([type, { address, words, trained, helps }], { opens }) => {
      const person = await opens(`#lang=en&${address}`);
      await seesAilment(person, type, address);
      expect(await person.page.textContent(`[data-notice=${type}]`)).toMatch(words);
      await person.page.getByRole("button", { name: en.languageName }).click();
      expect(await person.page.textContent(`[data-notice=${type}]`)).toMatch(/[\u4e00-\u9fff]{4}/);
      expect(await person.page.textContent("[data-action=remedy]")).toMatch(/[\u4e00-\u9fff]{2}/);
      await person.page.click("[data-action=remedy]");
      await person.page.waitForSelector(`[data-notice=${type}]`, { state: "detached" });
      await expect.poll(async () => JSON.stringify(await person.job())).toMatch(trained);
      expect(await person.sees("epoch", (epoch) => epoch > 5)).toBe(true);
      if (helps) {
        await person.page.waitForTimeout(4000);
        expect(await person.page.locator(`[data-notice=${type}]`).count()).toBe(0);
      }
      expect(person.refused).toEqual([]);
    },
  );

  it("is mended so that undo brings the ailing network back", async ({ opens }) => {
    const person = await opens(`#lang=en&${AILMENTS.deadUnits.address}`);
    await seesAilment(person, "deadUnits", AILMENTS.deadUnits.address);
    await person.page.click("[data-action=remedy]");
    await person.page.waitForSelector("[data-notice=deadUnits]", { state: "detached" });
    expect(await person.page.inputValue("[data-field=activation] select")).toBe("leakyRelu");
    await person.page.click("[data-action=undo]");
    expect(await person.page.inputValue("[data-field=activation] select")).toBe("relu");
  });

  it("is not told again once it was dismissed", async ({ opens }) => {
    const person = await opens(`#lang=zh-CN&${AILMENTS.deadUnits.address}`);
    await seesAilment(person, "deadUnits", AILMENTS.deadUnits.address);
    await person.page.locator("[data-notice=deadUnits]").getByRole("button", { name: "知道了" }).click();
    await person.presses("reset");
    await person.presses("play");
    await person.page.waitForTimeout(6000);
    expect(await person.page.locator("[data-notice=deadUnits]").count()).toBe(0);
  });
});
