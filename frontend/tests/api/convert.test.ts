import { describe, expect, it } from "vitest";
import { catalogOf, frameOf, jobOf } from "../../src/api/convert";
import type { WireCatalog, WireFrame, WireJob } from "../../src/api/wire";
import { base64UrlOfText, bytesOfBase64, textOfBase64Url } from "../../src/model/address/base64";

/** Fields of an answer that the page reads. Servers may omit others, and may send null for an absent value. */
const wire = {
  frame: (part: unknown) => part as WireFrame,
  job: (part: unknown) => part as WireJob,
  catalog: (part: unknown) => part as WireCatalog,
};

describe("a frame from the wire", () => {
  it("is converted with the boundary's bytes of all outputs and the slope of prelu", () => {
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

  it("says that the service is busy, and what pace is reached", () => {
    const frame = frameOf(wire.frame({ run: 1, epoch: 0, epochsPerSecond: 7.4, busy: true }));
    expect(frame).toMatchObject({ epochsPerSecond: 7.4, busy: true });
  });

  it("has no boundary if the bytes are incomplete", () => {
    const boundary = { resolution: 2, domain: [[0, 1], [0, 1]], outputs: 1, minimum: 0, maximum: 1, values: "AA==" }; // prettier-ignore
    expect(frameOf(wire.frame({ run: 1, epoch: 0, boundary })).boundary).toBeUndefined();
  });
});

describe("other values from the wire", () => {
  it("may be null if absent", () => {
    const job = jobOf(
      wire.job({ id: "a", state: "paused", run: 1, epoch: 0, stopReason: null, failure: null }),
    );
    expect(job).toMatchObject({ id: "a", state: "paused", run: 1, epoch: 0 });
  });

  it("are skipped if they are unknown tasks", () => {
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
        variants: {},
        limits: { layers: 32 },
        serviceLimits: { sweepJobs: 256, sweepAxes: 3, webhooks: 100 },
      }),
    );
    expect(catalog.tasks).toEqual(["classification"]);
    expect(catalog.limits).toEqual({ layers: 32, sweepJobs: 256, sweepAxes: 3 });
    expect(catalog.generators).toEqual([{ name: "circle", task: "classification", samples: 500 }]);
  });
});

describe("base64", () => {
  it("encodes any text in an address", () => {
    const text = '{"name":"圆环 & ~?"}';
    expect(base64UrlOfText(text)).toBe(Buffer.from(text).toString("base64url"));
    expect(textOfBase64Url(base64UrlOfText(text))).toBe(text);
  });

  it("is undefined for invalid text", () => {
    expect(bytesOfBase64("a")).toBeUndefined();
    expect(bytesOfBase64("%%")).toBeUndefined();
    expect(textOfBase64Url("_w")).toBeUndefined();
  });
});
