import { describe, expect } from "vitest";
import { it } from "../../support/fixtures";
import { LAB_STATES } from "../../../scripts/picture-states.mjs";

describe("A lab that has been used", () => {
  it.for(Object.entries(LAB_STATES))(
    "is no wider than 320 pixels, and has no accessibility violation: %s",
    async ([slug, { press = [], until }], { reads }) => {
      const reader = await reads(`/labs/${slug}`, "lang=zh-CN&theme=dark", 320);
      for (const each of press) await reader.page.click(each);
      if (until !== undefined) await reader.page.waitForSelector(until, { timeout: 60_000 });
      await reader.settles();
      expect(await reader.width()).toBe(320);
      expect(await reader.accessibilityViolations()).toEqual([]);
    },
  );
});
