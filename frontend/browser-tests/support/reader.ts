import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { accessibilityViolations } from "./accessibility-violations";

/** A reader before a page of the course. */
export class Reader {
  readonly page: Page;
  readonly browserErrors: string[] = [];
  expectsErrors = false;

  private constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.browserErrors.push(message.text());
    });
    page.on("pageerror", (error) => this.browserErrors.push(error.message));
  }

  static async opens(
    browser: Browser,
    path: string,
    hash = "lang=en&theme=light",
    width = 1280,
  ): Promise<Reader> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, locale: "en-GB" });
    const reader = new Reader(page);
    await page.goto(`${inject("url")}${path}#${hash}`);
    await page.waitForSelector("main h1");
    return reader;
  }

  async presses(action: string): Promise<void> {
    await this.page.click(`[data-action=${action}]`);
  }

  async chooses(control: string, choice: string): Promise<void> {
    await this.page.check(`[data-control=${control}] [data-choice=${choice}] input`);
  }

  async slides(control: string, value: number): Promise<void> {
    await this.page.fill(`[data-control=${control}] input`, String(value));
  }

  /** An attribute of the first element that has it, once it is there. */
  async reads(attribute: string): Promise<string> {
    await this.page.waitForSelector(`[${attribute}]`, { timeout: 30_000 });
    return (await this.page.getAttribute(`[${attribute}]`, attribute)) ?? "";
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
