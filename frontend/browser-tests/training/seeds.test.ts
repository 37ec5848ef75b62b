import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("A user who opens the page", () => {
  it("sees the same initial loss whenever the empty address is opened", async ({ opens }) => {
    const once = await opens();
    const loss = await once.reads("test-loss");
    await once.leaves();
    const again = await opens();
    expect(await again.reads("test-loss")).toBe(loss);
  });

  it("sees the circle learned within ten seconds with at least eight of ten seeds in the address", async ({
    opens,
  }) => {
    const learned: number[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const user = await opens(`#seed=${String(seed)}`);
      await user.presses("play");
      if (await user.sees("test-loss", (loss) => loss < 0.05, 10_000)) learned.push(seed);
      expect(user.browserErrors).toEqual([]);
      await user.leaves();
    }
    expect(learned.length).toBeGreaterThanOrEqual(8);
  }, 180_000);
});
