import { describe, expect } from "vitest";
import { LANGUAGES } from "../../src/i18n/messages";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

describe.for(Object.entries(LANGUAGES))("In %s", ([language, text]) => {
  it.beforeEach(async ({ opens }) => {
    user = await opens(`#lang=${language}`);
    user.expectsErrors = true; // the browser reports each failing request
  });

  describe("A lost server", () => {
    it("is shown as lost; when it is back the page continues by itself, with the same job and every epoch", async () => {
      const job = user.jobId();
      await user.presses("play");
      expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);

      await user.page.context().setOffline(true);
      await user.presses("step"); // going offline does not close open streams; the failing request reveals it
      await user.seesNotice("lost");
      const before = await user.reads("epoch");

      await user.page.context().setOffline(false);
      await user.page.waitForSelector("[data-notice=lost]", { state: "detached" });
      expect(await user.sees("epoch", (epoch) => epoch > before)).toBe(true);
      expect(user.jobId()).toBe(job);
      // The step has paused it.
      await expect
        .poll(async () => {
          const curve = await user.page.getAttribute(".loss-chart [role=img]", "aria-label");
          return curve?.includes(text.curveName((await user.reads("epoch")).toLocaleString("en")));
        })
        .toBe(true);
      expect(user.recordedRequests.findLast((each) => each.path.includes("/events"))?.path).toContain(
        "lastEventId=",
      );
    });

    it("does not lose changes that the user made meanwhile", async () => {
      await user.page.context().setOffline(true);
      await user.chooses("activation", "Sigmoid");
      await user.seesNotice("lost");
      await user.page.context().setOffline(false);
      await user.page.waitForSelector("[data-notice=lost]", { state: "detached" });
      await user.settles();
      expect(await user.page.inputValue("[data-field=activation] select")).toBe("sigmoid");
      const answer = await user.page.request.get(
        `${new URL(user.page.url()).origin}/api/v1/jobs/${user.jobId()}`,
      );
      const { spec } = (await answer.json()) as { spec: { network: { layers: { activation: string }[] } } };
      expect(spec.network.layers[0]?.activation).toBe("sigmoid");
    });
  });

  describe("A job that another client deletes", () => {
    it("is replaced from the spec, with a notice, and continues playing", async () => {
      const job = user.jobId();
      await user.presses("play");
      expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);

      await user.jobIsDeleted();
      await user.seesNotice("newJob");
      expect(user.jobId()).not.toBe(job);
      expect(await user.sees("epoch", (epoch) => epoch > 5)).toBe(true);

      await user.page.getByRole("button", { name: text.dismiss }).click();
      expect(await user.page.locator("[data-notice]").count()).toBe(0);
      expect(user.browserErrors).toEqual([]);
    });
  });

  describe("A spec that the server rejects", () => {
    it("shows the reason at the control that caused it, and the page continues", async () => {
      await user.page.route("**/spec*", async (route) => {
        const errors = [{ pointer: "/training/batchSize", detail: "must be between 1 and 8, was 10" }];
        await route.fulfill({
          status: 422,
          contentType: "application/problem+json",
          body: JSON.stringify({ type: "/problems/invalid-request", title: "Invalid", status: 422, errors }),
        });
      });
      await user.chooses("activation", "ReLU");
      await user.page.waitForSelector("[data-field=batchSize].field-invalid");
      expect(await user.page.textContent("[data-field=batchSize] .field-error")).toContain("was 10");
      await user.page.unroute("**/spec*");
      await user.chooses("activation", "Tanh");
      await user.page.waitForSelector(".field-invalid", { state: "detached" });
    });
  });
});
