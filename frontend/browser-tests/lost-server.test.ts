import { describe, expect } from "vitest";
import { LANGUAGES } from "../src/i18n/messages";
import { it } from "./fixtures";
import type { Person } from "./person";

let person: Person;

describe.for(Object.entries(LANGUAGES))("In %s", ([language, text]) => {
  it.beforeEach(async ({ opens }) => {
    person = await opens(`#lang=${language}`);
    person.mayComplain = true; // the browser reports each request that fails
  });

  describe("A server that is lost", () => {
    it("is shown as lost; when it is back the page goes on by itself, with the same job and every epoch", async () => {
      const job = person.jobId();
      await person.presses("play");
      expect(await person.sees("epoch", (epoch) => epoch > 20)).toBe(true);

      await person.page.context().setOffline(true);
      await person.presses("step"); // offline leaves open streams alone: the failing request tells
      await person.seesNotice("lost");
      const before = await person.reads("epoch");

      await person.page.context().setOffline(false);
      await person.page.waitForSelector("[data-notice=lost]", { state: "detached" });
      expect(await person.sees("epoch", (epoch) => epoch > before)).toBe(true);
      expect(person.jobId()).toBe(job);
      // The step paused it.
      await expect
        .poll(async () => {
          const curve = await person.page.getAttribute(".loss-chart svg", "aria-label");
          return curve?.includes(text.curveName((await person.reads("epoch")).toLocaleString("en")));
        })
        .toBe(true);
      expect(person.asked.findLast((each) => each.path.includes("/events"))?.path).toContain("lastEventId=");
    });

    it("does not lose what the person changed meanwhile", async () => {
      await person.page.context().setOffline(true);
      await person.chooses("activation", "Sigmoid");
      await person.seesNotice("lost");
      await person.page.context().setOffline(false);
      await person.page.waitForSelector("[data-notice=lost]", { state: "detached" });
      await person.settles();
      expect(await person.page.inputValue("[data-field=activation] select")).toBe("sigmoid");
      const answer = await person.page.request.get(
        `${new URL(person.page.url()).origin}/api/v1/jobs/${person.jobId()}`,
      );
      const { spec } = (await answer.json()) as { spec: { network: { layers: { activation: string }[] } } };
      expect(spec.network.layers[0]?.activation).toBe("sigmoid");
    });
  });

  describe("A job that is deleted behind the page's back", () => {
    it("is made anew from the spec, with a notice, and goes on playing", async () => {
      const job = person.jobId();
      await person.presses("play");
      expect(await person.sees("epoch", (epoch) => epoch > 20)).toBe(true);

      await person.jobIsDeleted();
      await person.seesNotice("newJob");
      expect(person.jobId()).not.toBe(job);
      expect(await person.sees("epoch", (epoch) => epoch > 5)).toBe(true);

      await person.page.getByRole("button", { name: text.dismiss }).click();
      expect(await person.page.locator("[data-notice]").count()).toBe(0);
      expect(person.complaints).toEqual([]);
    });
  });

  describe("A spec that the server refuses", () => {
    it("says why at the control that caused it, and the page goes on", async () => {
      await person.page.route("**/spec*", async (route) => {
        const errors = [{ pointer: "/training/batchSize", detail: "must be between 1 and 8, was 10" }];
        await route.fulfill({
          status: 422,
          contentType: "application/problem+json",
          body: JSON.stringify({ type: "/problems/invalid-request", title: "Invalid", status: 422, errors }),
        });
      });
      await person.chooses("activation", "ReLU");
      await person.page.waitForSelector("[data-field=batchSize].field-wrong");
      expect(await person.page.textContent("[data-field=batchSize] .field-error")).toContain("was 10");
      await person.page.unroute("**/spec*");
      await person.chooses("activation", "Tanh");
      await person.page.waitForSelector(".field-wrong", { state: "detached" });
    });
  });
});
