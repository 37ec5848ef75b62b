import { describe, expect, inject } from "vitest";
import { it } from "../support/fixtures";

const BASE = inject("url");

describe("The content security policy", () => {
  it("allows everything that the page does", async ({ opens }) => {
    const user = await opens("#lang=en");
    await user.presses("play");
    expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);
    await user.presses("step");
  });

  it("allows Swagger UI to show the API", async ({ browser }) => {
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

  it("blocks inline scripts and scripts made from text", async ({ opens }) => {
    const user = await opens("#lang=en");
    user.expectsErrors = true; // about the blocked script
    const ran = await user.page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'inline'";
      document.body.append(script);
      return document.title;
    });

    expect(ran).not.toBe("inline");
    expect(user.browserErrors.join(" ")).toContain("Content Security Policy");
  });
});
