import katex from "katex";
import { describe, expect, it } from "vitest";
import { formulaOf, pathsFrom } from "../../../src/model/backprop/formula";
import { computedValuesAt, stepsOf } from "../../../src/model/backprop/walkthrough-steps";
import { layer } from "../../../src/model/spec/default-spec";
import type { TrainingSpec } from "../../../src/model/spec/spec";
import type { Trace } from "../../../src/model/backprop/trace";
import { DELTA1, DELTA3, SPEC, TRACE } from "./exam-question";

/** A network of squares with these widths, inputs first, and its gradients, computed from the definitions only. */
function squares([inputs = 0, ...widths]: readonly number[]): {
  readonly trace: Trace;
  readonly spec: TrainingSpec;
} {
  const some = (at: number) => Math.round(100 * Math.sin(at + 1)) / 100;
  const weightsOf = (l: number) =>
    Array.from({ length: widths[l] ?? 0 }, (_, unit) =>
      Array.from({ length: widths[l - 1] ?? inputs }, (__, input) => some(7 * l + 3 * unit + input)),
    );
  const deltas: number[][] = [[0.4]];
  for (let l = widths.length - 2; l >= 0; l--) {
    const [next = []] = deltas;
    deltas.unshift(
      Array.from(
        { length: widths[l] ?? 0 },
        (_, unit) =>
          2 *
          some(l + unit) *
          weightsOf(l + 1).reduce((sum, row, k) => sum + (row[unit] ?? 0) * (next[k] ?? 0), 0),
      ),
    );
  }
  const layers = widths.map((units, l) => {
    const sums = Array.from({ length: units }, (_, unit) => some(l + unit));
    return {
      weightedSums: [sums],
      activations: [sums.map((sum) => sum * sum)],
      deltas: [deltas[l] ?? []],
      weights: weightsOf(l),
      biases: sums.map(() => 0),
      weightGradients: [],
      biasGradients: [],
    };
  });
  const network = { ...SPEC.network, layers: widths.map((units) => layer(units, "square")) };
  return { trace: { ...TRACE, inputs: [[0.5, -0.7]], layers }, spec: { ...SPEC, network } };
}

describe("The formula of a number", () => {
  it("gives the lecture's gradients of the exam question", () => {
    const gradient = (input: number) =>
      formulaOf({ type: "weightGradient", layer: 1, unit: 0, input, row: 0 }, TRACE, SPEC).value;
    expect(gradient(0)).toBeCloseTo(-0.41, 3);
    expect(gradient(1)).toBeCloseTo(-0.301, 3);
  });

  it("gives every traced number from the numbers around it", () => {
    for (const [l, { weights }] of TRACE.layers.entries()) {
      for (const unit of weights.keys()) {
        const traced = TRACE.layers[l];
        const value = (type: "sum" | "activation" | "delta") =>
          formulaOf({ type, layer: l, unit, row: 0 }, TRACE, SPEC).value;
        expect(value("sum")).toBeCloseTo(traced?.weightedSums[0]?.[unit] ?? 9, 12);
        expect(value("activation")).toBeCloseTo(traced?.activations[0]?.[unit] ?? 9, 12);
        expect(value("delta")).toBeCloseTo(traced?.deltas[0]?.[unit] ?? 9, 12);
      }
    }
    const updated = { type: "updatedWeight", layer: 0, unit: 2, input: 0, row: 0 } as const;
    expect(formulaOf(updated, TRACE, SPEC).value).toBeCloseTo(0.8 - 0.1 * (DELTA1[2] ?? 0), 12);
    expect(formulaOf({ type: "loss", row: 0 }, TRACE, SPEC).value).toBeCloseTo(TRACE.loss, 12);
  });

  it("contains the actual numbers", () => {
    const { lines } = formulaOf({ type: "sum", layer: 0, unit: 0, row: 0 }, TRACE, SPEC);
    expect(lines[1]).toBe("= 0.6 \\cdot 1 + 0.2 \\cdot 0 + 0.1 = 0.7");
  });

  it("follows every path to the loss, and the paths add up to the delta", () => {
    const { trace, spec } = squares([2, 3, 2, 1]);
    for (const unit of [0, 1, 2]) {
      const paths = [...pathsFrom(trace, spec, 0, unit, 0)];
      expect(paths.map(({ units }) => units)).toEqual([
        [unit, 0, 0],
        [unit, 1, 0],
      ]);
      const products = paths.map(({ factors }) => factors.reduce((product, each) => product * each, 1));
      const [first = 0, second = 0] = products;
      expect(Math.abs(first)).toBeGreaterThan(0.001);
      expect(first + second).toBeCloseTo(trace.layers[0]?.deltas[0]?.[unit] ?? 9, 12);
    }
  });

  it("shows the neurons of each path, and the sum of all paths", () => {
    const { trace, spec } = squares([2, 3, 2, 1]);
    const delta = trace.layers[0]?.deltas[0]?.[2] ?? 9;
    const place = { layer: 0, unit: 2, row: 0 } as const;
    const { paths } = formulaOf({ type: "biasGradient", ...place }, trace, spec);
    expect(paths?.count).toBe(2);
    expect(paths?.written.map((tex) => tex.split("\\quad")[0])).toEqual([
      "3 \\to 1 \\to 1:",
      "3 \\to 2 \\to 1:",
    ]);
    expect(Number(paths?.sum)).toBeCloseTo(delta, 3);
    const ofWeight = formulaOf({ type: "weightGradient", input: 1, ...place }, trace, spec).paths;
    expect(Number(ofWeight?.sum)).toBeCloseTo(delta * (trace.inputs[0]?.[1] ?? 9), 3);
  });

  it("counts the two million paths of eight layers of eight, and evaluates only the first twelve", () => {
    const { trace, spec } = squares([2, 8, 8, 8, 8, 8, 8, 8, 8, 1]);
    const place = { type: "biasGradient", layer: 0, unit: 0, row: 0 } as const;
    const { paths } = formulaOf(place, trace, spec);
    expect(paths?.count).toBe(8 ** 7);
    expect(paths?.written).toHaveLength(12);
    expect(paths?.written[8]).toContain("1 \\to 1 \\to 1 \\to 1 \\to 1 \\to 1 \\to 2 \\to 1 \\to 1:");
    for (const tex of paths?.written ?? []) expect(() => katex.renderToString(tex)).not.toThrow();
  });

  it("includes L2 in the update of a weight, but not of a bias", () => {
    const { training } = SPEC;
    const penalized = { ...SPEC, training: { ...training, regularization: { type: "l2", rate: 0.5 } } };
    const { value } = formulaOf(
      { type: "updatedWeight", layer: 0, unit: 0, input: 0, row: 0 },
      TRACE,
      penalized,
    );
    expect(value).toBeCloseTo(0.6 - 0.1 * ((DELTA1[0] ?? 0) + 0.5 * 0.6), 12);
    const bias = formulaOf({ type: "updatedBias", layer: 0, unit: 0, row: 0 }, TRACE, penalized).value;
    expect(bias).toBeCloseTo(0.1 - 0.1 * (DELTA1[0] ?? 0), 12);
  });
});

describe("The steps of a walkthrough", () => {
  it("are forward, loss and backward, and for a batch the update", () => {
    const phases = (trace: Trace) =>
      stepsOf(trace)
        .map((step) => step.phase[0])
        .join("");
    expect(phases(TRACE)).toBe("ffffflbbbbbu");
    expect(phases({ ...TRACE, batch: undefined })).toBe("ffffflbbbbb");
  });

  it("show a number from the step on that computes it", () => {
    const steps = stepsOf(TRACE);
    const at = (step: number, layer: number, unit: number) => computedValuesAt(steps, step, { layer, unit });
    expect(at(0, 0, 0)).toEqual({ sums: true, deltas: false, updated: false });
    expect(at(0, 0, 1).sums).toBe(false);
    expect(at(6, 2, 0).deltas).toBe(true);
    expect(at(9, 0, 1).deltas).toBe(true);
    expect(at(9, 0, 2).deltas).toBe(false);
    expect(at(11, 0, 0).updated).toBe(true);
  });
});

describe("The delta of an output neuron", () => {
  const twice = <T>(rows: readonly T[]): readonly T[] => [...rows, ...rows];
  const ofBatch: Trace = {
    ...TRACE,
    samples: [0, 1],
    inputs: twice(TRACE.inputs),
    targets: twice(TRACE.targets),
    sampleLosses: twice(TRACE.sampleLosses),
    layers: TRACE.layers.map((traced) => ({
      ...traced,
      weightedSums: twice(traced.weightedSums),
      activations: twice(traced.activations),
      deltas: twice(traced.deltas).map((deltas) => deltas.map((delta) => delta / 2)),
    })),
  };
  const delta = (trace: Trace, loss: string) => {
    const spec = { ...SPEC, training: { ...SPEC.training, loss } };
    return formulaOf({ type: "delta", layer: 2, unit: 0, row: 1 }, trace, spec);
  };

  it("is divided by the number of samples of a batch, and the formula shows that", () => {
    const { lines, value } = delta(ofBatch, "squaredError");
    expect(lines[0]).toContain("(a - t) \\cdot f'(z) \\div 2");
    expect(lines[1]).toContain("\\cdot 1 \\div 2 =");
    expect(value).toBeCloseTo(DELTA3 / 2, 12);
    expect(delta(ofBatch, "binaryCrossEntropy").lines[0]).toContain("(a - t) \\div 2");
  });

  it("is not divided for a single sample", () => {
    const { lines, value } = formulaOf({ type: "delta", layer: 2, unit: 0, row: 0 }, TRACE, SPEC);
    expect(lines.join(" ")).not.toContain("\\div");
    expect(value).toBeCloseTo(DELTA3, 12);
  });
});
