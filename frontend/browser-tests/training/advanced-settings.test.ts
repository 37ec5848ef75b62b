import { describe, expect } from "vitest";
import { HIDDEN_BY_FLAG } from "../support/hidden-by-flag";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

describe("Undo", () => {
  it("reverts changes one by one, a dragged slider as one, and redo applies them again", async ({
    opens,
  }) => {
    user = await opens("#lang=en");
    await user.chooses("activation", "ReLU");
    await user.page.waitForTimeout(800);
    await user.page.focus("[data-field=noise] input[type=range]");
    for (let step = 0; step < 5; step++) await user.page.keyboard.press("ArrowRight");
    expect(await user.page.inputValue("[data-field=noise] input[type=range]")).toBe("25");
    await user.page.click("h1");
    await user.page.keyboard.press("Control+z");
    expect(await user.page.inputValue("[data-field=noise] input[type=range]")).toBe("0");
    await user.page.click("[data-action=undo]");
    expect(await user.page.inputValue("[data-field=activation] select")).toBe("tanh");
    expect(await user.page.isDisabled("[data-action=undo]")).toBe(true);
    await user.page.keyboard.press("Control+Shift+z");
    expect(await user.page.inputValue("[data-field=activation] select")).toBe("relu");
  });
});

describe("Undo of a reset", () => {
  it("restores the trained network, and says that its epochs start from 0", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 100)).toBe(true);
    await user.page.keyboard.press(" ");
    await expect.poll(() => user.runState()).toContain("Paused");
    const [learned, loss] = [await user.parameters(), await user.reads("train-loss")];
    await user.page.keyboard.press("r");
    expect(await user.sees("epoch", (epoch) => epoch === 0)).toBe(true);
    await expect.poll(() => user.parameters()).not.toBe(learned);
    await user.page.keyboard.press("Control+z");
    await user.seesNotice("weightsRestored");
    await expect.poll(() => user.parameters()).toBe(learned);
    expect(await user.sees("train-loss", (now) => now === loss)).toBe(true);
    expect(await user.reads("epoch")).toBe(0);
  });
});

describe("The address", () => {
  it("contains the stop conditions, and opens with them elsewhere", async ({ opens }) => {
    user = await opens("#lang=en&stopEpochs=7");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch === 7)).toBe(true);
    await user.opensAdvancedSettings();
    await user.types("stop.patience", 9);
    await expect.poll(() => user.page.url()).toContain("stopEpochs=7&patience=9");
  });
});

describe("The activation of all hidden layers", () => {
  it("is disabled if there are none", async ({ opens }) => {
    user = await opens("#lang=en&networkShape=");
    expect(await user.page.isDisabled("[data-field=activation] select")).toBe(true);
    await user.page.getByRole("button", { name: "Add a hidden layer" }).click();
    await expect.poll(() => user.page.isDisabled("[data-field=activation] select")).toBe(false);
  });
});

describe("The activation of one layer", () => {
  it("is selected above its column, trains, and is in the address", async ({ opens }) => {
    user = await opens("#lang=zh-CN");
    await user.page.selectOption("[aria-label='第 2 隐藏层的激活函数']", "sigmoid");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
    expect(user.page.url()).toContain("activations=tanh,sigmoid");
  });
});

describe("Hide flags", () => {
  it("hide each of TensorFlow Playground's controls, and the page's own", async ({ opens }) => {
    const selectors = { ...HIDDEN_BY_FLAG, xSquared: ["[aria-label='Feature x₁²']"] };
    const flags = Object.keys(selectors).map((key) => `${key}_hide=true`);
    user = await opens(`#lang=en&${flags.join("&")}`);
    for (const selector of Object.values(selectors).flat()) {
      expect([selector, await user.page.locator(selector).first().isVisible()]).toEqual([selector, false]);
    }
    await user.page.keyboard.press(" ");
    expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
    expect(user.page.url()).toContain("playButton_hide=true");
    await user.page.focus(".loss-chart [role=img]");
    await user.page.keyboard.press("ArrowLeft");
    expect(await user.page.textContent(".chart-card")).toMatch(/^Epoch \d+\nTraining 0\.\d{3}$/);
    await user.page.click(".metrics-details summary");
    await user.page.waitForSelector(".confusion");
    expect(await user.page.locator(".confusion caption").allTextContents()).toEqual(["Training data"]);
    await user.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "1,1,0\n2,2,1");
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    });
    await user.page.waitForTimeout(500);
    expect(user.page.url()).not.toContain("spec=");
  });

  it("points_hide keeps the data sets, and dataset_hide hides own points, too", async ({ opens }) => {
    user = await opens("#lang=en&points_hide=true");
    expect(await user.page.locator(".point-tools").count()).toBe(0);
    expect(await user.page.isVisible(".thumbnails")).toBe(true);
    user = await opens("#lang=en&dataset_hide=true");
    expect(await user.page.locator(".point-tools").count()).toBe(0);
  });

  it("hideText hides the header and the article", async ({ opens }) => {
    user = await opens("#lang=en&hideText=true");
    await user.page.waitForTimeout(300);
    expect(await user.page.locator(".page-header").isVisible()).toBe(false);
    expect(await user.page.locator(".article").count()).toBe(0);
  });
});

describe("The loss chart", () => {
  it("shows the losses at the pointer and by arrow key, and has a logarithmic scale", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.presses("play");
    expect(await user.sees("test-loss", (loss) => loss < 0.01)).toBe(true);
    await user.page.keyboard.press(" ");
    const box = await user.page.locator(".loss-chart [role=img]").boundingBox();
    await user.page.mouse.move((box?.x ?? 0) + 41, (box?.y ?? 0) + 30);
    expect(await user.page.textContent(".chart-card")).toMatch(/^Epoch [0-5]\nTest 0\.[45]/);
    await user.page.click(".chart-scale");
    const ticks = await user.page.locator(".loss-chart .tick text").allTextContents();
    expect(ticks.map(Number)).toContain(0.1);
    await user.page.focus(".loss-chart [role=img]");
    await user.page.keyboard.press("ArrowLeft");
    expect(await user.page.textContent(".chart-card")).toMatch(/^Epoch \d+\n/);
    expect(await user.playIcon()).toBe("Play");
  });
});

describe("A validation set", () => {
  it("has its own curve, and is shown at the cursor", async ({ opens }) => {
    user = await opens("#lang=en&dataset=gauss&noise=40");
    expect(await user.page.getAttribute(".curve-validation", "d")).toBe("");
    await user.opensAdvancedSettings();
    await user.types("validationFraction", 20);
    await user.page.keyboard.press("Escape");
    await user.page.click("h1");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 30)).toBe(true);
    await user.presses("play");
    const curves = await user.page
      .locator(".loss-chart .curve")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("d") ?? ""));
    expect(new Set(curves).size).toBe(3);
    expect(curves.every((curve) => curve.startsWith("M0,"))).toBe(true);
    await user.page.focus(".loss-chart [role=img]");
    await user.page.keyboard.press("ArrowLeft");
    expect(await user.page.textContent(".chart-card")).toMatch(
      /^Epoch \d+\nTest 0\.\d{3}\nValidation 0\.\d{3}\nTraining 0\.\d{3}$/,
    );
  });
});

describe("A training with a problem", () => {
  it("is explained when it diverges, and fixed in one press", async ({ opens }) => {
    user = await opens(
      "#lang=en&activation=linear&learningRate=10&problem=regression&xSquared=true&ySquared=true",
    );
    await user.presses("play");
    await user.seesNotice("diverged");
    await user.page.click("[data-action=fix]");
    await user.page.waitForSelector("[data-notice=diverged]", { state: "detached" });
    expect(await user.page.inputValue("[data-field=learningRate] select")).toBe("0.03");
  });

  it("is reported when all neurons are identical, as with weights of zero, and fixed by random ones", async ({
    opens,
  }) => {
    user = await opens("#lang=zh-CN&initZero=true&dataset=xor&speed=0");
    await user.presses("play");
    await user.seesNotice("symmetricUnits", 20_000);
    await user.page.click("[data-action=fix]");
    await user.chooses("speed", "60/秒");
    expect(await user.sees("train-loss", (loss) => loss < 0.1)).toBe(true);
  });
});

describe("Sharing", () => {
  it("gives a link that opens the same state, and code for a frame", async ({ opens }) => {
    user = await opens("#lang=en&dataset=xor&networkShape=3&seed=9");
    await user.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await user.page.click("[data-action=share]");
    const link = await user.page.inputValue("#share-link");
    await user.page.click(".embed-section summary");
    await expect
      .poll(() => user.page.inputValue("#share-frame"))
      .toMatch(
        /^<iframe src="http:.*\/embed#.*dataset=xor.*title=".+" .*sandbox="allow-scripts allow-popups/,
      );
    await user.page.click("[data-action=copy-link]");
    await user.page.waitForSelector("[data-action=copy-link]:has-text('Copied')");
    const loss = await user.reads("test-loss");
    const other = await opens(link.slice(link.indexOf("#")));
    expect(await other.reads("test-loss")).toBe(loss);
  });
});

describe("Somebody else's job in the address", () => {
  it("shows the losses of all its epochs, however many, although it has ended", async ({ opens }) => {
    user = await opens("#lang=en");
    const { spec } = await user.job();
    const headers = { Prefer: "wait=60" };
    const data = { spec, mode: "batch", stop: { epochs: 12_345 } };
    const jobs = `${new URL(user.page.url()).origin}/api/v1/jobs`;
    const { id } = (await (await user.page.request.post(jobs, { headers, data })).json()) as { id: string };
    await user.leaves();
    user = await opens(`#lang=en&job=${id}`);
    const curve = user.page.locator(".loss-chart [role=img]");
    await expect.poll(() => curve.getAttribute("aria-label")).toContain("12,345 epochs");
  });

  it("is shown read-only, and is copied to an own job in one press", async ({ opens }) => {
    const owner = await opens("#lang=en&dataset=gauss&networkShape=3,3");
    await owner.presses("play");
    expect(await owner.sees("epoch", (epoch) => epoch > 10)).toBe(true);
    user = await opens(`#lang=en&job=${owner.jobId()}`);
    expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
    expect(await user.page.locator("[data-layer='1']").count()).toBe(3);
    await user.page.keyboard.press(" ");
    expect(user.count("POST", /./)).toBe(0);
    const controls = user.page.locator(
      ".hyperparameters select, .data :is(input, select, button), .network-head .stepper, .layer-controls :is(button, select), .player :is(.play, .speed select, [data-action])",
    );
    expect(await controls.count()).toBeGreaterThan(30);
    for (const control of await controls.all()) {
      expect(await control.isDisabled(), (await control.getAttribute("aria-label")) ?? "").toBe(true);
    }
    expect(await user.page.isVisible("[data-action=copy-job]")).toBe(true);
    await user.page.click("[data-action=copy-job]");
    expect(await user.sees("epoch", (epoch) => epoch === 0)).toBe(true);
    await user.presses("step");
    expect(await user.sees("epoch", (epoch) => epoch === 1)).toBe(true);
    expect(user.jobId()).not.toBe(owner.jobId());
    await expect.poll(() => user.page.url()).toContain("dataset=gauss");
  });
});

describe("The list of keyboard shortcuts", () => {
  it.for([
    ["en", /While drawing points.*Move the cross.*On the loss chart/s, /a neuron’s numbers/],
    ["zh-CN", /画点时.*移动十字.*选中损失曲线时/s, /查看神经元的数值/],
  ] as const)(
    "contains those of drawing, of the network and of the chart, in %s",
    async ([lang, all, enter], { opens }) => {
      user = await opens(`#lang=${lang}`);
      await user.page.keyboard.press("?");
      const list = (await user.page.textContent(".dialog[open]")) ?? "";
      expect(list).toMatch(all);
      expect(list).toMatch(enter);
    },
  );
});

describe("The article", () => {
  it.for([
    ["en", "What is going on here?"],
    ["zh-CN", "这里发生了什么？"],
  ] as const)("explains the page in %s", async ([language, title], { opens }) => {
    user = await opens(`#lang=${language}`);
    await user.page.waitForSelector(`.article h2:has-text("${title}")`);
  });
});
