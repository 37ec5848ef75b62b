import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { inject } from "vitest";
import { launchBrowser } from "../../scripts/browser.mjs";
import { collectControlledJobs } from "./controlled-jobs";

const BASE = inject("url");

/** A request to the server, as the browser saw it. */
export interface RecordedRequest {
  readonly method: string;
  /** Path without the API's prefix: `/jobs/..`. */
  readonly path: string;
  readonly request: Request;
  readonly token: string | undefined;
}

/** A user of the page, who clicks, drags and reads. Collects all errors that the browser reports. */
export class User {
  readonly page: Page;
  readonly recordedRequests: RecordedRequest[] = [];
  readonly browserErrors: string[] = [];
  expectsErrors = false;
  /** Requests that the server has rejected. */
  readonly rejected: string[] = [];
  /** Unanswered requests, without streams. */
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
      if (response.status() >= 400) this.rejected.push(`${method} ${path}: ${String(response.status())}`);
    });
    page.on("request", (request) => {
      const path = /\/api\/v1(\/.*)$/.exec(request.url())?.[1];
      const token = request.headers()["authorization"]?.replace("Bearer ", "");
      if (path === undefined) return;
      this.recordedRequests.push({ method: request.method(), path, request, token });
      if (!path.includes("/events")) this.#underWay.add(request);
      this.#lastCall = Date.now();
    });
    const ended = (request: Request) => {
      if (this.#underWay.delete(request)) this.#lastCall = Date.now();
    };
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
  }

  /** Opens an address and waits until the network is drawn with the server's numbers. */
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

  /** Name of the play button. */
  async playIcon(): Promise<string | null> {
    return this.page.getAttribute("[data-action=play]", "aria-label");
  }

  async chooses(field: string, option: string): Promise<void> {
    await this.page.selectOption(`[data-field=${field}] select`, { label: option });
  }

  /** Opens the advanced settings. */
  async opensAdvancedSettings(): Promise<void> {
    await this.page.click(".advanced-settings summary");
  }

  /** Types a number into a control and presses Enter. */
  async types(field: string, value: number | string): Promise<void> {
    const box = this.page.locator(`[data-field='${field}'] input[type=number]`).first();
    await box.fill(String(value));
    await box.press("Enter");
  }

  /** The text beside the epoch: state of the training, and batch. */
  async runState(): Promise<string> {
    return (await this.page.textContent("[data-testid=run-state]")) ?? "";
  }

  /** The job's current state on the server. */
  async job(): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.page.request.get(`${BASE}/api/v1/jobs/${this.jobId()}`);
    return (await answer.json()) as Readonly<Record<string, unknown>>;
  }

  async reads(what: "epoch" | "test-loss" | "train-loss"): Promise<number> {
    const text = await this.page.textContent(`[data-testid=${what}]`);
    return Number(text?.replaceAll(",", ""));
  }

  /** Waits until the number meets the expectation; false after the timeout. */
  async sees(
    what: "epoch" | "test-loss" | "train-loss",
    expected: (value: number) => boolean,
    within = 20_000,
  ): Promise<boolean> {
    const end = Date.now() + within;
    while (Date.now() < end) {
      if (expected(await this.reads(what))) return true;
      await this.page.waitForTimeout(50);
    }
    return false;
  }

  /** Waits until the server has answered everything and no request has been made for a while. */
  async settles(): Promise<void> {
    const start = Date.now();
    while (this.#underWay.size > 0 || Date.now() - Math.max(start, this.#lastCall) < 500) {
      await this.page.waitForTimeout(50);
    }
  }

  async seesNotice(name: string, within = 20_000): Promise<void> {
    await this.page.waitForSelector(`[data-notice=${name}]`, { timeout: within });
  }

  /** Number of requests of a kind; streams are requests for events. */
  count(method: string, path: RegExp): number {
    return this.recordedRequests.filter((each) => each.method === method && path.test(each.path)).length;
  }

  jobId(): string {
    const found = this.recordedRequests.findLast((each) => each.path.includes("/events"));
    return /^\/jobs\/([^/]+)/.exec(found?.path ?? "")?.[1] ?? "";
  }

  /** The server's current parameters, as text. */
  async parameters(): Promise<string> {
    const answer = await this.page.request.get(`${BASE}/api/v1/jobs/${this.jobId()}/parameters`);
    const { layers } = (await answer.json()) as { layers: unknown };
    return JSON.stringify(layers);
  }

  /** Deletes the job as another client with its token would. */
  async jobIsDeleted(): Promise<void> {
    const token = this.recordedRequests.findLast((each) => each.token !== undefined)?.token ?? "";
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await this.page.request.delete(`${BASE}/api/v1/jobs/${this.jobId()}`, { headers });
    if (!answer.ok()) throw new Error(`The job was not deleted: HTTP ${String(answer.status())}`);
  }
}

export { launchBrowser };
