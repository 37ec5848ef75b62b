import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { it } from "../support/fixtures";
import { LearningPlatform, type Person } from "../support/learning-platform";
import { startLtiServer, type LtiTestServer } from "../support/lti-server";

let server: LtiTestServer;
let platform: LearningPlatform;

beforeAll(async () => {
  server = await startLtiServer();
  platform = await LearningPlatform.opens();
  await registers(await server.invite());
}, 180_000);

afterAll(async () => {
  await platform.closes();
  await server.stop();
});

/** The platform's administrator opens the registration address of an invite, and presses the button. */
async function registers(invitation: string): Promise<void> {
  const asked = new URL(invitation);
  asked.searchParams.set("openid_configuration", platform.configurationAddress);
  expect(await (await fetch(asked)).text()).toContain(platform.url);
  const done = await fetch(`${server.address}/lti/register`, { method: "POST", body: asked.searchParams });
  expect(done.status).toBe(200);
}

/** Opens a page in a tab that does not keep cookies of other sites than its own. */
async function opensTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  // Older versions of the protocol require the last two.
  const controls = {
    enableThirdPartyCookieRestriction: true,
    disableThirdPartyCookieMetadata: true,
    disableThirdPartyCookieHeuristics: true,
  };
  await devtools.send("Network.setCookieControls", controls);
  await page.goto(address);
  return page;
}

/** The frame of the tool, when it shows an element. */
async function toolWith(page: Page, selector: string): Promise<Frame> {
  await page.frameLocator("iframe").locator(selector).first().waitFor({ timeout: 30_000 });
  const frame = page.frames().find((each) => each !== page.mainFrame());
  if (!frame) throw new Error("The page of the course has no frame");
  return frame;
}

interface Sheet {
  readonly given: readonly { readonly name: string; readonly values: readonly (readonly number[])[] }[];
}

/** The weighted sums of the small network, W x. */
function sumsOf({ given }: Sheet): readonly number[] {
  const valuesOf = (name: string) => given.find((each) => each.name === name)?.values ?? [];
  const x = valuesOf("x").flat();
  return valuesOf("W").map((row) => row.reduce((sum, weight, i) => sum + weight * (x[i] ?? 0), 0));
}

describe("A course on another site, in a browser that blocks third-party cookies", () => {
  it("is in a browser that really blocks them", async ({ browser }) => {
    const asked: (string | undefined)[] = [];
    const site = createServer(({ headers: { host, cookie } }, answer) => {
      answer.setHeader("Content-Type", "text/html");
      if (host?.startsWith("localhost")) {
        const { port } = site.address() as AddressInfo;
        answer.end(
          `<link rel="icon" href="data:,"><iframe src="http://127.0.0.1:${String(port)}/"></iframe>`,
        );
      } else {
        asked.push(cookie);
        answer.setHeader("Set-Cookie", "kept=yes; SameSite=None; Secure").end("<p id=done>Done</p>");
      }
    });
    await new Promise<void>((listening) => site.listen(0, listening));
    const address = `http://localhost:${String((site.address() as AddressInfo).port)}/`;
    const visits = async (open: (context: BrowserContext) => Promise<Page>) => {
      const page = await open(await browser.newContext());
      for (let visit = 0; visit < 2; visit++) {
        await page.goto(address);
        await toolWith(page, "#done");
      }
    };
    await visits((context) => context.newPage());
    await visits((context) => opensTab(context, "about:blank"));
    site.closeAllConnections();
    site.close();
    expect(asked).toEqual([undefined, "kept=yes", undefined, undefined]);
  });

  it("gets a graded exercise from the picker, shows it in two tabs at once, and gets the score", async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 } });
    const opens = (person: Person, activity: number | "picker") =>
      opensTab(context, platform.pageFor(person, activity));

    const teachersTab = await opens("teacher", "picker");
    const picker = await toolWith(teachersTab, "[data-path='/exercises/small-network'] input");
    await picker.check("[data-path='/exercises/small-network'] input");
    await picker.fill("#pick-1-attempts", "2");
    await picker.click("[data-action=confirm]");
    await toolWith(teachersTab, "#picked");
    expect(platform.activities).toMatchObject([
      {
        custom: { content: "/exercises/small-network", mode: "graded", attempts: "2" },
        lineItem: { scoreMaximum: 11 },
      },
    ]);

    const [tab, other] = await Promise.all([opens("student-ann", 0), opens("student-ben", 0)]);
    const [exercise, othersExercise] = await Promise.all(
      [tab, other].map((each) => toolWith(each, "[data-action=start]")),
    );
    const started = tab.waitForResponse(
      (response) => response.url().endsWith("/lti/attempts") && response.request().method() === "POST",
    );
    await exercise?.click("[data-action=start]");
    const { sheet } = (await (await started).json()) as { sheet: Sheet };
    const fields = tab.frameLocator("iframe").locator(".exercise-cell input");
    for (const [at, sum] of sumsOf(sheet).entries()) await fields.nth(at).fill(String(sum));
    await exercise?.click("[data-action=hand-in]");
    await exercise?.click("[data-action=hand-in-now]");
    await toolWith(tab, "[data-solution]");
    expect(await exercise?.textContent("[data-points] strong")).toBe(
      "Attempt 1 is handed in: 2 of 11 points.",
    );

    expect(await othersExercise?.textContent("[data-action=start]")).toBe("Start attempt 1 of 2");
    await expect.poll(() => platform.scores.length).toBe(1);
    expect(platform.scores).toMatchObject([
      { userId: "student-ann", scoreGiven: 2, scoreMaximum: 11, gradingProgress: "FullyGraded" },
    ]);

    const [classTab, othersTab] = await Promise.all([opens("teacher", 0), opens("student-ann", 0)]);
    const table = await toolWith(classTab, "[data-student]");
    expect(await table.textContent("[data-student]")).toContain("2 of 11");
    const again = await toolWith(othersTab, "[data-action=start]");
    expect(await again.textContent("[data-action=start]")).toBe("Start attempt 2 of 2");
    expect(await context.cookies()).toEqual([]);
    expect(platform.refused).toEqual([]);
  });

  it("takes a training goal from the picker, closes the attempt when the goal is reached, and gets the score", async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 } });
    const activity = platform.activities.length;
    const teachersTab = await opensTab(context, platform.pageFor("teacher", "picker"));
    const picker = await toolWith(teachersTab, "[data-control=kind]");
    await picker.check("[data-control=kind] [data-choice=playground] input");
    await picker.check("[data-path='/#dataset=circle'] input");
    await picker.check("[data-control=pick-1-goal] [data-choice=testLoss] input");
    await picker.fill("#pick-1-loss", "0.3");
    await picker.fill("#pick-1-neurons", "6");
    await picker.check("[data-lock=training]");
    await picker.click("[data-action=confirm]");
    await toolWith(teachersTab, "#picked");
    expect(platform.activities[activity]).toMatchObject({
      custom: { mode: "graded", attempts: "3" },
      lineItem: { scoreMaximum: 1 },
    });

    const tab = await opensTab(context, platform.pageFor("student-dan", activity));
    const playground = await toolWith(tab, "[data-action=start]");
    expect(await playground.locator("[data-control=dataset], [data-control=learningRate]").count()).toBe(0);
    const jobOfAttempt = tab.waitForResponse(
      (answer) =>
        answer.url().endsWith("/api/v1/jobs") &&
        (answer.request().postData() ?? "").includes('"attempt"') &&
        answer.status() === 201,
    );
    await playground.click("[data-action=start]");
    await toolWith(tab, "[data-goal-state=open]");
    await jobOfAttempt;
    await playground.click(".player .play");
    await toolWith(tab, "[data-goal-state=closed]");
    expect(await playground.textContent("[data-goal-state]")).toBe("Attempt 1: 1 of 1 points.");
    await expect.poll(() => platform.scores.at(-1)?.userId).toBe("student-dan");
    expect(platform.scores.at(-1)).toMatchObject({ scoreGiven: 1, scoreMaximum: 1 });
    expect(platform.refused).toEqual([]);
  });

  it("shows an activity although the browser blocks all storage of the frame, too", async ({ browser }) => {
    const activity = platform.activities.push({
      title: "Exercise",
      custom: { content: "/exercises/small-network", mode: "graded" },
    });
    const context = await browser.newContext({ locale: "en-GB" });
    await context.addInitScript(() => {
      if (window === window.top) return;
      for (const storage of ["sessionStorage", "localStorage"]) {
        Object.defineProperty(window, storage, {
          get() {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
      }
    });
    const tab = await opensTab(context, platform.pageFor("student-cid", activity - 1));
    const frame = await toolWith(tab, "[data-action=start]");
    expect(await frame.textContent("h1")).toBe("B. The gradient of a small network");
    expect(await context.cookies()).toEqual([]);
  });
});
