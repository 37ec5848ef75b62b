import { describe, expect, it } from "vitest";
import { flakyTestVerdict } from "../../browser-tests/support/flaky-tests";

const steady = { name: "page.test.ts > opens", flaky: false };
const flaky = (name: string) => ({ name, flaky: true });

describe("The verdict on flaky tests", () => {
  it("says nothing if no test is flaky", () => {
    expect(flakyTestVerdict([steady, steady])).toEqual({ lines: [], failsRun: false });
  });

  it("lists two flaky tests, and the run passes", () => {
    const { lines, failsRun } = flakyTestVerdict([
      { ...flaky("one"), error: "no page" },
      steady,
      flaky("two"),
    ]);
    expect(failsRun).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(/^Flaky .*: 2 \(2 are allowed\)$/),
      "  Flaky: one (no page)",
      "  Flaky: two",
    ]);
  });

  it("lists three flaky tests, and the run fails", () => {
    const { lines, failsRun } = flakyTestVerdict(["one", "two", "three"].map(flaky));
    expect(failsRun).toBe(true);
    expect(lines.slice(1)).toEqual([
      "  Flaky: one",
      "  Flaky: two",
      "  Flaky: three",
      "FAILED: too many flaky tests",
    ]);
  });
});
