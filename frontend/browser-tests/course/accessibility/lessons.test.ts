import { readdirSync } from "node:fs";
import { describe } from "vitest";
import { it } from "../../support/fixtures";

const LESSONS = readdirSync("src/lessons/en")
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.slice(0, -3));

describe.for(["en", "zh-CN"])("A lesson, in %s", (language) => {
  it.for(LESSONS)(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels: %s",
    async (slug, { reads }) => {
      const reader = await reads(`/lessons/${slug}`, `lang=${language}&theme=light`, 320);
      await reader.findsNothingWrongIn(language);
    },
  );

  it("has no accessibility violation in the index, either", async ({ reads }) => {
    const reader = await reads("/lessons", `lang=${language}&theme=light`, 320);
    await reader.findsNothingWrongIn(language);
  });
});
