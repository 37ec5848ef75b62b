import { describe, expect, it } from "vitest";
import { catalogOf, frameOf, jobOf } from "../../src/api/convert";
import type { WireCatalog, WireFrame, WireJob } from "../../src/api/wire";
import { base64UrlOfText, bytesOfBase64, textOfBase64Url } from "../../src/model/address/base64";

/** What the page reads of an answer; servers may leave out the rest, and say null for absent. */
const wire = {
  frame: (part: unknown) => part as WireFrame,
  job: (part: unknown) => part as WireJob,
  catalog: (part: unknown) => part as WireCatalog,
};

describe("a frame from the wire", () => {
  it("becomes a frame with the boundary's bytes of all its outputs and a slope where there is one", () => {
    const bytes = Uint8Array.from({ length: 8 }, (_, at) => at * 30);
    const frame = frameOf(
      wire.frame({
        run: 2,
        epoch: 3,
        trainLoss: 0.5,
        testLoss: null,
        losses: { fromEpoch: 3, train: [0.5] },
        parameters: { layers: [{ weights: [[1]], biases: [0], slope: 0.3 }] },
        boundary: {
          resolution: 2,
          domain: [[-0.1, 1.1], [-6, 6]], // prettier-ignore
          outputs: 2,
          minimum: -1,
          maximum: 1,
          values: Buffer.from(bytes).toString("base64"),
        },
      }),
    );
    expect(frame).toMatchObject({ run: 2, epoch: 3, trainLoss: 0.5, losses: { fromEpoch: 3, train: [0.5] } });
    expect(frame).not.toHaveProperty("testLoss");
    expect([...(frame.boundary?.values ?? [])]).toEqual([0, 30, 60, 90, 120, 150, 180, 210]);
    expect(frame.boundary?.outputs).toBe(2);
    expect(frame.parameters?.[0]?.slope).toBe(0.3);
    expect(frame.boundary?.domain[0]).toEqual([-0.1, 1.1]);
  });

  it("goes without a boundary that is cut short", () => {
    const boundary = { resolution: 2, domain: [[0, 1], [0, 1]], outputs: 1, minimum: 0, maximum: 1, values: "AA==" }; // prettier-ignore
    expect(frameOf(wire.frame({ run: 1, epoch: 0, boundary })).boundary).toBeUndefined();
  });
});

describe("other values from the wire", () => {
  it("take null for absent", () => {
    const job = jobOf(
      wire.job({ id: "a", state: "paused", run: 1, epoch: 0, stopReason: null, failure: null }),
    );
    expect(job).toMatchObject({ id: "a", state: "paused", run: 1, epoch: 0 });
  });

  it("leave out tasks that the page does not know", () => {
    const limits = { layers: 32, units: 4096, batchSize: 4096, noise: 0.8 };
    const catalog = catalogOf(
      wire.catalog({
        tasks: ["classification", "ranking"],
        generators: [
          { name: "circle", task: "classification", samples: 500 },
          { name: "queries", task: "ranking", samples: 3 },
        ],
        features: [],
        activations: [],
        regularizations: [],
        limits,
      }),
    );
    expect(catalog.tasks).toEqual(["classification"]);
    expect(catalog.generators).toEqual([{ name: "circle", task: "classification", samples: 500 }]);
  });
});

describe("base64", () => {
  it("carries any text in an address", () => {
    const text = '{"name":"圆环 & ~?"}';
    expect(base64UrlOfText(text)).toBe(Buffer.from(text).toString("base64url"));
    expect(textOfBase64Url(base64UrlOfText(text))).toBe(text);
  });

  it("is undefined where the text is none", () => {
    expect(bytesOfBase64("a")).toBeUndefined();
    expect(bytesOfBase64("%%")).toBeUndefined();
    expect(textOfBase64Url("_w")).toBeUndefined();
  });
});
