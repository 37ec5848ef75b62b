import { signal } from "@preact/signals-core";
import { beforeEach, describe, expect, it } from "vitest";
import { Presentation } from "../../src/state/presentation";
import { Walkthrough } from "../../src/state/inside/walkthrough";
import { TRACE } from "../model/backprop/exam-question";
import { openPage, type OpenedPage } from "./opened-page";

const SAMPLE = { ...TRACE, batch: undefined, samples: [7] };

let page: OpenedPage;

beforeEach(async () => {
  page = await openPage("sinX=true");
});

const sent = () => page.server.requests.filter((request) => request.startsWith("attend"));

describe("A presentation", () => {
  it("tells the server what the user points at, and nothing before it starts", async () => {
    page.actions.inspect({ layer: 0, unit: 3 });
    await page.clock.advance(1000);
    expect(sent()).toEqual([]);
    page.presentation.start();
    await page.clock.advance(1000);
    page.actions.inspect({ layer: -1, unit: 5, feature: "sinX1" });
    await page.clock.advance(1000);
    page.presentation.point({ layer: 1, unit: 0, from: 2 });
    await page.clock.advance(1000);
    expect(sent()).toEqual([
      'attend job-1 {"type":"unit","layer":0,"unit":3}',
      'attend job-1 {"type":"input","input":2}',
      'attend job-1 {"type":"link","layer":1,"unit":0,"input":2}',
    ]);
  });

  it("sends only the last of several movements, and nothing for an unused feature", async () => {
    page.presentation.start();
    await page.clock.advance(1000);
    page.actions.inspect({ layer: 0, unit: 0 });
    for (const unit of [1, 2, 3]) page.actions.inspect({ layer: 0, unit });
    await page.clock.advance(1000);
    page.actions.inspect({ layer: -1, unit: 2, feature: "x1Squared" });
    await page.clock.advance(1000);
    expect(sent()).toEqual([
      'attend job-1 {"type":"unit","layer":0,"unit":0}',
      'attend job-1 {"type":"unit","layer":0,"unit":3}',
      "attend job-1 undefined",
    ]);
  });

  it("takes the mark away when it stops", async () => {
    page.presentation.start();
    page.actions.inspect({ layer: 0, unit: 1 });
    await page.clock.advance(1000);
    page.presentation.stop();
    page.actions.inspect({ layer: 0, unit: 2 });
    await page.clock.advance(1000);
    expect(sent().at(-1)).toBe("attend job-1 undefined");
  });

  it("tells the step of “Look inside”, but none of an earlier batch", async () => {
    const { walkthrough, clock } = {
      walkthrough: signal<Walkthrough | undefined>(undefined),
      clock: page.clock,
    };
    const { store, server, job } = page;
    const presentation = new Presentation(server, clock, store, { walkthrough }, () => job.own);
    presentation.start();
    const walk = new Walkthrough(
      {
        trace: (of) => Promise.resolve({ type: "done", value: "sample" in of ? SAMPLE : TRACE }),
        traceOfPoint: () => undefined,
        samples: () => 10,
        nextBatch: () => 0,
        train: () => Promise.resolve(),
      },
      clock,
    );
    walkthrough.value = walk;
    await walk.start({ type: "batch" });
    walk.goTo(3);
    await clock.advance(1000);
    expect(sent().at(-1)).toBe('attend job-1 {"type":"trace","epoch":0,"of":{"batch":0},"step":3,"row":0}');
    walk.goTo(99);
    await walk.forward();
    walk.back();
    await clock.advance(1000);
    expect(sent().at(-1)).toBe("attend job-1 undefined");
    await walk.start({ type: "sample", index: 7 });
    await clock.advance(1000);
    expect(sent().at(-1)).toBe('attend job-1 {"type":"trace","epoch":0,"of":{"sample":7},"step":0,"row":0}');
  });
});
