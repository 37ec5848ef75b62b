import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("The links of an untrained network", () => {
  it.for(["light", "dark"])("are seen on the page in the %s theme", async (theme, { opens }) => {
    const { page } = await opens(`#theme=${theme}`);
    const contrasts = await page.evaluate(() => {
      const luminance = (colour: string) => {
        const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((text) => {
          const share = Number(text) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
      };
      const ground = luminance(getComputedStyle(document.body).backgroundColor);
      return Array.from(document.querySelectorAll(".links > g:first-child path"), (link) => {
        const own = luminance(getComputedStyle(link).stroke);
        return Math.max(own, ground) / Math.min(own, ground);
      });
    });
    expect(contrasts).toHaveLength(18);
    expect(Math.min(...contrasts)).toBeGreaterThan(1.5);
  });
});
