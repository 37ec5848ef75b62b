import type { Browser, Page } from "playwright-core";
import { describe, expect, inject } from "vitest";
import { collectControlledJobs } from "../support/controlled-jobs";
import { EmbeddingPage } from "../support/embedding-page";
import { it as base } from "../support/fixtures";

/** A message of an embedded page, as the page around it has received it. */
type Heard = Readonly<Record<string, unknown>>;

interface Request {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A page of another origin that hears all messages of its frames and can send some. */
class Course {
  readonly page: Page;
  readonly #site: EmbeddingPage;
  readonly #endJobs: () => Promise<void>;

  private constructor(page: Page, site: EmbeddingPage, endJobs: () => Promise<void>) {
    this.page = page;
    this.#site = site;
    this.#endJobs = endJobs;
  }

  static async opens(browser: Browser, frames: Parameters<typeof EmbeddingPage.opens>[1]): Promise<Course> {
    const site = await EmbeddingPage.opens(inject("url"), frames);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const endJobs = collectControlledJobs(page);
    await page.addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      if (window === window.parent) addEventListener("message", ({ data }) => heard.push(data));
    });
    await page.goto(site.url);
    return new Course(page, site, endJobs);
  }

  /** Sends a message to a frame. */
  async sends(message: object, at = 0): Promise<void> {
    await this.page.evaluate(
      ([data, index]) => {
        document.querySelectorAll("iframe")[index]?.contentWindow?.postMessage({ nnp: 1, ...data }, "*");
      },
      [message, at] as const,
    );
  }

  /** Messages of a type, or with an id. */
  async heard(of: { readonly type: string; readonly id?: string }): Promise<readonly Heard[]> {
    const all = await this.page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
    return all.filter(({ type, id }) => type === of.type && (of.id === undefined || id === of.id));
  }

  /** Sends a request and waits for its result. */
  async asks(request: Request, at = 0): Promise<Heard> {
    const id = `${request.type} ${String(Math.random())}`;
    await this.sends({ ...request, id }, at);
    await expect.poll(async () => (await this.heard({ type: "result", id })).length).toBe(1);
    return (await this.heard({ type: "result", id }))[0] ?? {};
  }

  /** Says hello until the page in the frame is there to answer. */
  async greets(): Promise<Heard> {
    await expect
      .poll(async () => {
        await this.sends({ type: "hello" });
        return (await this.heard({ type: "ready" })).length;
      })
      .toBeGreaterThan(0);
    return (await this.heard({ type: "ready" }))[0] ?? {};
  }

  frame(at = 0) {
    return this.page.locator("iframe").nth(at).contentFrame();
  }

  async closes(): Promise<void> {
    await this.page.close();
    await this.#endJobs();
    await this.#site.closes();
  }
}

const it = base.extend("course", ({ browser }, { onCleanup }) => {
  const open: Course[] = [];
  onCleanup(async () => {
    for (const course of open) await course.closes();
  });
  return async (...frames: Parameters<typeof EmbeddingPage.opens>[1]) => {
    const course = await Course.opens(browser, frames);
    open.push(course);
    return course;
  };
});

const PLAYGROUND = { address: "lang=en&seed=1", width: 1000 };

describe("A page around a playground", () => {
  it("is told what the playground is, its state and its epochs, and drives it", async ({ course }) => {
    const page = await course(PLAYGROUND);
    expect(await page.greets()).toMatchObject({
      version: 1,
      kind: "playground",
      title: expect.any(String) as unknown,
    });
    expect(await page.asks({ type: "set", hash: "dataset=xor&seed=1&lang=en" })).toMatchObject({ ok: true });
    await expect
      .poll(async () => (await page.heard({ type: "state" })).at(-1)?.["hash"])
      .toMatch(/dataset=xor/);
    expect(await page.asks({ type: "get", what: "state" })).toMatchObject({
      value: { hash: expect.stringContaining("dataset=xor") as unknown },
    });
    await page.asks({ type: "play" });
    await expect
      .poll(async () => Number((await page.heard({ type: "epoch" })).at(-1)?.["epoch"]))
      .toBeGreaterThan(10);
    await page.asks({ type: "pause" });
    await expect
      .poll(() => page.heard({ type: "paused" }))
      .toEqual([{ nnp: 1, type: "paused", reason: "user" }]);
    const { value } = (await page.asks({ type: "get", what: "losses" })) as unknown as {
      value: { train: number[] };
    };
    expect(value.train.length).toBeGreaterThan(10);
    expect(await page.asks({ type: "get", what: "picture" })).toMatchObject({
      value: { dataUrl: expect.stringMatching(/^data:image\/png;base64,/) as unknown },
    });
    await page.asks({ type: "reset" });
    await page.asks({ type: "step" });
    await expect.poll(async () => (await page.heard({ type: "epoch" })).at(-1)?.["epoch"]).toBe(1);
    await page.asks({ type: "theme", theme: "dark" });
    await page.asks({ type: "lang", lang: "zh-CN" });
    await expect.poll(() => page.frame().locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(await page.frame().locator("html").getAttribute("data-theme")).toBe("dark");
  });

  it("gets an error that names what is wrong with a request", async ({ course }) => {
    const page = await course(PLAYGROUND);
    await page.greets();
    expect(await page.asks({ type: "explode" })).toMatchObject({
      ok: false,
      error: { type: "unknown-request" },
    });
    for (const request of [
      { type: "get", what: "secrets" },
      { type: "set" },
      { type: "theme", theme: "pink" },
      { type: "lang", lang: "tlh" },
    ])
      expect(await page.asks(request)).toMatchObject({ ok: false, error: { type: "invalid-request" } });
  });

  it("is not heard if another origin is named in the address", async ({ course }) => {
    const page = await course(
      { ...PLAYGROUND, address: `${PLAYGROUND.address}&messages=https://course.example` },
      PLAYGROUND,
    );
    await page.frame(0).locator("[data-testid=train-loss]", { hasText: /\d/ }).waitFor();
    // The second frame shows that an answer would have come by now.
    await page.sends({ type: "hello" });
    await expect
      .poll(async () => {
        await page.sends({ type: "hello" }, 1);
        return (await page.heard({ type: "ready" })).length;
      })
      .toBeGreaterThan(0);
    await page.sends({ type: "lang", lang: "zh-CN", id: "language" });
    await page.asks({ type: "get", what: "state" }, 1);
    expect(await page.frame(0).locator("html").getAttribute("lang")).toBe("en");
    expect(await page.heard({ type: "result", id: "language" })).toEqual([]);
  });

  it("is the only window that is heard", async ({ course }) => {
    const page = await course(PLAYGROUND, PLAYGROUND);
    await page.greets();
    await page.frame(1).locator("[data-testid=train-loss]", { hasText: /\d/ }).waitFor();
    await page
      .frame(1)
      .locator("html")
      .evaluate(() => {
        for (const request of [
          { nnp: 1, type: "hello" },
          { nnp: 1, type: "set", hash: "dataset=xor" },
          { nnp: 1, type: "lang", lang: "zh-CN" },
        ])
          parent.frames[0]?.postMessage(request, "*");
      });
    // A later request of the page around is answered, so the others have arrived.
    expect(await page.asks({ type: "get", what: "state" })).toMatchObject({
      value: { hash: expect.not.stringContaining("dataset=xor") as unknown },
    });
    expect(await page.frame().locator("html").getAttribute("lang")).toBe("en");
  });
});

describe("A page around an exercise", () => {
  it("is told the grade that the exercise shows, also as an xAPI statement", async ({ course }) => {
    const page = await course({ address: "lang=en", width: 800, path: "/exercises/gradient-step" });
    expect(await page.greets()).toMatchObject({ kind: "exercise", capabilities: ["get", "theme", "lang"] });
    const frame = page.frame();
    await frame.locator("[data-action=check]").waitFor();
    await frame.locator(".exercise input").first().fill("2");
    await frame.locator("[data-action=check]").click();
    await expect
      .poll(() => page.heard({ type: "graded" }))
      .toEqual([
        {
          nnp: 1,
          type: "graded",
          slug: "gradient-step",
          rightSteps: expect.any(Number) as unknown,
          steps: expect.any(Number) as unknown,
          right: false,
        },
      ]);
    expect((await page.heard({ type: "xapi" }))[0]).toMatchObject({
      statement: {
        object: { id: `${inject("url")}/exercises/gradient-step` },
        result: { success: false },
      },
    });
  });
});

describe("A lesson in a sandboxed frame", () => {
  it("grades a typed number, by its button and by Enter", async ({ course }) => {
    const page = await course({ address: "lang=en", width: 800, path: "/lessons/descent" });
    const question = page.frame().locator(".box-graded:has(.number-answer)").first();
    for (const check of [
      () => question.locator("[data-action=check]").click(),
      () => question.locator("input").press("Enter"),
    ]) {
      await question.locator("input").fill("0.6");
      await check();
      await expect.poll(() => question.getAttribute("data-verdict")).toBe("right");
      await question.locator("[data-action=retry]").click();
      await expect.poll(() => question.getAttribute("data-verdict")).toBeNull();
    }
  });
});

describe("A page with the script of embed.js", () => {
  it.for([
    ["a playground", "", "[data-testid=train-loss]"],
    ["a lesson", "/lessons/descent", ".lesson-end"],
    ["a lab", "/labs/descent", ".lab-stage"],
    ["an exercise", "/exercises/gradient-step", "[data-action=check]"],
  ] as const)(
    "shows all of %s without an inner scrollbar at every width",
    async ([, path, part], { course }) => {
      const { page, frame } = await course({ address: "lang=en", width: 600, path }).then((opened) => ({
        page: opened.page,
        frame: opened.frame(),
      }));
      await page.addScriptTag({ url: `${inject("url")}/embed.js` });
      await frame.locator(part).first().waitFor();
      for (const width of [600, 760, 900, 1140]) {
        await page.locator("iframe").evaluate((element, pixels) => {
          element.setAttribute("width", String(pixels));
        }, width);
        const hidden = () =>
          frame.locator("html").evaluate((root) => ({
            below: root.scrollHeight - innerHeight,
            beside: root.scrollWidth - innerWidth,
          }));
        await expect.poll(hidden).toEqual({ below: 0, beside: 0 });
      }
    },
  );
});
