import { describe, expect, it } from "vitest";
import { exportPath } from "../../../src/model/export/network-file";

describe("The address of a network's file", () => {
  it("names the epoch on display", () => {
    expect(exportPath({ job: "j1", run: 2, epoch: 40 }, "onnx", false)).toBe(
      "api/v1/jobs/j1/export?format=onnx&run=2&epoch=40",
    );
  });

  it("names none in the present, which may lie between two epochs", () => {
    expect(exportPath({ job: "j1", run: 2, epoch: undefined }, "pytorch", true)).toBe(
      "api/v1/jobs/j1/export?format=pytorch&data=true",
    );
  });
});
