import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

/** Trains until a higher epoch is shown than a new training would show soon. */
async function trains(user: User): Promise<number> {
  await user.chooses("speed", "full");
  await user.presses("play");
  expect(await user.sees("epoch", (epoch) => epoch > 300)).toBe(true);
  await user.presses("play");
  await user.settles();
  return user.reads("epoch");
}

describe("A training that was left", () => {
  it("continues after a reload and in the history of the browser, with its losses", async ({ opens }) => {
    const user = await opens("#lang=en&dataset=xor");
    const left = await trains(user);
    const job = user.jobId();
    await user.page.reload();
    expect(await user.sees("epoch", (epoch) => epoch === left)).toBe(true);
    expect(user.jobId()).toBe(job);
    await user.presses("step");
    expect(await user.sees("epoch", (epoch) => epoch === left + 1)).toBe(true);

    await user.page.click("header a[href*=lessons]");
    await user.page.waitForSelector("main h1");
    await user.page.goBack();
    expect(await user.sees("epoch", (epoch) => epoch === left + 1)).toBe(true);
    expect(user.jobId()).toBe(job);
    expect(await user.page.locator("[data-notice]").count()).toBe(0);
  });

  it("can be undone after a reload", async ({ opens }) => {
    const user = await opens("#lang=en&dataset=xor");
    await user.chooses("activation", "ReLU");
    await user.settles();
    await user.page.reload();
    await user.settles();
    await user.page.click("[data-action=undo]");
    await expect.poll(() => user.page.inputValue("[data-field=activation] select")).toBe("tanh");
    await user.page.click("[data-action=redo]");
    await expect.poll(() => user.page.inputValue("[data-field=activation] select")).toBe("relu");
  });

  it("goes on while it is left", async ({ opens }) => {
    const user = await opens("#lang=en&dataset=xor");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 60)).toBe(true);
    const job = user.jobId();
    await user.page.reload();
    expect(await user.sees("epoch", (epoch) => epoch > 100)).toBe(true);
    expect(user.jobId()).toBe(job);
    expect(await user.playIcon()).toBe("Pause");
  });

  it("is where the lessons lead back to", async ({ opens }) => {
    const user = await opens("#lang=en&dataset=xor");
    const left = await trains(user);
    await user.page.click("header a[href*=lessons]");
    await user.page.click(".lesson-list a");
    await user.page.click(".course-name");
    expect(await user.sees("epoch", (epoch) => epoch === left)).toBe(true);
    expect(new URL(user.page.url()).hash).toContain("dataset=xor");
  });

  it("is replaced by a new one if the server has deleted it, and a notice says so", async ({ opens }) => {
    const user = await opens("#lang=en&dataset=xor");
    await trains(user);
    const job = user.jobId();
    await user.page.click("header a[href*=lessons]");
    await user.page.waitForSelector("main h1");
    await user.jobIsDeleted();
    user.expectsErrors = true; // the browser reports the 404
    await user.page.goBack();
    await user.seesNotice("newJob");
    expect(await user.sees("epoch", (epoch) => epoch === 0)).toBe(true);
    expect(user.jobId()).not.toBe(job);
  });

  it("belongs to its tab: a copy of the tab has its own", async ({ opens }) => {
    const user = await opens("#lang=en&dataset=xor");
    const left = await trains(user);
    const [copy] = await Promise.all([
      user.page.waitForEvent("popup"),
      user.page.evaluate(() => {
        open(location.href); // copies the storage of the tab
      }),
    ]);
    const stream = await copy.waitForRequest(/\/events/);
    expect(stream.url()).not.toContain(user.jobId());
    await copy.close();
    await user.page.reload();
    expect(await user.sees("epoch", (epoch) => epoch === left)).toBe(true);
  });
});

describe("A lesson", () => {
  it("is shown where the reader has left it for the playground", async ({ reads }) => {
    const reader = await reads("/lessons/neuron");
    await reader.settles(); // a click on a text that still grows scrolls it once more
    const { page } = reader;
    const preset = page.locator(".box-do a.preset").first();
    await preset.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(100);
    await preset.click();
    await page.waitForSelector("[data-action=play]");
    await page.goBack();
    await page.waitForSelector("a.preset");
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
  });
});
