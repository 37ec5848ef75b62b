import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { qrCodeOf } from "../../src/render/qr-code";
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

/** The embedded page in the dialog. */
const previewOf = (page: Page) => page.locator(".embed-preview iframe").contentFrame();

/** Waits until the preview is measured. */
async function frameCodeOf(page: Page): Promise<string> {
  await expect.poll(() => page.inputValue("#share-frame")).toMatch(/^<iframe/);
  return page.inputValue("#share-frame");
}

/** The path of the QR code that is in front. */
async function qrPathOf(page: Page): Promise<string | null> {
  return page.locator("dialog[open] .qr-picture path").last().getAttribute("d");
}

describe("Sharing", () => {
  it.for(LANGUAGES)(
    "previews an embedded page without the controls that a teacher hides, and without a job, in %s",
    async ([language], { opens }) => {
      const user = await opens(`#lang=${language}&dataset=xor&noise_hide=true`);
      const { page } = user;
      await page.click("[data-action=share]");
      await page.click(".embed-section summary");
      const preview = previewOf(page);
      await preview.locator("[data-action=step]").waitFor();
      expect(await page.isChecked("[name=show-noise]")).toBe(false);
      expect(await preview.locator("[data-testid=train-loss]").textContent()).toBe(
        await page.textContent("[data-testid=train-loss]"),
      );
      await page.uncheck("[name=show-stepButton]");
      await page.uncheck("[name=show-unusedFeatures]");
      await preview.locator("[data-action=step]").waitFor({ state: "hidden" });
      await expect.poll(() => preview.locator(".feature").count()).toBe(2);
      await page.check("[name=show-noise]");
      const code = await frameCodeOf(page);
      expect(code).toContain("stepButton_hide=true");
      expect(code).toContain("xSquared_hide=true");
      expect(code).not.toContain("noise_hide");
      expect(user.count("POST", /^\/jobs$/)).toBe(1);
    },
  );

  it("computes the height of the code from the network and the chosen width", async ({ opens }) => {
    const { page } = await opens("#lang=en&networkShape=3");
    await page.click("[data-action=share]");
    await page.click(".embed-section summary");
    const heightAt = async (width: string) => {
      await page.selectOption("[data-testid=frame-width]", width);
      await expect.poll(() => frameCodeOf(page)).toContain(`width="${width || "100%"}"`);
      return Number(/ height="(\d+)"/.exec(await frameCodeOf(page))?.[1]);
    };
    await expect.poll(() => heightAt("800")).toBeLessThan(await heightAt(""));
    const deep = await opens("#lang=en&networkShape=12,12");
    await deep.page.click("[data-action=share]");
    await deep.page.click(".embed-section summary");
    const code = await frameCodeOf(deep.page);
    expect(Number(/ height="(\d+)"/.exec(code)?.[1])).toBeGreaterThan(await heightAt(""));
  });

  it("shows the link as a QR code, small and large, or says that it is too long", async ({ opens }) => {
    const { page } = await opens("#lang=en&theme=dark&dataset=spiral");
    await page.click("[data-action=share]");
    const link = await page.inputValue("#share-link");
    await expect.poll(() => page.getByRole("img", { name: "QR code of the link" }).count()).toBe(1);
    expect(await qrPathOf(page)).toBe(qrCodeOf(link)?.path);
    await page.click("[data-action=enlarge-qr]");
    expect(await qrPathOf(page)).toBe(qrCodeOf(link)?.path);
    expect(await page.textContent(".qr-link")).toBe(link);
    await page.keyboard.press("Escape");
    expect(await page.isVisible("#share-link")).toBe(true);

    const long = await opens("#lang=en&networkShape=16,16,8");
    await long.page.click("[data-action=share]");
    await long.page.getByLabel("With the current weights").check();
    expect(await long.page.textContent(".qr-too-long")).toMatch(/too long for a QR code/);
  });

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
      await page.click(".frame-section summary");
      await page.click("[data-action=copy-frame]");
      await expect.poll(() => page.textContent(".frame-section .share-selected")).toMatch(words.selected);
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

      await page.locator("[name=export-format][value=pytorch]").check();
      const script = await saved(page, "export");
      expect(script.name).toBe("network_pytorch.py");
      expect(script.bytes.toString()).toContain("import torch");

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
      expect(picture.name).toBe("network.png");
      expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
      expect(picture.bytes.readUInt32BE(16)).toBeGreaterThan(2000);
    },
  );

  it.for(["light", "dark"])(
    "saves network, plane and losses in the colours of the %s theme",
    async (theme, { opens }) => {
      const user = await opens(`#lang=en&theme=${theme}&dataset=gauss`);
      const { page } = user;
      await user.presses("play");
      expect(await user.sees("epoch", (epoch) => epoch > 30)).toBe(true);
      await user.presses("play");
      await page.click("[data-action=share]");
      await page.click(".export-section summary");
      const { bytes } = await saved(page, "save-picture");
      const colours = await page.evaluate(async (base64) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d", {
          willReadFrequently: true,
        });
        context?.drawImage(image, 0, 0);
        /** Number of different colours in a part of the picture, given by shares. */
        const count = (left: number, top: number, right: number, bottom: number) => {
          const [x, y] = [Math.round(left * image.width), Math.round(top * image.height)];
          const [wide, high] = [(right - left) * image.width, (bottom - top) * image.height];
          const data = context?.getImageData(x, y, Math.round(wide), Math.round(high)).data;
          return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer())).size;
        };
        const corner = context?.getImageData(2, 2, 1, 1).data ?? [];
        return {
          ground: `rgb(${[...corner].slice(0, 3).join(", ")})`,
          body: getComputedStyle(document.body).backgroundColor,
          margin: count(0, 0, 0.02, 1),
          network: count(0.05, 0.3, 0.5, 0.9),
          plane: count(0.6, 0.3, 0.9, 0.7),
          losses: count(0.6, 0.04, 0.95, 0.15),
        };
      }, bytes.toString("base64"));
      expect(colours.ground).toBe(colours.body);
      expect(colours.margin).toBe(1);
      expect(Math.min(colours.network, colours.plane, colours.losses)).toBeGreaterThan(20);
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
