import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

it.beforeEach(async ({ opens }) => {
  user = await opens("#lang=en&theme=light");
  await pastes(FOUR);
});

const FOUR = "x1,x2,label\n-4,-4,0\n-4,4,1\n4,-4,1\n4,4,0";

async function pastes(table: string): Promise<void> {
  await user.page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, table);
}

type Points = readonly { readonly x: readonly [number, number]; readonly y: number }[];

/** The server's training or test samples. */
async function points(set: "train" | "test" = "train"): Promise<Points> {
  await user.settles();
  const { origin } = new URL(user.page.url());
  const answer = await user.page.request.get(`${origin}/api/v1/jobs/${user.jobId()}/samples`);
  return ((await answer.json()) as Readonly<Record<typeof set, Points>>)[set];
}

describe("Own points", () => {
  it("are drawn, moved and erased by mouse, undone, and written to the address", async ({ opens }) => {
    await user.page.click("[data-action=draw]");
    await user.page.click(".swatch[data-value='0']");
    const box = await user.page.locator(".drawing-plane").boundingBox();
    if (!box) throw new Error("The plane is not to be seen.");
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
    await user.page.mouse.click(...at(0.4, 0.2));
    const drawn = await points();
    expect(drawn).toHaveLength(5);
    expect(drawn[4]?.y).toBe(0);

    await user.page.mouse.move(...at(0.4, 0.2));
    await user.page.mouse.down();
    await user.page.mouse.move(...at(0.55, 0.4), { steps: 4 });
    await user.page.mouse.up();
    const moved = await points();
    expect(moved).toHaveLength(5);
    expect(moved[4]?.x).not.toEqual(drawn[4]?.x);

    await user.page.click("[data-action=erase]");
    await user.page.mouse.click(...at(0.55, 0.4));
    expect(await points()).toHaveLength(4);
    await user.page.click("[data-action=undo]");
    expect(await points()).toEqual(moved);

    const { hash } = new URL(user.page.url());
    expect(hash).toContain("spec=");
    await user.leaves();
    user = await opens(hash);
    expect(await points()).toEqual(moved);
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
  });

  it("are drawn in a row by a stroke, which is undone as one and ends at the plane's edge", async () => {
    await user.page.click("[data-action=draw]");
    const box = await user.page.locator(".drawing-plane").boundingBox();
    if (!box) throw new Error("The plane is not to be seen.");
    await user.page.mouse.move(box.x + 0.3 * box.width, box.y + 0.5 * box.height);
    await user.page.mouse.down();
    await user.page.mouse.move(box.x + 1.2 * box.width, box.y + 0.5 * box.height, { steps: 45 });
    await user.page.mouse.up();
    const drawn = (await points()).slice(4);
    expect(drawn.length).toBeGreaterThan(8);
    expect(drawn.length).toBeLessThanOrEqual(15);
    expect(drawn.every(({ y }) => y === 1)).toBe(true);
    expect(new Set(drawn.map(({ x }) => x[0])).size).toBe(drawn.length);
    expect(Math.max(...drawn.map(({ x }) => x[0]))).toBeLessThanOrEqual(6);

    await user.page.click("[data-action=undo]");
    expect(await points()).toHaveLength(4);
  });

  it("are drawn, picked up, put down and erased by keyboard alone", async () => {
    await user.page.focus("[data-action=draw]");
    await user.page.keyboard.press("Enter");
    await user.page.focus(".drawing-plane");
    await user.page.keyboard.press("ArrowUp");
    expect(await user.page.textContent("[data-testid=cross]")).toBe("x1 0.0, x2 0.5");
    expect(await user.page.locator(".drawing-note").textContent()).toMatch(/Enter adds .* Delete erases/);
    await user.page.keyboard.press("Enter");
    const drawn = await points();
    expect(drawn).toHaveLength(5);
    await user.page.keyboard.press("Enter");
    await user.page.keyboard.press("ArrowRight");
    expect(await user.page.textContent("[data-testid=cross]")).toBe("x1 0.5, x2 0.5, holding a point");
    await user.page.keyboard.press("Enter");
    const moved = await points();
    expect(moved[4]?.x[0]).toBeGreaterThan(drawn[4]?.x[0] ?? 9);
    await user.page.keyboard.press("Delete");
    expect(await points()).toHaveLength(4);
    await user.page.keyboard.press("Escape");
    expect(await user.page.locator(".drawing-plane").count()).toBe(0);
    expect(await user.reads("epoch")).toBe(0);
  });

  it("are drawn by touch", async ({ browser, opens }) => {
    await user.leaves();
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
    user = await opens("#lang=zh-CN", undefined, context);
    await pastes(FOUR);
    await user.page.tap("[data-action=draw]");
    await user.page.tap(".drawing-plane", { position: { x: 150, y: 60 } });
    expect(await points()).toHaveLength(5);
  });

  it("are edited as a table, and an error is reported with its line before anything changes", async () => {
    await user.page.click("[data-action=table]");
    const table = user.page.locator("#points-table");
    await expect
      .poll(() => table.inputValue())
      .toBe("set,x1,x2,y\ntrain,-4,-4,0\ntrain,-4,4,1\ntrain,4,-4,1\ntrain,4,4,0");
    await table.fill("1,1,0\n-2,-2,1\n3,-1,2\n0,5,two");
    await user.page.click("[data-action=use-table]");
    await expect.poll(() => user.page.textContent("#points-error")).toContain("Line 4 of the table: “two”");
    expect(await points()).toHaveLength(4);
    await table.fill("1,1,0\n-2,-2,1\n3,-1,2");
    await user.page.click("[data-action=use-table]");
    expect((await points()).map(({ y }) => y)).toEqual([0, 1, 2]);
    expect(await user.page.locator("[data-layer='2']").count()).toBe(3);
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 10)).toBe(true);
    await user.page.click("[data-action=undo]");
    expect(await points()).toHaveLength(4);
    expect(await user.page.locator("[data-layer='2']").count()).toBe(1);
  });

  it("start on an empty plane with a message, and may be for testing", async () => {
    await user.page.click("[data-action=draw]");
    await user.page.click("[data-action=clear]");
    expect(await user.page.textContent(".plane-empty")).toContain("Add the first one");
    await expect.poll(() => user.runState()).toContain("Waiting for points");
    expect(await user.page.isDisabled("[data-action=play]")).toBe(true);
    const plane = user.page.locator(".drawing-plane");
    const size = (await plane.boundingBox())?.width ?? 0;
    const draws = async (x: number, y: number) => plane.click({ position: { x: x * size, y: y * size } });
    await draws(0.2, 0.2);
    await draws(0.8, 0.2);
    await user.page.click(".swatch[data-value='0']");
    await draws(0.2, 0.8);
    expect(await user.page.locator(".plane-empty").count()).toBe(0);
    expect(await points()).toHaveLength(3);
    await user.page.click("[data-action=hold-out]");
    await draws(0.8, 0.8);
    await draws(0.3, 0.7);
    expect(await points()).toHaveLength(3);
    expect(await points("test")).toHaveLength(2);
    await user.page.click("[data-action=undo]");
    expect(await points("test")).toHaveLength(1);
    await user.page.click("[data-action=erase]");
    await draws(0.8, 0.8);
    expect(await points("test")).toEqual([]);
    for (const [x, y] of [[0.2, 0.2], [0.8, 0.2], [0.2, 0.8]] as const) await draws(x, y); // prettier-ignore
    expect(await user.page.isVisible(".plane-empty")).toBe(true);
    await user.page.click("[data-action=undo]");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 10)).toBe(true);
  });

  it("can be edited only as a table if the data have more columns, and the page says so", async () => {
    await user.page.click(".thumbnail:has([value=clusters])");
    await user.types("dimensions", 3);
    await expect.poll(() => user.page.isDisabled("[data-action=draw]")).toBe(true);
    expect(await user.page.textContent(".point-tools")).toContain("two columns");
    await expect.poll(async () => (await points())[0]?.x.length).toBe(3);
    await user.page.click("[data-action=table]");
    const table = user.page.locator("#points-table");
    await expect.poll(() => table.inputValue()).toMatch(/^set,x1,x2,x3,y\ntrain,/);
    const before = (await points()).length;
    await user.page.click("[data-action=use-table]");
    await expect.poll(() => user.page.locator(".points-dialog[open]").count()).toBe(0);
    expect(await points()).toHaveLength(before);
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 10)).toBe(true);
  });

  it("are of a third class by a digit, and of any value in a regression", async () => {
    await user.page.click("[data-action=draw]");
    await user.page.focus(".drawing-plane");
    await user.page.keyboard.press("2");
    await user.page.keyboard.press("ArrowUp");
    await user.page.keyboard.press("Enter");
    expect((await points()).at(-1)?.y).toBe(2);
    await user.page.keyboard.press("Escape");
    await user.chooses("task", "Regression");
    await user.page.click("[data-action=draw]");
    await pastes("-4,-4,0.5\n4,4,-0.5");
    await user.page.fill(".draw-value", "0.35");
    await user.page.click(".drawing-plane", { position: { x: 50, y: 50 } });
    expect((await points()).at(-1)?.y).toBe(0.35);
  });

  it("are shared with trained weights, and open alike elsewhere", async ({ opens }) => {
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
    await user.page.keyboard.press(" ");
    await user.settles();
    await user.page.click("[data-action=share]");
    await user.page.getByLabel("With the current weights").check();
    const link = await user.page.inputValue("#share-link");
    const [weights, samples] = [await user.parameters(), await points()];
    const other = await opens(link.slice(link.indexOf("#")));
    expect(await other.parameters()).toBe(weights);
    expect(await other.reads("train-loss")).toBe(await user.reads("train-loss"));
    await user.leaves();
    user = other;
    expect(await points()).toEqual(samples);
    await other.presses("reset");
    await other.settles();
    expect(await other.parameters()).toBe(weights);
    await other.presses("new-weights");
    await expect.poll(() => other.parameters()).not.toBe(weights);
  });

  it("are pasted as a table, and a wrong line is reported", async () => {
    await pastes("x1,x2,label\n1,1,0\n-2,-2,1\n3,-1,1");
    expect((await points()).map(({ y }) => y)).toEqual([0, 1, 1]);
    await pastes("1,1,0\n2,two,1");
    await user.seesNotice("invalidTable");
    expect(await user.page.textContent("[data-notice=invalidTable]")).toContain("Line 2");
    expect(await points()).toHaveLength(3);
  });
});
