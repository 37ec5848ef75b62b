import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { choiceName, LANGUAGES, languageOf } from "../../src/i18n/messages";

const { en, "zh-CN": zhCn } = LANGUAGES;

describe("The languages of the page", () => {
  it("have the same keys, with texts that take the same number of values", () => {
    expect(Object.keys(zhCn).sort()).toEqual(Object.keys(en).sort());
    for (const [key, english] of Object.entries(en)) {
      const chinese: unknown = Object.entries(zhCn).find(([other]) => other === key)?.[1];
      expect(typeof chinese, key).toBe(typeof english);
      if (typeof english === "function" && typeof chinese === "function") {
        expect(chinese.length, key).toBe(english.length);
      }
      if (typeof english === "string") expect(english.trim(), key).not.toBe("");
    }
  });

  it("have each key in one area only", () => {
    const areas = readdirSync("src/i18n/en").filter((name) => name.endsWith(".ts") && name !== "index.ts");
    const keys = areas.flatMap((name) => [
      ...readFileSync(`src/i18n/en/${name}`, "utf8").matchAll(/^ {2}"?([A-Za-z0-9.]+)"?:/gm),
    ]);
    const names = keys.map(([, key]) => key ?? "").sort();
    expect(names).toEqual(Object.keys(en).sort());
  });

  it("use Chinese punctuation in Chinese", () => {
    for (const [key, words] of Object.entries(zhCn)) {
      if (typeof words === "string") expect(words, key).not.toMatch(/[\u4e00-\u9fff][,?!:;]/);
    }
  });

  it("use the terms of the course", () => {
    expect([zhCn.learningRate, zhCn.activation, zhCn.regularization]).toEqual([
      "学习率",
      "激活函数",
      "正则化",
    ]);
    expect(zhCn.neurons(3)).toContain("神经元");
    expect(zhCn.trainFractionHint).toContain("过拟合");
  });

  it("are selected by the reader's first supported language", () => {
    expect(languageOf(["zh-TW", "en"])).toBe("zh-CN");
    expect(languageOf(["de", "en-GB"])).toBe("en");
    expect(languageOf(["fr"])).toBe("en");
    expect(languageOf([])).toBe("en");
  });

  it("show an unknown choice by its wire name", () => {
    expect(choiceName(en, "activation", "relu")).toBe("ReLU");
    expect(choiceName(en, "activation", "mish")).toBe("mish");
  });
});
