import type { Browser, Page, Request } from "playwright-core";
import { expect, inject } from "vitest";
import { accessibilityViolations } from "./accessibility-violations";

/** A reader of a page of the course. */
export class Reader {
  readonly page: Page;
  readonly browserErrors: string[] = [];
  expectsErrors = false;
  readonly #unanswered = new Set<Request>();

  private constructor(page: Page) {
    this.page = page;
    page.on("request", (request) => {
      // A stream ends with its page.
      if (!request.url().includes("/events")) this.#unanswered.add(request);
    });
    for (const end of ["requestfinished", "requestfailed"] as const) {
      page.on(end as "requestfinished", (request) => this.#unanswered.delete(request));
    }
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.browserErrors.push(message.text());
    });
    page.on("pageerror", (error) => this.browserErrors.push(error.message));
  }

  /** @param prepare what to do before the page is opened, such as answering some of its requests */
  static async opens(
    browser: Browser,
    path: string,
    hash = "lang=en&theme=light",
    width = 1280,
    prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
  ): Promise<Reader> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, locale: "en-GB" });
    const reader = new Reader(page);
    await prepare(page);
    await page.goto(`${inject("url")}${path}#${hash}`);
    await page.waitForSelector("main h1");
    return reader;
  }

  async presses(action: string): Promise<void> {
    await this.page.click(`[data-action=${action}]`);
  }

  async chooses(control: string, choice: string): Promise<void> {
    await this.page.check(`[data-control=${control}] [data-choice="${choice}"] input`);
  }

  async slides(control: string, value: number): Promise<void> {
    await this.page.fill(`[data-control=${control}] input`, String(value));
  }

  /** Waits for an element with this attribute and returns the attribute of the first one. */
  async reads(attribute: string): Promise<string> {
    await this.page.waitForSelector(`[${attribute}]`, { timeout: 30_000 });
    return (await this.page.getAttribute(`[${attribute}]`, attribute)) ?? "";
  }

  /** Expects no accessibility violation in either theme, and a page that is not wider than the window of 320 pixels. */
  async findsNothingWrongIn(language: string): Promise<void> {
    for (const theme of ["light", "dark"]) {
      await this.goesTo(`lang=${language}&theme=${theme}`);
      await this.page.waitForSelector(`html[lang=${language}][data-theme=${theme}]`);
      await this.settles();
      expect([theme, await this.accessibilityViolations()]).toEqual([theme, []]);
      expect([theme, await this.width()]).toEqual([theme, 320]);
    }
  }

  /** Waits until every request is answered and the page is drawn: formulas, fonts and colour transitions. */
  async settles(): Promise<void> {
    await expect.poll(() => this.#unanswered.size, { interval: 20 }).toBe(0);
    await this.page.waitForFunction(() =>
      Array.from(document.querySelectorAll("[data-tex]")).every((formula) => formula.querySelector(".katex")),
    );
    await this.page.evaluate(async () => {
      await document.fonts.ready;
      // What is drawn meanwhile may begin further transitions; in a lab that runs by itself they never end.
      for (let round = 0; round < 10; round++) {
        for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
        const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
        if (transitions.length === 0) break;
        await Promise.allSettled(transitions.map((each) => each.finished));
      }
    });
  }

  /** Changes language or theme through the page's address. */
  async goesTo(hash: string): Promise<void> {
    await this.page.evaluate((keys) => {
      location.hash = keys;
    }, hash);
  }

  async accessibilityViolations(): Promise<readonly string[]> {
    return accessibilityViolations(this.page);
  }

  async width(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth);
  }

  async leaves(): Promise<void> {
    await this.page.close();
  }
}
