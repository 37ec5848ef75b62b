import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("Speed and stopping", () => {
  it("change the pace during training, and pause it at an epoch", async ({ opens }) => {
    const user = await opens("#lang=en&speed=5");
    await user.presses("play");
    await user.page.waitForTimeout(2000);
    expect(await user.reads("epoch")).toBeLessThan(20);
    await user.chooses("speed", "120/s");
    const [before, start] = [await user.reads("epoch"), Date.now()];
    await user.page.waitForTimeout(2000);
    const perSecond = ((await user.reads("epoch")) - before) / ((Date.now() - start) / 1000);
    expect(perSecond).toBeGreaterThan(80);
    await user.opensAdvancedSettings();
    await user.types("stop.epochs", 600);
    expect(await user.sees("epoch", (epoch) => epoch === 600)).toBe(true);
    await user.settles();
    expect(await user.reads("epoch")).toBe(600);
    expect(await user.playIcon()).toBe("Play");
    expect(user.page.url()).toContain("speed=120");
  });
});
