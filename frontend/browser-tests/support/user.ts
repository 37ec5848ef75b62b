import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { inject } from "vitest";
import { launchBrowser } from "../../scripts/browser.mjs";
import { collectControlledJobs } from "./controlled-jobs";

const BASE = inject("url");

/** Asked of the server, as the browser saw it. */
export interface Asked {
  readonly method: string;
  /** Without the API's own part: `/jobs/..`. */
  readonly path: string;
  readonly request: Request;
  readonly token: string | undefined;
}

/** A user before the page: presses, drags, looks. Everything unexpected that the browser reports is kept. */
export class User {
  readonly page: Page;
  readonly asked: Asked[] = [];
  readonly browserErrors: string[] = [];
  expectsErrors = false;
  /** What the server has refused. */
  readonly refused: string[] = [];
  /** Calls that have not been answered; streams are none of them. */
  readonly #underWay = new Set<Request>();
  #lastCall = 0;
  readonly #endJobs: () => Promise<void>;

  private constructor(page: Page) {
    this.page = page;
    this.#endJobs = collectControlledJobs(page);
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.browserErrors.push(message.text());
    });
    page.on("pageerror", (error) => this.browserErrors.push(error.message));
    page.on("response", (response) => {
      const { method, path } = {
        method: response.request().method(),
        path: new URL(response.url()).pathname,
      };
      if (response.status() >= 400) this.refused.push(`${method} ${path}: ${String(response.status())}`);
    });
    page.on("request", (request) => {
      const path = /\/api\/v1(\/.*)$/.exec(request.url())?.[1];
      const token = request.headers()["authorization"]?.replace("Bearer ", "");
      if (path === undefined) return;
      this.asked.push({ method: request.method(), path, request, token });
      if (!path.includes("/events")) this.#underWay.add(request);
      this.#lastCall = Date.now();
    });
    const ended = (request: Request) => {
      if (this.#underWay.delete(request)) this.#lastCall = Date.now();
    };
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
  }

  /** Opens the page at an address and waits until its network is drawn with the server's own numbers. */
  static async opens(browser: Browser, address = "", base = BASE, context?: BrowserContext): Promise<User> {
    const page = context
      ? await context.newPage()
      : await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    const user = new User(page);
    await page.goto(`${base}/${address}`);
    await page.waitForFunction(() =>
      /\d/.test(document.querySelector("[data-testid=train-loss]")?.textContent ?? ""),
    );
    return user;
  }

  async leaves(): Promise<void> {
    await this.page.close();
    await this.#endJobs();
  }

  async presses(
    action: "play" | "step" | "step-batch" | "reset" | "new-weights" | "regenerate",
  ): Promise<void> {
    await this.page.click(`[data-action=${action}]`);
  }

  /** What the large button would do, by its name. */
  async playIcon(): Promise<string | null> {
    return this.page.getAttribute("[data-action=play]", "aria-label");
  }

  async chooses(field: string, option: string): Promise<void> {
    await this.page.selectOption(`[data-field=${field}] select`, { label: option });
  }

  /** Opens the rarer choices. */
  async opensAdvancedSettings(): Promise<void> {
    await this.page.click(".advanced-settings summary");
  }

  /** Types a number into a control's box, done with Enter. */
  async types(field: string, value: number | string): Promise<void> {
    const box = this.page.locator(`[data-field='${field}'] input[type=number]`).first();
    await box.fill(String(value));
    await box.press("Enter");
  }

  /** The words beside the epoch: what the training does, and the batch. */
  async runState(): Promise<string> {
    return (await this.page.textContent("[data-testid=run-state]")) ?? "";
  }

  /** What the server says of the job now. */
  async job(): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.page.request.get(`${BASE}/api/v1/jobs/${this.jobId()}`);
    return (await answer.json()) as Readonly<Record<string, unknown>>;
  }

  async reads(what: "epoch" | "test-loss" | "train-loss"): Promise<number> {
    const text = await this.page.textContent(`[data-testid=${what}]`);
    return Number(text?.replaceAll(",", ""));
  }

  /** Waits until the figure is as hoped for; false when it does not come to that within the time. */
  async sees(
    what: "epoch" | "test-loss" | "train-loss",
    hoped: (value: number) => boolean,
    within = 20_000,
  ): Promise<boolean> {
    const end = Date.now() + within;
    while (Date.now() < end) {
      if (hoped(await this.reads(what))) return true;
      await this.page.waitForTimeout(50);
    }
    return false;
  }

  /** Waits until the server has answered all, and nothing more has been asked for a while. */
  async settles(): Promise<void> {
    const start = Date.now();
    while (this.#underWay.size > 0 || Date.now() - Math.max(start, this.#lastCall) < 500) {
      await this.page.waitForTimeout(50);
    }
  }

  async seesNotice(name: string, within = 20_000): Promise<void> {
    await this.page.waitForSelector(`[data-notice=${name}]`, { timeout: within });
  }

  /** How often a kind of request was made; streams are the requests for events. */
  count(method: string, path: RegExp): number {
    return this.asked.filter((each) => each.method === method && path.test(each.path)).length;
  }

  jobId(): string {
    const found = this.asked.findLast((each) => each.path.includes("/events"));
    return /^\/jobs\/([^/]+)/.exec(found?.path ?? "")?.[1] ?? "";
  }

  /** The parameters that the server has now, as text. */
  async parameters(): Promise<string> {
    const answer = await this.page.request.get(`${BASE}/api/v1/jobs/${this.jobId()}/parameters`);
    const { layers } = (await answer.json()) as { layers: unknown };
    return JSON.stringify(layers);
  }

  /** What another client with the token does behind the page's back. */
  async jobIsDeleted(): Promise<void> {
    const token = this.asked.findLast((each) => each.token !== undefined)?.token ?? "";
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await this.page.request.delete(`${BASE}/api/v1/jobs/${this.jobId()}`, { headers });
    if (!answer.ok()) throw new Error(`The job was not deleted: HTTP ${String(answer.status())}`);
  }
}

export { launchBrowser };
