import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

const LANGUAGES = [
  [
    "en",
    {
      weights: "With the current weights",
      begins: /is trained again from its initial weights/,
      goesOn: /training continues from here/,
      selected: /^Selected: press (Ctrl\+|⌘)C$/,
      json: "Weights as JSON",
      copied: "Copied",
    },
  ],
  [
    "zh-CN",
    {
      weights: "包含当前权重",
      begins: /从初始权重开始训练/,
      goesOn: /从当前状态继续训练/,
      selected: /^已选中，请按 (Ctrl\+|⌘)C$/,
      json: "权重（JSON）",
      copied: "已复制",
    },
  ],
] as const;

/** A file that a press saves, as text or as bytes. */
async function saved(page: Page, action: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click(`[data-action=${action}]`),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe("Sharing", () => {
  it.for(LANGUAGES)(
    "says with which weights the link starts, and which keys copy if copying is blocked, in %s",
    async ([language, words], { opens }) => {
      const { page } = await opens(`#lang=${language}`);
      // As without HTTPS.
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
      });
      await page.click("[data-action=share]");
      const dialog = page.locator(".share-dialog");
      expect(await dialog.textContent()).toMatch(words.begins);
      await dialog.getByLabel(words.weights).check();
      expect(await dialog.textContent()).toMatch(words.goesOn);
      const before = await page.locator("#share-link").boundingBox();
      await page.click("[data-action=copy-link]");
      expect(await page.locator(".share-selected").first().textContent()).toMatch(words.selected);
      expect(await page.locator("#share-link").boundingBox()).toEqual(before);
      const selected = await page.evaluate(() => {
        const field = document.activeElement as HTMLTextAreaElement;
        return field.selectionEnd - field.selectionStart === field.value.length && field.id;
      });
      expect(selected).toBe("share-link");
    },
  );

  it.for(LANGUAGES)(
    "says which keys copy the code of a lab's frame if copying is blocked, in %s",
    async ([language, words], { reads }) => {
      const { page } = await reads("/labs/neuron", `lang=${language}`);
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
      });
      await page.click(".lab-frame summary");
      await page.click("[data-action=copy-frame]");
      await expect.poll(() => page.textContent(".lab-frame .share-selected")).toMatch(words.selected);
    },
  );

  it.for(LANGUAGES)(
    "exports the spec, the weights, a command that trains the same, and the output as a picture, in %s",
    async ([language, words], { opens }) => {
      const user = await opens(`#lang=${language}&dataset=xor&networkShape=3`);
      const { page } = user;
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.click("[data-action=share]");
      await page.click(".export-section summary");
      const spec = await saved(page, "save-program");
      expect(spec.name).toBe("spec.json");
      expect(JSON.parse(spec.bytes.toString())).toMatchObject({ data: { generator: "xor" } });

      await page.getByLabel(words.json).check();
      const weights = await saved(page, "save-program");
      expect(weights.name).toBe("weights.json");
      const { epoch, layers } = JSON.parse(weights.bytes.toString()) as { epoch: number; layers: unknown };
      expect(epoch).toBe(0);
      expect(layers).toMatchObject(JSON.parse(await user.parameters()) as object);

      await page.locator("[name=share-what][value=curl]").check();
      await page.click("[data-action=copy-program]");
      await page.waitForSelector(`[data-action=copy-program]:has-text('${words.copied}')`);
      const command = await page.evaluate(() => navigator.clipboard.readText());
      const [, address = "", body = ""] = /^curl -sS '(.*?)'.*-d '(.*)'$/s.exec(command) ?? [];
      const answer = await page.request.post(address, {
        headers: { "Content-Type": "application/json" },
        data: body,
      });
      expect(answer.status()).toBe(201);
      expect(await answer.json()).toMatchObject({ mode: "batch", spec: { data: { generator: "xor" } } });

      const picture = await saved(page, "save-picture");
      expect(picture.name).toBe("boundary.png");
      expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
      expect(picture.bytes.readUInt32BE(16)).toBe(1200);
    },
  );

  it("saves the table of points as it is shown", async ({ opens }) => {
    const { page } = await opens("#lang=zh-CN&dataset=xorTable");
    await page.click("[data-action=table]");
    await expect.poll(() => page.inputValue("#points-table")).toContain("train");
    const table = await saved(page, "save-table");
    expect(table.name).toBe("points.csv");
    expect(table.bytes.toString()).toBe(await page.inputValue("#points-table"));
  });
});
