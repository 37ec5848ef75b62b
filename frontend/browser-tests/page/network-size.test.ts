import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

describe("A small network", () => {
  it.for([1280, 1440])(
    "has large, centred units, whose links end at the squares and can be pressed, at %d pixels",
    async (width, { browser, opens }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const { page } = await opens("#lang=en&networkShape=4,2", undefined, context);
      const measured = await page.evaluate(() => {
        const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
        const [feature, unit] = [boxOf(".feature"), boxOf("[data-layer='0'][data-unit='3']")];
        const link = document.querySelectorAll<SVGPathElement>(".links > g:first-child path")[6];
        const svg = boxOf(".links");
        const at = (share: number) => {
          const point = link?.getPointAtLength(share * link.getTotalLength());
          return { x: (point?.x ?? 0) + (svg?.x ?? 0), y: (point?.y ?? 0) + (svg?.y ?? 0) };
        };
        const middle = (box: DOMRect | undefined) => (box ? box.y + box.height / 2 : 0);
        return {
          sizes: [feature?.width, unit?.width],
          ends: [at(0).x - (feature?.right ?? 0), (unit?.left ?? 0) - at(1).x],
          heights: [at(0).y - middle(feature), at(1).y - middle(unit)],
          centre: at(0.5),
        };
      });
      expect(measured.sizes).toEqual([34, 64]);
      for (const gap of measured.ends) expect(gap).toBeCloseTo(2, 0);
      for (const offset of measured.heights) expect(offset).toBeCloseTo(0, 0);
      await page.mouse.move(measured.centre.x, measured.centre.y);
      expect(await page.textContent(".parameter-card")).toMatch(/^Weight/);
      await page.mouse.click(measured.centre.x, measured.centre.y);
      expect(await page.locator(".parameter-box").count()).toBe(1);
    },
  );
});
