import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameScheduler } from "../../src/render/frame-scheduler";

let frames: ((now: number) => void)[];
let drawn: string[];

beforeEach(() => {
  frames = [];
  drawn = [];
  vi.stubGlobal("requestAnimationFrame", (frame: (now: number) => void) => frames.push(frame));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function passFrame(now: number): void {
  const [frame] = frames.splice(0, 1);
  frame?.(now);
}

describe("The frame scheduler", () => {
  it("draws the last request once per frame", () => {
    const scheduler = new FrameScheduler();
    const key = {};
    scheduler.request(key, () => drawn.push("old"));
    scheduler.request(key, () => drawn.push("new"));
    passFrame(0);
    passFrame(16);
    expect(drawn).toEqual(["new"]);
    expect(frames).toHaveLength(0);
  });

  it("delays a limited drawing and draws its last request, while others go on", () => {
    const scheduler = new FrameScheduler();
    const [cheap, slow] = [{}, {}];
    for (let now = 0; now < 100; now += 20) {
      scheduler.request(cheap, () => drawn.push(`cheap ${String(now)}`));
      scheduler.request(slow, () => drawn.push(`slow ${String(now)}`), 50);
      passFrame(now);
    }
    expect(drawn.filter((each) => each.startsWith("cheap"))).toHaveLength(5);
    expect(drawn.filter((each) => each.startsWith("slow"))).toEqual(["slow 0", "slow 60"]);
    passFrame(100);
    passFrame(120);
    expect(drawn.at(-1)).toBe("slow 80");
    expect(frames).toHaveLength(0);
  });

  it("does not draw a cancelled request", () => {
    const scheduler = new FrameScheduler();
    const key = {};
    scheduler.request(key, () => drawn.push("never"), 50);
    scheduler.cancel(key);
    passFrame(0);
    expect(drawn).toEqual([]);
  });
});
