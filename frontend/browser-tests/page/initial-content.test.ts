import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, inject } from "vitest";
import { defaultSpec } from "../../src/model/spec/default-spec";
import { it } from "../support/fixtures";

const CONTENT_FILE = new URL("../../src/model/training/initial-content.json", import.meta.url);
const CATALOG_FILE = new URL("../../src/model/spec/built-in-catalog.json", import.meta.url);
const API = `${inject("url")}/api/v1`;

interface Known {
  readonly catalog: Readonly<Record<string, unknown>>;
  readonly samples: unknown;
  readonly parameters: unknown;
}

/** The parts of the catalogue that the page reads; the rest is specific to this server. */
const READ =
  "tasks features activations outputActivations regularizations optimizers losses schedules initializers shuffles pairs ranges curves targets corruptions variants".split(
    " ",
  );

async function fetchJson(path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(API + path, {
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    headers: { "Content-Type": "application/json" },
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as Readonly<Record<string, unknown>>;
}

/** The server's answer for the default spec, and its catalogue. */
async function toldByServer(): Promise<Known> {
  const wire = await fetchJson("/catalog");
  const generators = wire["generators"] as readonly Readonly<Record<string, unknown>>[];
  const limits = wire["limits"] as Readonly<Record<string, unknown>>;
  const serviceLimits = wire["serviceLimits"] as Readonly<Record<string, unknown>>;
  const job = await fetchJson("/jobs", { spec: defaultSpec(), mode: "live" });
  const { train } = (await fetchJson(`/jobs/${String(job["id"])}/samples`)) as unknown as {
    readonly train: readonly { readonly x: readonly [number, number]; readonly y: number }[];
  };
  const { layers } = (await fetchJson(`/jobs/${String(job["id"])}/parameters`)) as unknown as {
    readonly layers: readonly { readonly weights: number[][]; readonly biases: number[] }[];
  };
  return {
    catalog: {
      ...pick(wire, READ),
      generators: generators.map((each) =>
        pick(each, ["name", "task", "samples", "classes", "columns", "sized", "fields"]),
      ),
      limits: { ...pick(limits, ["layers"]), ...pick(serviceLimits, ["sweepJobs", "sweepAxes"]) },
    },
    samples: {
      x1: train.map(({ x }) => rounded(x[0], 2)),
      x2: train.map(({ x }) => rounded(x[1], 2)),
      labels: train.map(({ y }) => y).join(""),
    },
    parameters: layers.map(({ weights, biases }) => ({
      weights: weights.map((row) => row.map((weight) => rounded(weight, 4))),
      biases: biases.map((bias) => rounded(bias, 4)),
    })),
  };
}

function pick(from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0; // without a negative zero, which JSON cannot represent
}

describe("The page before the server has answered", () => {
  it("has the server's default spec and catalogue built in", async () => {
    const { catalog, ...content } = await toldByServer();
    if (process.env["INITIAL_CONTENT"] === "write") {
      await writeFile(CATALOG_FILE, JSON.stringify(catalog));
      await writeFile(CONTENT_FILE, JSON.stringify(content));
    }
    expect(JSON.parse(await readFile(CATALOG_FILE, "utf8"))).toEqual(catalog);
    expect(JSON.parse(await readFile(CONTENT_FILE, "utf8"))).toEqual(content);
  });

  it("shows network, plots, samples and every choice, and nothing moves when the answer arrives", async ({
    browser,
  }) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    let letThrough: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route("**/api/**", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${inject("url")}/#lang=en&theme=light`);
    await page.waitForSelector(".thumbnail");
    await page.waitForTimeout(300);
    const look = () =>
      page.evaluate(() => ({
        places: [
          ...document.querySelectorAll(
            ".thumbnail, .unit, .field select, .advanced-settings, .plane, .play, .losses dt, .metrics-summary dt",
          ),
        ].map((each) => {
          const { x, y, width, height } = each.getBoundingClientRect();
          return [each.className, x, y, width, height];
        }),
        drawn: [...document.querySelectorAll<HTMLCanvasElement>(".unit canvas, .plane-picture canvas")].map(
          (canvas) =>
            canvas
              .getContext("2d")
              ?.getImageData(0, 0, canvas.width, canvas.height)
              .data.some((value) => value > 0) ?? false,
        ),
      }));
    const before = await look();
    expect(before.places.filter(([name]) => String(name).startsWith("thumbnail"))).toHaveLength(12);
    expect(before.places.filter(([name]) => String(name).includes("feature"))).toHaveLength(9);
    expect(before.drawn.every(Boolean)).toBe(true);
    expect(await page.textContent("[data-testid=train-loss]")).not.toMatch(/\d/);
    letThrough();
    await page.waitForFunction(() =>
      /\d/.test(document.querySelector("[data-testid=train-loss]")?.textContent ?? ""),
    );
    await page.waitForTimeout(300);
    expect((await look()).places).toEqual(before.places);
    await page.close();
  });
});
