import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, Person } from "./person";

const BASE = inject("url");

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

describe("The content security policy", () => {
  it("lets the page do all that it does", async () => {
    const person = await Person.opens(browser, "#lang=en");
    await person.presses("play");
    expect(await person.sees("epoch", (epoch) => epoch > 5, 5000)).toBe(true);
    await person.presses("step");

    expect(person.complaints).toEqual([]);
    await person.leaves();
  });

  it("lets Swagger UI show the API", async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`${BASE}/swagger-ui.html`);
    await page.waitForSelector(".opblock-summary-path");

    expect(complaints).toEqual([]);
    await page.close();
  });

  it("runs no script that stands in a page or is made of text", async () => {
    const person = await Person.opens(browser, "#lang=en");
    const ran = await person.page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'inline'";
      document.body.append(script);
      return document.title;
    });

    expect(ran).not.toBe("inline");
    expect(person.complaints.join(" ")).toContain("Content Security Policy");
    await person.leaves();
  });
});
