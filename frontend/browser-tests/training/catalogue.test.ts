import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

/** A value for every number: within its range, and not its default. */
const NUMBERS: Readonly<Record<string, number>> = {
  "optimizer.momentum": 0.9,
  "optimizer.decay": 0.95,
  "optimizer.beta1": 0.8,
  "optimizer.beta2": 0.99,
  "optimizer.weightDecay": 0.001,
  "schedule.every": 7,
  "schedule.factor": 0.9,
  "schedule.epochs": 60,
  "schedule.minimum": 0.001,
  "schedule.patience": 5,
  "schedule.warmupEpochs": 3,
  "initializer.range": 0.8,
  "initializer.bias": 0.2,
  "initializer.standardDeviation": 0.3,
  "initializer.value": 0.25,
};

async function optionsOf(field: string): Promise<readonly string[]> {
  const options = user.page.locator(`[data-field=${field}] option`);
  return options.evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
}

/** Chooses an option and waits until the server trains it. */
async function tries(field: string, option: string, wanted: RegExp): Promise<void> {
  await user.page.selectOption(`[data-field=${field}] select`, option);
  await accepted(`${field} ${option}`, wanted);
}

async function accepted(what: string, wanted: RegExp): Promise<void> {
  await expect.poll(async () => JSON.stringify((await user.job())["spec"])).toMatch(wanted);
  expect([what, user.rejected]).toEqual([what, []]);
  expect(await user.page.locator(".field-invalid").count()).toBe(0);
}

describe("Every choice of the catalogue", () => {
  it.for(["optimizer", "schedule", "initializer"])(
    "is offered in the advanced settings and accepted with all its numbers: %s",
    { timeout: 120_000 },
    async (kind, { opens }) => {
      user = await opens("#lang=en");
      await user.opensAdvancedSettings();
      const seen = new Set<string>();
      for (const type of await optionsOf(kind)) {
        await tries(kind, type, new RegExp(`"${kind}":\\{"type":"${type}"`));
        const fields = await user.page
          .locator(`[data-field^='${kind}.']:has(input[type=number])`)
          .evaluateAll((all) => all.map((each) => each.getAttribute("data-field") ?? ""));
        for (const field of fields.filter((name) => name in NUMBERS)) {
          seen.add(field);
          await user.types(field, NUMBERS[field] ?? 0);
          const [, name = ""] = field.split(".");
          await accepted(field, new RegExp(`"${name}":${String(NUMBERS[field])}[,}]`));
        }
      }
      expect([...seen].sort()).toEqual(
        Object.keys(NUMBERS)
          .filter((name) => name.startsWith(kind))
          .sort(),
      );
    },
  );

  it("allows Nesterov only with momentum", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.opensAdvancedSettings();
    const nesterov = user.page.getByLabel("Nesterov");
    expect(await nesterov.isDisabled()).toBe(true);
    await user.types("optimizer.momentum", 0.9);
    await nesterov.check();
    await accepted("nesterov", /"momentum":0.9,"nesterov":true/);
    await user.types("optimizer.momentum", 0);
    await accepted("no momentum", /"momentum":0,"nesterov":false/);
    await user.page.keyboard.press("Escape");
    await user.page.click("[data-action=undo]");
    await accepted("undo", /"momentum":0.9/);
  });

  it.for(["classification", "regression"])(
    "is offered only in compatible pairs, and each is accepted: losses and outputs of %s",
    { timeout: 120_000 },
    async (task, { opens }) => {
      user = await opens(`#lang=en&problem=${task}`);
      await user.opensAdvancedSettings();
      const losses = await optionsOf("loss");
      expect(losses.includes("crossEntropy")).toBe(task === "classification");
      for (const loss of losses) await tries("loss", loss, new RegExp(`"loss":"${loss}"`));
      for (const output of await optionsOf("outputActivation")) {
        await tries("outputActivation", output, new RegExp(`"activation":"${output}"[^\\]]*\\]`));
      }
    },
  );

  it("is accepted: data sets, in both tasks", async ({ opens }) => {
    user = await opens("#lang=en");
    const seen: string[] = [];
    for (const task of ["Classification", "Regression"]) {
      await user.chooses("task", task);
      const sets = user.page.locator(".thumbnail:has(input)");
      for (let at = 0; at < (await sets.count()); at++) {
        await sets.nth(at).click();
        const name = (await sets.nth(at).getAttribute("data-hint-title")) ?? "";
        await user.settles();
        await accepted(name, /"generator"/);
        const spec = JSON.stringify((await user.job())["spec"]);
        seen.push(/"generator":"(\w+)"/.exec(spec)?.[1] ?? "");
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(
      expect.arrayContaining(["circle", "threeBlobs", "clusters", "xorTable", "gaussians"]),
    );
  }, 120_000);

  it("is accepted: activations, regularizations, shuffling, dropout, validation, seeds", async ({
    opens,
  }) => {
    user = await opens("#lang=zh-CN");
    await user.opensAdvancedSettings();
    for (const name of await optionsOf("activation"))
      await tries("activation", name, new RegExp(`"activation":"${name}"`));
    for (const name of await optionsOf("regularization")) {
      await tries("regularization", name, new RegExp(`"regularization":\\{"type":"${name}"`));
    }
    for (const name of await optionsOf("shuffle"))
      await tries("shuffle", name, new RegExp(`"shuffle":"${name}"`));
    await user.types("dropout.0", 0.25);
    await accepted("dropout", /"dropout":0.25/);
    await user.types("validationFraction", 20);
    await accepted("validationFraction", /"validationFraction":0.2[,}]/);
    expect(await user.page.textContent("[data-testid=validation-loss]")).toMatch(/^0\.\d{3}$/);
    await user.types("dataSeed", 11);
    await user.types("initializer.seed", 12);
    await user.types("trainSeed", 13);
    await accepted("seeds", /"seed":11.*"seed":12.*"seed":13/);
    await user.settles();
    const { hash } = new URL(user.page.url());
    await user.leaves();
    user = await opens(hash);
    await accepted(
      "from the address",
      /"validationFraction":0.2.*"seed":11.*"dropout":0.25.*"seed":12.*"seed":13/,
    );
  }, 120_000);

  it("shows the server's error at the field of the wrong value", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.opensAdvancedSettings();
    for (const [field, value] of [
      ["optimizer.momentum", 2],
      ["schedule.warmupEpochs", -3],
      ["initializer.range", -1],
      ["dropout.1", 1.5],
      ["stop.patience", 0],
      ["stop.targetTestLoss", -1],
    ] as const) {
      await user.types(field, value);
      const error = user.page.locator(`[data-field='${field}'] .field-error`).first();
      await error.filter({ hasText: /must|be|between|at least/ }).waitFor();
      expect(await error.textContent()).toContain(String(value));
      await user.page.click("[data-action=undo]");
      await error.filter({ hasText: /^$/ }).waitFor({ state: "attached" });
    }
    user.browserErrors.length = 0; // the browser reports each rejected request
  }, 60_000);
});
