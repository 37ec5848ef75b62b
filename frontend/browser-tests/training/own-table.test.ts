import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

const ROWS = 1200;

/** Two classes by name; the columns have very different ranges. */
function table(row: (index: number) => string = () => ""): string {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const side = at % 2 === 0 ? -1 : 1;
    const [width, height] = [1000 + side * (20 + (at % 17)), 0.001 * side * (1 + (at % 5))];
    return row(at) || `${String(width)},${height.toFixed(4)},${side < 0 ? "cat" : "dog"}`;
  });
  return ["width,height,kind", ...lines].join("\n");
}

async function drops(user: User, csv: string): Promise<void> {
  await user.page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "cats.csv", { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, csv);
}

describe("A long own table", () => {
  it("is uploaded when it is dropped, shown with its names, standardized and learned", async ({ opens }) => {
    const user = await opens("#lang=en&theme=light");
    await drops(user, table());
    const summary = user.page.locator("[data-part=dataset]");
    await expect
      .poll(() => summary.textContent())
      .toBe("Your table on the server: 1,200 samples. Columns: width, height. Classes (kind): 0 cat, 1 dog.");
    await user.page.getByLabel("Standardize columns").check();
    await user.settles();
    const job = await user.job();
    expect(job["spec"]).toMatchObject({ data: { source: "uploaded", scale: "standard" } });
    await user.presses("play");
    expect(await user.sees("test-loss", (loss) => loss < 0.05)).toBe(true);

    const { hash } = new URL(user.page.url());
    await user.leaves();
    const again = await opens(hash.replace("lang=en", "lang=zh-CN"));
    await expect
      .poll(() => again.page.locator("[data-part=dataset]").textContent())
      .toContain("类别（kind）：0 cat");
    expect(await again.page.getByLabel("标准化各列").isChecked()).toBe(true);
  });

  it("that has faults is refused with their rows, and nothing changes", async ({ opens }) => {
    const user = await opens("#lang=en&theme=light");
    user.expectsErrors = true;
    const before = user.page.url();
    await user.page.click("[data-action=table]");
    await user.page.fill(
      "#points-table",
      table((at) => (at === 14 ? "wide,0.1,cat" : at === 20 ? "1,2" : "")),
    );
    await user.page.click("[data-action=use-table]");
    await expect
      .poll(() => user.page.textContent("#points-error"))
      .toBe(
        'Row 16, column width: must be a number, was "wide"\nRow 22: must have 3 cells, as the header, had 2',
      );
    expect(
      await user.page.locator("#points-table").evaluate((field) => field === document.activeElement),
    ).toBe(true);
    expect(user.page.url()).toBe(before);
  });
});
