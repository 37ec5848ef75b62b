import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { specAddress } from "../../src/model/address/spec-address";
import { digitsSpec } from "../../src/model/labs/denoising/denoising-specs";
import { MACHINE_ADDRESS } from "../../src/model/labs/boltzmann/machine-address";
import { it } from "../support/fixtures";

/** The end of an address that opens a network for digits. */
function digits(data: object): string {
  const spec = {
    task: "regression",
    data: { source: "generated", generator: "digits8", samples: 200, seed: 1, target: "input", ...data },
    network: {
      layers: [
        { units: 24, activation: "relu" },
        { units: 64, activation: "sigmoid" },
      ],
    },
    training: { optimizer: { type: "adam", learningRate: 0.003 } },
  };
  return `#lang=en&spec=${Buffer.from(JSON.stringify(spec)).toString("base64url")}`;
}

describe("An autoencoder", () => {
  it("of points is chosen among the settings, and shows arrows to what it makes of each point", async ({
    opens,
  }) => {
    const user = await opens("#lang=en");
    await user.settles();
    const { page } = user;
    await user.opensAdvancedSettings();
    await user.chooses("target", "Its own input");
    await user.chooses("corruption", "Gaussian noise");
    await user.types("corruptionAmount", 0.5);
    await user.settles();

    const arrows = page.getByRole("img", { name: "Field of arrows over x1, x2" });
    const path = () => arrows.locator("path").getAttribute("d");
    await expect.poll(path).toMatch(/^M.*L/);
    expect(await page.locator(".plane-picture .heatmap").isVisible()).toBe(false);
    expect(await page.locator(".legend").count()).toBe(0);
    expect(await page.locator("input[name=generator]:checked").getAttribute("value")).toBe("circle");
    const before = await path();
    await page.click("[data-action=step]");
    await expect.poll(async () => (await user.job())["epoch"]).toBe(1);
    await expect.poll(path).not.toBe(before);
    const { data } = (await user.job())["spec"] as { readonly data: object };
    expect(data).toMatchObject({ target: "input", corruption: { type: "gaussian", amount: 0.5 } });

    await page.locator("[data-layer='0'][data-unit='0']").hover();
    await expect.poll(() => arrows.count()).toBe(0);
    await page.mouse.move(1, 1);
    await expect.poll(() => arrows.count()).toBe(1);
    expect(await accessibilityViolations(page)).toEqual([]);

    await user.chooses("target", "The label");
    await user.settles();
    await expect.poll(() => page.locator(".legend").count()).toBe(1);
    expect(await page.locator(".plane-picture .heatmap").isVisible()).toBe(true);
    expect(user.rejected).toEqual([]);
  });

  it("is opened again by its address, and reports an amount that is not possible at its field", async ({
    opens,
  }) => {
    const user = await opens("#lang=en");
    await user.opensAdvancedSettings();
    await user.chooses("target", "Its own input");
    await user.chooses("corruption", "Flip: some become 1 − x");
    await user.settles();
    const hash = await user.page.evaluate(() => location.hash);

    const other = await opens(hash);
    await other.settles();
    expect(await other.page.locator("[data-field=corruption] select").inputValue()).toBe("flip");
    other.expectsErrors = true;
    await other.opensAdvancedSettings();
    await other.types("corruptionAmount", 2);
    await expect
      .poll(() => other.page.locator("[data-field=corruptionAmount] .field-error").textContent())
      .toMatch(/\S/);
  });

  it("of pictures shows inputs, disturbed inputs and outputs, and the errors", async ({ opens }) => {
    const user = await opens(digits({ corruption: { type: "flip", amount: 0.2 } }));
    await user.settles();
    const { page } = user;
    const titles = () => page.locator(".repaired-pictures figcaption").allTextContents();
    await expect.poll(async () => (await titles()).length).toBe(3);
    const [inputs, disturbed, outputs] = await titles();

    expect(inputs).toBe("Inputs");
    expect(disturbed).toMatch(/mean squared error 0\.(1|2)/);
    expect(await page.locator(".plane").count()).toBe(0);
    expect(await page.locator("[data-answers='64'] svg").count()).toBe(1);
    await user.presses("play");
    const outputError = async () => Number(/error ([\d.]+)/.exec((await titles())[2] ?? "")?.[1]);
    await expect.poll(outputError, { timeout: 30_000 }).toBeLessThan(0.18);
    expect((await titles())[2]).not.toBe(outputs);
    expect(user.rejected).toEqual([]);
  });

  it("of pictures is opened from the lab", async ({ opens }) => {
    const user = await opens(`#lang=en&${specAddress(digitsSpec())}`);
    await user.settles();
    await expect.poll(() => user.page.locator(".repaired-pictures canvas").count()).toBe(3);
    expect(await user.page.locator("[data-field=corruption] select").inputValue()).toBe("flip");
    expect(user.rejected).toEqual([]);
  });

  it("of pictures that are not disturbed shows inputs and outputs", async ({ opens }) => {
    const user = await opens(digits({}));
    await user.settles();
    await expect.poll(() => user.page.locator(".repaired-pictures canvas").count()).toBe(2);
    await user.page.setViewportSize({ width: 320, height: 800 });
    expect(
      await user.page.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      ),
    ).toBe(true);
    expect(await accessibilityViolations(user.page)).toEqual([]);
    expect(user.rejected).toEqual([]);
  });
});

describe("A restricted Boltzmann machine", () => {
  it("is opened from its lab, with its log-likelihood, its reconstructions and a link back", async ({
    opens,
  }) => {
    const user = await opens(`#lang=en&${MACHINE_ADDRESS}`);
    await user.settles();
    const { page } = user;
    const likelihood = async () =>
      Number((await page.textContent("[data-testid=train-log-likelihood]"))?.replace("−", "-"));
    await expect.poll(likelihood).toBeLessThan(-6);
    await expect.poll(() => page.locator(".repaired-pictures canvas").count()).toBe(2);
    expect(await page.getAttribute("[data-action=machine-lab]", "href")).toContain("labs/boltzmann-machine");

    await user.presses("play");
    await expect.poll(likelihood, { timeout: 60_000 }).toBeGreaterThan(-5.5);
    expect(user.rejected).toEqual([]);
  });
});
