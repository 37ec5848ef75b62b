import { describe, expect } from "vitest";
import { decodeAddress, encodeAddress } from "../../src/model/address/address";
import type { TrainingSpec } from "../../src/model/spec/spec";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

/** Colours of a canvas at points given as shares of its width and height, as `#rrggbb`. */
async function coloursAt(
  selector: string,
  places: readonly (readonly [number, number])[],
): Promise<string[]> {
  return user.page.locator(selector).evaluate((element, at) => {
    const canvas = element as HTMLCanvasElement;
    // From a copy, because reading slows down later drawing on a canvas.
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {
      willReadFrequently: true,
    });
    context?.drawImage(canvas, 0, 0);
    return at.map(([x, y]) => {
      const pixel = context?.getImageData(x * (canvas.width - 1), y * (canvas.height - 1), 1, 1).data ?? [];
      return `#${[...pixel.slice(0, 3)].map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
    });
  }, places);
}

/** The largest of the red, green and blue component of a colour. */
function strongest(colour: string): "red" | "green" | "blue" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  if (red >= green && red >= blue) return "red";
  return green >= blue ? "green" : "blue";
}

const choose = (name: string) => user.page.locator(`[aria-label="${name}"]`).check({ force: true });

describe("The thumbnails of the data sets", () => {
  it("show samples for every generator of the catalogue", async ({ opens }) => {
    user = await opens("#lang=en");
    for (const problem of ["Classification", "Regression"]) {
      await user.chooses("task", problem);
      await user.settles();
      const inked = await user.page.locator(".thumbnail canvas").evaluateAll((canvases) =>
        canvases.map((element) => {
          const canvas = element as HTMLCanvasElement;
          const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          const colours = new Set<string>();
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] === 255) colours.add([...data.slice(at, at + 3)].join());
          }
          return colours.size;
        }),
      );
      expect(inked.length).toBe(problem === "Regression" ? 2 : 11);
      expect(Math.min(...inked)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("Three classes", () => {
  it.for([
    ["en", "Three Gaussians", "Class 2", "Output for class 2"],
    ["zh-CN", "三个高斯分布", "类别 2", "类别 2 的输出"],
  ] as const)(
    "have their own colours, shapes, plot and legend, in %s",
    async ([lang, data, name, output], { opens }) => {
      user = await opens(`#lang=${lang}&theme=light&networkShape=4&speed=0`);
      await choose(data);
      expect(await user.page.locator(".output-unit").count()).toBe(3);
      expect(await user.page.locator(".legend li").allTextContents()).toContain(name);
      const marks = await user.page
        .locator(".legend .class-mark path")
        .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
      expect(new Set(marks).size).toBe(3);

      await user.page.click("[data-action=play]");
      expect(await user.sees("train-loss", (loss) => loss < 0.05)).toBe(true);
      await user.page.click("[data-action=play]");
      await user.settles();
      // Class 0 is at the top, 1 at the lower left, 2 at the lower right.
      const colours = await coloursAt(".heatmap", [[0.5, 0.2], [0.25, 0.65], [0.75, 0.65]]); // prettier-ignore
      expect(colours.map(strongest)).toEqual(["red", "blue", "green"]);

      await user.page.hover("[data-layer='1'][data-unit='2']");
      expect(await user.page.textContent(".plane-caption")).toBe(output);
      const of = () => coloursAt(".heatmap", [[0.75, 0.65], [0.25, 0.65]]); // prettier-ignore
      await expect.poll(async () => strongest((await of())[0] ?? "")).toBe("green");
      const [, outside = ""] = await of();
      const [red, green, blue] = [1, 3, 5].map((at) => parseInt(outside.slice(at, at + 2), 16));
      expect(Math.abs((red ?? 0) - (green ?? 0)) + Math.abs((green ?? 0) - (blue ?? 0))).toBeLessThan(12);
      const description = await user.page.getAttribute(".plane-name", "aria-label");
      expect(description).toContain(name);
      expect(description).toMatch(/\d+%/);
    },
  );
});

/** Weights of three classes whose borders are straight lines through a point, and whose outputs are 0 or 1 nearly everywhere. */
const SECTORS = [
  [3, 40],
  [-37, -21],
  [36, -19],
] as const;
const SECTOR_BIASES = [5, -9, 4] as const;

/** The class of each pixel of the plot, by its colour. */
async function classesOfPixels(): Promise<readonly number[]> {
  return user.page.locator(".heatmap").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
    context?.drawImage(canvas, 0, 0);
    const { data = [] } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    return Array.from({ length: data.length / 4 }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = data.slice(4 * at, 4 * at + 3);
      if (red > green && red > blue) return 0;
      return blue > green ? 1 : 2;
    });
  });
}

describe("The plot of classes only", () => {
  it("has smooth borders between three classes, also where the outputs are saturated", async ({ opens }) => {
    const address = decodeAddress("dataset=threeBlobs&networkShape=&discretize=true&theme=light");
    const { spec } = address;
    const layers = [{ units: 3, activation: "softmax", bias: true, dropout: 0 }];
    const initializer = { type: "explicit", weights: [SECTORS], biases: [SECTOR_BIASES], seed: 1 };
    const sectors = { ...spec, network: { ...spec.network, layers, initializer } } as TrainingSpec;
    user = await opens(`#${encodeAddress({ ...address, spec: sectors })}`);
    await user.settles();
    const shown = await classesOfPixels();
    const edge = Math.sqrt(shown.length);
    const wrong = shown.filter((label, at) => {
      const x = (((at % edge) + 0.5) / edge) * 12 - 6;
      const y = 6 - ((Math.floor(at / edge) + 0.5) / edge) * 12;
      const scores = SECTORS.map(([w1, w2], unit) => w1 * x + w2 * y + (SECTOR_BIASES[unit] ?? 0));
      const [largest = 0, second = 0] = scores.toSorted((a, b) => b - a);
      return largest - second > 0.5 && scores.indexOf(largest) !== label;
    });
    expect(edge).toBeGreaterThanOrEqual(200);
    expect(wrong.length).toBe(0);
  });
});

describe("Data of more than two columns", () => {
  it.for([
    ["en", "Clusters", "Horizontal axis"],
    ["zh-CN", "多维聚类", "横轴"],
  ] as const)("are plotted in the two selected columns, in %s", async ([lang, data, across], { opens }) => {
    user = await opens(`#lang=${lang}&networkShape=4&speed=0`);
    await choose(data);
    await user.page.focus("[data-field=dimensions] input[type=range]");
    await user.page.keyboard.press("ArrowRight");
    await user.page.getByLabel(across).waitFor();
    await user.page.click("[data-action=play]");
    expect(await user.sees("train-loss", (loss) => loss < 0.2)).toBe(true);
    await user.page.click("[data-action=play]");
    await user.settles();
    const picture = () =>
      user.page.locator(".heatmap").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const [first, axis] = [await picture(), await user.page.textContent(".axis-x")];
    await user.page.getByLabel(across).selectOption("2");
    await expect.poll(picture).not.toBe(first);
    expect(await user.page.textContent(".axis-x")).not.toBe(axis);
  });
});

describe("The description of a network", () => {
  it.for([
    ["en", /Network with the features x₁, x₂.*one output\. Its largest weight, −?\d+\.\d\d, leads from/],
    ["zh-CN", /神经网络：输入特征 x₁, x₂.*最大的权重 −?\d+\.\d\d /],
  ] as const)("gives its shape and its strongest weight, in %s", async ([lang, words], { opens }) => {
    user = await opens(`#lang=${lang}`);
    expect(await user.page.textContent("#network-summary")).toMatch(words);
    const described = await user.page.getAttribute(".network-plane", "aria-describedby");
    expect(described).toBe("network-summary");
  });
});
