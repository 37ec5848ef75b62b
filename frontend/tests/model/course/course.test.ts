import { describe, expect, it } from "vitest";
import { locationOf } from "../../../src/model/course/course";

describe("The location of a course page", () => {
  it.each([
    ["/lessons", "lessons", undefined, false, "./"],
    ["/lessons/history", "lessons", "history", false, "../"],
    ["/labs/neuron", "labs", "neuron", false, "../"],
    ["/lti/picker", "lti", "picker", false, "../"],
    ["/embed/labs/neuron", "labs", "neuron", true, "../"],
    ["/below/a/proxy/labs/neuron", "labs", "neuron", false, "../"],
  ])("is read from %s", (path, kind, slug, embedded, home) => {
    expect(locationOf(path)).toEqual({ kind, slug, embedded, home });
  });

  it("has the home that the server has written into the page for unknown addresses", () => {
    expect(locationOf("/labs/deep/nosuch", "../../")).toEqual({
      kind: "missing",
      slug: undefined,
      embedded: false,
      home: "../../",
    });
  });
});
