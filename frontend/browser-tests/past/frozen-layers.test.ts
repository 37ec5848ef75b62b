import { readFile } from "node:fs/promises";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The lock of a layer", () => {
  it.for([
    ["en", "Freeze hidden layer 1"],
    ["zh-CN", "冻结第 1 隐藏层"],
  ] as const)(
    "keeps what the layer has learned while the others learn on, in %s",
    async ([language, name], { opens }) => {
      const user = await opens(`#lang=${language}`);
      const { page } = user;
      await user.presses("play");
      expect(await user.sees("epoch", (epoch) => epoch > 10)).toBe(true);
      await user.presses("play");
      await user.settles();
      const learned = await user.reads("train-loss");
      const lock = page.getByRole("button", { name });

      await lock.focus();
      await page.keyboard.press("Enter");
      await user.settles();

      expect(await lock.getAttribute("aria-pressed")).toBe("true");
      expect(await user.reads("train-loss")).toBe(learned);
      expect(new URL(page.url()).hash).toContain("spec=");
      const before = layersOf(await user.parameters());
      await user.presses("step");
      await user.settles();
      const after = layersOf(await user.parameters());
      expect(after[0]).toEqual(before[0]);
      expect(after[1]).not.toEqual(before[1]);
    },
  );
});

describe("The network as a file", () => {
  it("is downloaded in the chosen format", async ({ opens }) => {
    const { page } = await opens();
    await page.click("[data-action=share]");
    await page.click(".export-section summary");
    await page.getByRole("radio", { name: "JSON to read" }).check();

    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=export]")]);

    expect(await readFile(await download.path(), "utf8")).toContain('"weights"');
  });
});

function layersOf(parameters: string): readonly unknown[] {
  return JSON.parse(parameters) as readonly unknown[];
}
