import { describe, expect, inject } from "vitest";
import { EmbeddingPage } from "../support/embedding-page";
import { it } from "../support/fixtures";
import { readTexts } from "../../content-build/read";
import { decodeAddress } from "../../src/model/address/address";
import { targetsOf } from "../../src/model/course/targets";
import type { TrainingSpec } from "../../src/model/spec/spec";

/** The parts of a spec that an address and a job have in common. */
function gist(spec: TrainingSpec): unknown {
  const { data, features, network, training } = spec;
  return {
    data: data.source === "generated" && [data.generator, data.noise, data.trainFraction],
    features,
    layers: network.layers.map(({ units, activation }) => [units, activation]),
    begins: network.initializer.type,
    training: [training.loss, training.optimizer.type, training.optimizer.learningRate, training.batchSize],
    regularization: [training.regularization.type, training.regularization.rate],
  };
}

const PRESETS = new Set(
  [...readTexts("src/lessons").values()].flatMap(({ lessons, labs }) =>
    [...lessons.values(), ...labs.values()].flatMap(({ article }) =>
      targetsOf(article).flatMap((target) => (target.type === "preset" ? [target.address] : [])),
    ),
  ),
);

describe("A task of a lesson", () => {
  it("is shown in the playground that its link opens, with its other links and the way back", async ({
    reads,
  }) => {
    const { page } = await reads("/lessons/perceptron");
    await page.locator(".box-do a.preset").first().click();
    await page.waitForSelector("[data-action=play]");
    const banner = page.locator(".task-banner");
    await expect.poll(() => banner.textContent()).toContain("Open XOR without a hidden layer");
    expect(await page.locator(".hero").count()).toBe(0);
    await banner.getByText("give it four hidden neurons").click();
    await expect.poll(() => page.textContent("#network-title")).toMatch(/^1 /);
    expect(await banner.textContent()).toContain("The perceptron");
    await banner.locator(".task-back").click();
    await expect.poll(() => page.textContent("h1")).toBe("The perceptron");
  });

  it("can be dismissed, which the address remembers", async ({ opens }) => {
    const { page } = await opens("#dataset=xor&task=perceptron");
    await page.click(".task-banner [aria-label=Dismiss]");
    expect(await page.locator(".task-banner").count()).toBe(0);
    await expect.poll(() => new URL(page.url()).hash).not.toContain("task");
  });
});

describe("A preset", () => {
  it("is found in the texts", () => {
    expect(PRESETS.size).toBeGreaterThan(10);
  });

  it.for([...PRESETS])(
    "opens the playground with exactly its spec, which the server accepts: %s",
    async (address, { opens }) => {
      const user = await opens(`#${address}`);
      expect(await user.page.locator(".field-error:not(:empty)").count()).toBe(0);
      const { spec } = (await user.job()) as unknown as { readonly spec: TrainingSpec };
      expect(gist(spec)).toEqual(gist(decodeAddress(address).spec));
    },
  );
});

describe("Exercises", () => {
  it("are called A to P on their pages and in the list", async ({ reads }) => {
    const reader = await reads("/lessons");
    const titles = await reader.page.locator(".card[href*=exercises] .card-title").allTextContents();
    expect(titles.map((title) => title.slice(0, 2))).toEqual(
      "ABCDEFGHIJKLMNOP".split("").map((letter) => `${letter}.`),
    );
  });
});

describe("The last lesson", () => {
  it.for(["en", "zh-CN"])(
    "shows convolution and recurrence with text alternatives, in %s",
    async (language, { reads }) => {
      const reader = await reads("/lessons/convolution", `lang=${language}`);
      const pictures = reader.page.locator(".lesson-figure [role=img]");
      await pictures.first().waitFor();
      expect(await pictures.count()).toBe(2);
      for (const picture of await pictures.all()) {
        expect((await picture.getAttribute("aria-label"))?.length).toBeGreaterThan(40);
        expect(await picture.locator("svg").count()).toBeGreaterThan(1);
      }
    },
  );
});

describe("Progress", () => {
  it("is stored in the browser", async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${inject("url")}/lessons/neuron#lang=en`);
    await page.click("[data-action=done]");
    await page.goto(`${inject("url")}/lessons#lang=en`);
    await page.waitForSelector(".lesson-done");
    expect(await page.textContent(".next-badge")).toBe("Go on here");
    expect(await page.textContent(".course-progress")).toContain("1 of 20");
    await context.close();
  });

  it("lasts as long as the page if storage is blocked", async ({ browser }) => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("The request was denied.", "SecurityError");
        },
      });
    });
    await page.goto(`${inject("url")}/lessons/neuron#lang=en`);
    await page.click("[data-action=done]");
    await page.waitForSelector("[data-action=done][aria-pressed=true]");
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe("A lab in a sandboxed frame", () => {
  it("trains although storage is blocked", async ({ browser }) => {
    const course = await EmbeddingPage.opens(inject("url"), [
      { address: "lang=en", width: 800, path: "/labs/losses" },
    ]);
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(course.url);
    const frame = page.frameLocator("iframe");
    await frame.locator("[data-action=fit]").click();
    await frame.locator("[data-fitted]").waitFor({ timeout: 30_000 });
    expect(complaints).toEqual([]);
    await page.close();
    await course.closes();
  });
});
