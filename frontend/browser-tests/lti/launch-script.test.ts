import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

const LMS = "https://lms.example";
const TOOL = "https://tool.example";
const SECRET = "secret-of-the-browser";
const STATE = "platform.end.nonce.hash.frame.code";

/** What blocks, and what the platform offers. */
interface Surroundings {
  /** The frame's sessionStorage throws. */
  readonly noSessionStorage?: boolean;
  /** Cookies of the frame are not kept. */
  readonly noCookies?: boolean;
  /** The platform's page stores data for tools: it answers, or it answers with errors. */
  readonly platformStorage?: "works" | "fails";
  /** Name of the frame in the login request. */
  readonly storageTarget?: string;
}

/** The platform's page: a frame of the tool, and its storage for tools as Canvas offers it. */
function course(storage: Surroundings["platformStorage"]): string {
  const answers = `
    const stored = new Map();
    addEventListener("message", ({ data, origin, source }) => {
      if (origin !== "${TOOL}" || !/^lti\\./.test(data.subject ?? "")) return;
      window.asked = [...(window.asked ?? []), data.subject];
      const answer = { subject: data.subject + ".response", message_id: data.message_id };
      if (data.subject === "lti.capabilities") answer.supported_messages = [{ subject: "lti.put_data" }, { subject: "lti.get_data" }];
      else if (${String(storage === "fails")}) answer.error = { code: "storage_exhaustion" };
      else {
        if (data.subject === "lti.put_data") stored.set(data.key, data.value);
        Object.assign(answer, { key: data.key, value: stored.get(data.key) });
      }
      source.postMessage(answer, origin);
    });`;
  return `<!doctype html><title>Course</title>${storage ? `<script>${answers}</script>` : ""}<iframe src="${TOOL}/lti/login"></iframe>`;
}

function toolPage(data: Readonly<Record<string, string>>): string {
  const attributes = Object.entries(data)
    .map(([name, value]) => ` data-${name}="${value}"`)
    .join("");
  return `<!doctype html><title>Tool</title><script src="launch.js" defer></script><main${attributes}><p>Opening</p>
    <p id="blocked" hidden>Blocked</p><p id="tab" hidden><a target="_blank" href="login?again">New tab</a></p></main>`;
}

/** Answers for the platform and the tool; the tool's script is the real one. */
async function serve(route: Route, { platformStorage, storageTarget = "" }: Surroundings): Promise<void> {
  const request = route.request();
  const { origin, pathname } = new URL(request.url());
  const html = (body: string) => route.fulfill({ contentType: "text/html", body });
  switch (origin + pathname) {
    case `${LMS}/`:
      return html(course(platformStorage));
    case `${LMS}/authorize`:
      return html(
        `<form method="post" action="${TOOL}/lti/launch"></form><script>document.forms[0].submit()</script>`,
      );
    case `${TOOL}/lti/login`:
      return html(
        toolPage({
          step: "login",
          authorization: `${LMS}/authorize`,
          state: STATE,
          secret: SECRET,
          origin: LMS,
          frame: storageTarget,
        }),
      );
    case `${TOOL}/lti/launch`:
      return html(toolPage({ step: "launch", state: STATE, origin: LMS, frame: storageTarget }));
    case `${TOOL}/lti/launch.js`: {
      const script = new URL(
        "../../../backend/src/main/resources/org/nnplayground/web/lti/launch.js",
        import.meta.url,
      );
      return route.fulfill({ contentType: "text/javascript", body: await readFile(script, "utf8") });
    }
    case `${TOOL}/lti/bind`: {
      const { state, secret } = request.postDataJSON() as { state: string; secret: string };
      return state === STATE && secret === SECRET
        ? route.fulfill({ json: { token: "token-1", page: "/embed/labs/hopfield" } })
        : route.fulfill({ status: 403, json: {} });
    }
    case `${TOOL}/embed/labs/hopfield`:
      return html("<!doctype html><title>Content</title><h1>Content</h1>");
    default:
      return route.fulfill({ status: 404 });
  }
}

async function open(
  browser: Browser,
  surroundings: Surroundings,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  await context.route("**/*", (route) => serve(route, surroundings));
  await context.addInitScript(
    ({ noSessionStorage, noCookies, tool }) => {
      if (location.origin !== tool) return;
      if (noSessionStorage) {
        Object.defineProperty(window, "sessionStorage", {
          get: () => {
            throw new DOMException("blocked", "SecurityError");
          },
        });
      }
      if (noCookies) Object.defineProperty(document, "cookie", { get: () => "", set: () => undefined });
    },
    { ...surroundings, tool: TOOL },
  );
  const page = await context.newPage();
  await page.goto(`${LMS}/`);
  return { context, page };
}

/** Where the launched page finds its token, once it is open. */
async function token(page: Page): Promise<unknown> {
  const frame = page.frameLocator("iframe");
  await frame.getByRole("heading", { name: "Content" }).waitFor();
  return frame.locator("body").evaluate(() => {
    try {
      return sessionStorage.getItem("nnp-lti");
    } catch {
      return window.name;
    }
  });
}

const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked?: string[] }).asked ?? []);

describe("a launch in a frame of another site", () => {
  it("keeps its secret in sessionStorage", async ({ browser }) => {
    const { page } = await open(browser, { noCookies: true, platformStorage: "works" });

    expect(await token(page)).toBe("token-1");
    expect(await asked(page)).toEqual([]);
  });

  it("keeps its secret in the frame that the platform names", async ({ browser }) => {
    const { page } = await open(browser, {
      noSessionStorage: true,
      noCookies: true,
      platformStorage: "works",
      storageTarget: "_parent",
    });

    expect(await token(page)).toBe("nnp-lti:token-1");
    expect(await asked(page)).toEqual(["lti.put_data", "lti.get_data"]);
  });

  it("asks the platform for its capabilities if it names no frame", async ({ browser }) => {
    const { page } = await open(browser, {
      noSessionStorage: true,
      noCookies: true,
      platformStorage: "works",
    });

    expect(await token(page)).toBe("nnp-lti:token-1");
    expect(await asked(page)).toEqual([
      "lti.capabilities",
      "lti.put_data",
      "lti.capabilities",
      "lti.get_data",
    ]);
  });

  it.for([undefined, "fails"] as const)(
    "keeps its secret in a cookie if the platform's storage is %s",
    async (platformStorage, { browser }) => {
      const { context, page } = await open(browser, {
        noSessionStorage: true,
        ...(platformStorage ? { platformStorage } : {}),
        storageTarget: "_parent",
      });

      expect(await token(page)).toBe("nnp-lti:token-1");
      expect(await context.cookies()).toEqual([]);
    },
  );

  it("offers a new tab if nothing can be kept", async ({ browser }) => {
    const { page } = await open(browser, { noSessionStorage: true, noCookies: true });

    const link = page.frameLocator("iframe").getByRole("link", { name: "New tab" });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe("login?again");
    expect(page.frames().map((frame) => frame.url())).not.toContain(`${LMS}/authorize`);
  });

  it("does not use the secret of another browser", async ({ browser }) => {
    const { page } = await open(browser, { noCookies: true });
    await token(page);
    await page.evaluate((address) => {
      const frame = document.querySelector("iframe");
      if (frame) frame.src = address;
    }, `${LMS}/authorize`);

    await page.frameLocator("iframe").getByText("Blocked").waitFor();
  });
});
