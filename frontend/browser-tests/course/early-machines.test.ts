import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The lab of the Hopfield network", () => {
  it("opens with a damaged letter and recalls it; drawing raises the energy, and recall lowers it", async ({
    reads,
  }) => {
    const reader = await reads("/labs/hopfield");
    const energy = async () => Number(await reader.reads("data-energy"));
    const overlap = async () => reader.reads("data-overlap");
    await reader.page.waitForSelector("[data-stable=true]");
    expect(await overlap()).toBe("A 1.00");
    const lowest = await energy();

    const pixel = async (at: number) => {
      const box = await reader.page.locator(`[data-pixel="${String(at)}"]`).boundingBox();
      return [(box?.x ?? 0) + 8, (box?.y ?? 0) + 8] as const;
    };
    await reader.page.mouse.move(...(await pixel(32)));
    await reader.page.mouse.down();
    await reader.page.mouse.move(...(await pixel(39)), { steps: 20 });
    await reader.page.mouse.up();
    expect(await overlap()).toBe("A 0.75");
    expect(await energy()).toBeGreaterThan(lowest);
    await reader.presses("recall");
    await reader.page.waitForSelector("[data-stable=true]");
    expect(await overlap()).toBe("A 1.00");
    expect(await energy()).toBeCloseTo(lowest, 10);
  });

  it("flips pixels by keyboard, and forgets letters when it has too many", async ({ reads }) => {
    const reader = await reads("/labs/hopfield");
    await reader.page.waitForSelector("[data-stable=true]");
    await reader.page.focus("[data-pixel='0']");
    await reader.page.keyboard.press("ArrowRight");
    await reader.page.keyboard.press("ArrowDown");
    await reader.page.keyboard.press("Space");
    expect(await reader.page.getAttribute("[data-pixel='9']", "aria-pressed")).toBe("false");
    for (const letter of ["H", "L", "T", "Z"]) await reader.page.check(`[data-letter=${letter}] input`);
    await reader.page.click("[aria-label='Show A']");
    expect(await reader.reads("data-stable")).toBe("false");
    await reader.presses("recall");
    await reader.page.waitForSelector("[data-stable=true]");
    expect(await reader.reads("data-overlap")).not.toBe("A 1.00");
  });

  it("recalls random patterns below the limit of 0.138 and not above it", async ({ reads }) => {
    const reader = await reads("/labs/hopfield");
    await reader.chooses("view", "overload");
    await reader.chooses("neurons", "large");
    await reader.slides("load", 0.1);
    expect(Number(await reader.reads("data-wrong"))).toBeLessThan(10);
    await reader.slides("load", 0.2);
    expect(Number(await reader.reads("data-wrong"))).toBeGreaterThan(50);
    await reader.page.waitForSelector("[data-curve=done]", { timeout: 60_000 });
  });
});

describe("The lab of the travelling salesman", () => {
  it("ends in a tour, and shows all 181,440 tours and the ends of twenty starts", async ({ reads }) => {
    const reader = await reads("/labs/travelling-salesman");
    await reader.page.waitForSelector("[data-outcome=valid]", { timeout: 30_000 });
    expect(await reader.reads("data-length")).toBe("2.8304");
    expect(await reader.reads("data-shortest")).toBe("2.6907");
    expect(await reader.reads("data-median")).toBe("4.79");
    await reader.presses("starts");
    await reader.page.waitForSelector("[data-starts='20']");
    expect(await reader.reads("data-valid")).toBe("6");
    await reader.presses("small-d");
    await reader.presses("starts");
    await reader.page.waitForSelector("[data-starts='20']");
    expect(await reader.reads("data-valid")).toBe("20");
  });

  it("measures all tours again when a city has moved by pointer or keyboard", async ({ reads }) => {
    const reader = await reads("/labs/travelling-salesman");
    const shortest = await reader.reads("data-shortest");
    await reader.page.focus("[data-city=E]");
    await reader.page.keyboard.press("ArrowDown");
    await expect.poll(() => reader.page.getAttribute("[data-city=E]", "aria-label")).toContain("0.92");
    await expect.poll(() => reader.reads("data-shortest")).not.toBe(shortest);
    const city = await reader.page.locator("[data-city=E] circle").boundingBox();
    const [x, y] = [(city?.x ?? 0) + 12, (city?.y ?? 0) + 12];
    await reader.page.mouse.move(x, y);
    await reader.page.mouse.down();
    await reader.page.mouse.move(x, y + 100, { steps: 4 });
    await reader.page.mouse.up();
    await expect
      .poll(async () => Number(await reader.reads("data-shortest")))
      .toBeLessThan(Number(shortest) - 0.2);
  });
});

describe("The lab of the B-type machine", () => {
  it("alternates after a pulse of one tick, and is opened by a pulse of two", async ({ reads }) => {
    const reader = await reads("/labs/b-type-machine");
    expect(await reader.reads("data-setting")).toBe("alternating");
    await reader.presses("run");
    await reader.presses("pulse-a");
    expect(await reader.reads("data-setting")).toBe("open");
    await reader.chooses("length", "one");
    await reader.presses("pulse-b");
    expect(await reader.reads("data-setting")).toBe("alternating");
  });

  it("builds gates by pressing connections, and XOR by changing wires", async ({ reads }) => {
    const reader = await reads("/labs/b-type-machine");
    await reader.chooses("view", "neuron");
    expect(await reader.reads("data-right")).toBe("2");
    await reader.slides("threshold", 2);
    expect(await reader.reads("data-right")).toBe("4");
    await reader.chooses("gate", "butNot");
    await reader.slides("threshold", 1);
    await reader.page.focus("[data-synapse='1']");
    await reader.page.keyboard.press("Enter");
    expect(await reader.reads("data-right")).toBe("4");

    await reader.chooses("view", "machine");
    await reader.presses("solution");
    await expect.poll(() => reader.reads("data-right")).toBe("4");
    // The second wire of node 2 comes from x instead of node 1; then it is dragged back.
    await reader.page.click("[data-socket='3']");
    await reader.page.selectOption("[data-wire='3'] select", "0");
    await expect.poll(() => reader.reads("data-right")).not.toBe("4");
    const centre = async (selector: string) => {
      const box = await reader.page.locator(selector).boundingBox();
      return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2] as const;
    };
    await reader.page.mouse.move(...(await centre("[data-socket='3']")));
    await reader.page.mouse.down();
    await reader.page.mouse.move(...(await centre(".machine-picture .lamp >> nth=2")), { steps: 6 });
    await reader.page.mouse.up();
    await expect.poll(() => reader.reads("data-right")).toBe("4");

    // A sentence of the text gives every wire a link.
    await reader.page.click(".lab-action");
    await reader.page.waitForSelector("[data-reachable]");
    expect(await reader.page.textContent("[data-reachable]")).toContain("XOR is not among them");
  });
});

describe("The lab of SNARC", () => {
  it("runs by itself, learns the maze on average, and does not learn if knobs only turn up", async ({
    reads,
  }) => {
    const reader = await reads("/labs/snarc");
    await expect.poll(() => reader.page.locator(".passage[style*='--charge: 1']").count()).toBeGreaterThan(0);
    await reader.presses("at-once");
    expect(Number(await reader.reads("data-runs"))).toBeGreaterThanOrEqual(100);
    await reader.presses("machines");
    await reader.page.waitForSelector("[data-machines='40']");
    expect(Number(await reader.reads("data-last"))).toBeLessThan(8);
    await reader.chooses("rule", "onlyUp");
    await reader.presses("machines");
    await reader.page.waitForSelector("[data-machines='40']");
    expect(Number(await reader.reads("data-last"))).toBeGreaterThan(36);
  });

  it("rewards by hand, and builds walls by keyboard until there is no way", async ({ reads }) => {
    const reader = await reads("/labs/snarc");
    await reader.chooses("mode", "hand");
    const before = Number(await reader.reads("data-rewards"));
    await reader.presses("reward");
    await expect.poll(() => reader.reads("data-rewards")).toBe(String(before + 1));
    for (const border of ["Border between room 12 and room 16", "Border between room 15 and room 16"]) {
      await reader.page.focus(`[aria-label^='${border}:']`);
      await reader.page.keyboard.press("Enter");
    }
    expect(await reader.page.textContent("[data-runs]")).toContain("Walls close the way");
    expect(await reader.page.getAttribute("[data-action=at-once]", "aria-disabled")).toBe("true");
  });
});
