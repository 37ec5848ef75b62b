import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The result of the lab", { timeout: 150_000 }, () => {
  it("convolution: recognizes more with a third of the parameters, and its maps move with the digit", async ({
    reads,
  }) => {
    const reader = await reads("/labs/convolution");
    await reader.page.waitForSelector("[data-epoch='40'] [data-network=denseSmall][data-recognized]", {
      timeout: 60_000,
    });
    await reader.page.waitForSelector("[data-network=convolution][data-recognized]", { timeout: 30_000 });
    const row = (network: string) => reader.page.locator(`[data-network=${network}]`);
    const share = async (network: string, of = "data-recognized") =>
      Number(await row(network).getAttribute(of));
    expect(await reader.page.locator("[data-network] td:nth-child(2)").allTextContents()).toEqual([
      "810",
      "2410",
      "835",
    ]);
    expect(await share("convolution")).toBeGreaterThan(0.84);
    expect(await share("convolution")).toBeLessThan(0.91);
    expect(await share("dense")).toBeGreaterThan(0.72);
    expect(await share("dense")).toBeLessThan(0.83);
    expect(await share("denseSmall")).toBeLessThan((await share("dense")) - 0.05);
    expect(await share("convolution", "data-shifted")).toBeGreaterThan(await share("dense", "data-shifted"));

    expect(await reader.reads("data-answer")).toBe("7");
    await reader.presses("right");
    expect(await reader.reads("data-answer")).toBe("7");

    await reader.presses("vertical");
    await reader.presses("clear");
    await reader.page.locator(".stage-grid [data-pixel='4']").first().focus();
    for (let line = 0; line < 8; line++) {
      await reader.page.keyboard.press("Space");
      await reader.page.keyboard.press("ArrowDown");
    }
    expect(await reader.page.locator(".pixel-on").count()).toBe(8);
    const map = reader.page.locator(".feature-map .pixel");
    await map.nth(2).focus();
    const [left, leftValue] = [await reader.reads("data-sum"), await reader.reads("data-value")];
    await map.nth(4).focus();
    const [right, rightValue] = [await reader.reads("data-sum"), await reader.reads("data-value")];
    expect(Number(left) - Number(right)).toBeCloseTo(6, 5);
    expect(Number(leftValue)).toBeCloseTo(Number(left), 5);
    expect(Number(rightValue)).toBe(0);
  });

  it("segmentation: accuracies are alike, Dice coefficients are not, and an empty mask has 90 % and 0", async ({
    reads,
  }) => {
    const reader = await reads("/labs/segmentation");
    const result = async (network: string, choice: string | undefined) => {
      if (choice !== undefined) await reader.chooses("network", choice);
      await reader.page.waitForSelector(`[data-network-name=${network}][data-epoch='40']`, {
        timeout: 60_000,
      });
      const row = reader.page.locator(`[data-network=${network}][data-loss=binaryCrossEntropy]`);
      return {
        dice: Number(await row.getAttribute("data-dice")),
        accuracy: Number(await row.getAttribute("data-accuracy")),
      };
    };
    const neighbourhood = await result("convolutions", undefined);
    expect(neighbourhood.dice).toBeGreaterThan(0.85);
    expect(neighbourhood.dice).toBeLessThan(0.95);

    const missed = async () => Number(await reader.page.getAttribute("[data-mask=network]", "data-missed"));
    await reader.slides("threshold", 0.9);
    const high = await missed();
    await reader.slides("threshold", 0.1);
    expect(await missed()).toBeLessThan(high);

    const uNet = await result("uNet", "uNet");
    expect(Math.abs(uNet.dice - neighbourhood.dice)).toBeLessThan(0.03);
    expect(await reader.page.locator("[data-network=uNet] td").first().textContent()).toBe("1833");
    const encoder = await result("encoderDecoder", "encoderDecoder");
    expect(encoder.dice).toBeLessThan(uNet.dice - 0.05);
    expect(encoder.dice).toBeGreaterThan(0.7);
    expect(encoder.dice).toBeLessThan(neighbourhood.dice - 0.05);
    const pixel = await result("threshold", "threshold");
    expect(pixel.dice).toBeGreaterThan(0.3);
    expect(pixel.dice).toBeLessThan(0.65);
    expect(neighbourhood.accuracy - pixel.accuracy).toBeLessThan(0.07);
    await reader.chooses("loss", "dice");
    const byDice = reader.page.locator("[data-network=threshold][data-loss=dice]");
    await expect
      .poll(async () => Number(await byDice.getAttribute("data-dice")), { timeout: 60_000 })
      .toBeGreaterThan(pixel.dice + 0.02);

    const nothing = reader.page.locator("[data-network=nothing]");
    expect(await nothing.getAttribute("data-dice")).toBe("0");
    expect(Number(await nothing.getAttribute("data-accuracy"))).toBeCloseTo(0.9, 1);

    expect(await reader.page.getAttribute("[data-mask=own]", "data-dice")).toBe("0");
    await reader.page.locator("[data-pixel='119']").focus();
    for (const key of ["Space", "ArrowRight", "Space", "ArrowDown", "Space"]) {
      await reader.page.keyboard.press(key);
    }
    expect(await reader.page.locator(".pixel-on").count()).toBe(3);
  });
});
