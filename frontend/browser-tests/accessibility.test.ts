import { describe, expect } from "vitest";
import { faultsOf } from "./faults";
import { it } from "./fixtures";

describe("axe finds nothing", () => {
  it.for([
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ] as const)("in %s, %s, on the page and in its dialog", async ([language, theme], { opens }) => {
    const person = await opens(`#lang=${language}&theme=${theme}`);
    await person.page.waitForSelector(".article");
    await person.page.click(".more summary");
    await person.page.click(".measures summary");
    await person.page.locator("[data-testid=gradient-0]").waitFor();
    expect(await faultsOf(person.page)).toEqual([]);
    await person.page.click(".more summary");
    await person.page.click("[data-layer='0'][data-unit='0']");
    await person.page.locator(".parameter-box").waitFor();
    expect(await faultsOf(person.page)).toEqual([]);
    await person.page.keyboard.press("Escape");
    await person.page.click("[data-action=table]");
    expect(await faultsOf(person.page)).toEqual([]);
    await person.page.keyboard.press("Escape");
    await person.page.click("[data-action=share]");
    expect(await faultsOf(person.page)).toEqual([]);
  });
});
