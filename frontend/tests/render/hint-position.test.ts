import { describe, expect, it } from "vitest";
import { hintPosition } from "../../src/render/hint-position";

const HINT = { width: 100, height: 40 };
const SCREEN = { width: 400, height: 300 };
const CONTROL = { left: 150, top: 100, width: 60, height: 20 };

describe("The position of a hint", () => {
  it("is below its control if nothing is covered there", () => {
    expect(hintPosition(CONTROL, HINT, SCREEN, [])).toEqual({ x: 150, y: 126 });
  });

  it("is above if a control is below, and beside if both are occupied", () => {
    const below = { left: 0, top: 130, width: 400, height: 20 };
    const above = { left: 0, top: 60, width: 400, height: 20 };
    expect(hintPosition(CONTROL, HINT, SCREEN, [below])).toEqual({ x: 150, y: 54 });
    expect(hintPosition(CONTROL, HINT, SCREEN, [below, above])).toEqual({ x: 216, y: 90 });
  });

  it("stays on the screen without covering its own control", () => {
    const corner = { left: 370, top: 275, width: 30, height: 20 };
    expect(hintPosition(corner, HINT, SCREEN, [])).toEqual({ x: 296, y: 229 });
  });
});
