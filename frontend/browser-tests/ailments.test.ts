import { describe, expect } from "vitest";
import { it } from "./fixtures";
import type { Person } from "./person";

let person: Person;

describe("What ails a network", () => {
  it("is told in plain words with a remedy that helps, and undo brings the ailing one back", async ({
    opens,
  }) => {
    person = await opens("#lang=en&activation=relu&learningRate=3&dataset=spiral&networkShape=8,8&seed=3");
    await person.presses("play");
    await person.seesNotice("deadUnits", 15_000);
    expect(await person.page.textContent("[data-notice=deadUnits]")).toMatch(
      /of layer \d answer zero to every sample/,
    );
    await person.page.click("[data-action=remedy]");
    await person.page.waitForSelector("[data-notice=deadUnits]", { state: "detached" });
    expect(await person.page.inputValue("[data-field=activation] select")).toBe("leakyRelu");
    expect(await person.sees("epoch", (epoch) => epoch > 5, 5000)).toBe(true);
    await person.page.click("[data-action=undo]");
    expect(await person.page.inputValue("[data-field=activation] select")).toBe("relu");
  });

  it("is not told again once it was dismissed", async ({ opens }) => {
    person = await opens("#lang=zh-CN&activation=relu&learningRate=3&dataset=spiral&networkShape=8,8&seed=3");
    await person.presses("play");
    await person.seesNotice("deadUnits", 15_000);
    await person.page.locator("[data-notice=deadUnits]").getByRole("button", { name: "知道了" }).click();
    await person.presses("reset");
    await person.presses("play");
    await person.page.waitForTimeout(6000);
    expect(await person.page.locator("[data-notice=deadUnits]").count()).toBe(0);
  });
});
