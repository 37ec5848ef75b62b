import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The result of the lab", () => {
  it("support-vectors: exercise A as by hand, and only a deleted support vector moves the boundary", async ({
    reads,
  }) => {
    const reader = await reads("/labs/support-vectors");
    expect((await reader.reads("data-line")).split(",").map(Number)).toEqual([0, 1, -2]);
    const margins = await reader.page.locator("[data-order] td:last-child").allTextContents();
    expect(margins).toEqual(["0.2357", "0.4472", "1.0000"]);
    expect(await reader.reads("data-bound")).toBe("25.2000");

    const plane = await reader.page.locator(".course-plane svg").boundingBox();
    const at = (value: number) => ((value + 1) / 5) * (plane?.width ?? 0);
    await reader.page.mouse.click((plane?.x ?? 0) + at(1), (plane?.y ?? 0) + at(3));
    expect(await reader.reads("data-moved")).toBe("false");
    expect((await reader.reads("data-line")).split(",").map(Number)).toEqual([0, 1, -2]);

    await reader.chooses("set", "clouds");
    const line = await reader.reads("data-line");
    await reader.presses("keep-support");
    const kept = await reader.page.locator("[data-point]").count();
    expect(kept).toBeLessThan(5);
    const near = (text: string) => text.split(",").map((each) => Number(each).toFixed(3));
    expect(near(await reader.reads("data-line"))).toEqual(near(line));
    await reader.page.locator("[data-point] button").first().focus();
    await reader.page.keyboard.press("Enter");
    expect(await reader.reads("data-moved")).toBe("true");
  });
});
