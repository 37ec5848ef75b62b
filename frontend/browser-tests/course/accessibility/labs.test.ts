import { describe } from "vitest";
import { it } from "../../support/fixtures";
import { LABS } from "../../../src/model/course/course";

describe.for(["en", "zh-CN"])("A lab, in %s", (language) => {
  it.for(LABS)(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels: %s",
    async (slug, { reads }) => {
      const reader = await reads(`/labs/${slug}`, `lang=${language}&theme=light`, 320);
      await reader.findsNothingWrongIn(language);
    },
  );
});
