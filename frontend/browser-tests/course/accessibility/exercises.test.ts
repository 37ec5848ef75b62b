import { describe } from "vitest";
import { it } from "../../support/fixtures";
import { EXERCISE_ORDER } from "../../../src/model/course/course";

describe.for(["en", "zh-CN"])("An exercise, in %s", (language) => {
  it.for(EXERCISE_ORDER)(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels: %s",
    async (slug, { reads }) => {
      const reader = await reads(`/exercises/${slug}`, `lang=${language}&theme=light`, 320);
      await reader.findsNothingWrongIn(language);
    },
  );
});
