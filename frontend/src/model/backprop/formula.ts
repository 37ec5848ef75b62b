import { activationCurve } from "../network/activation-curve";
import type { NumberAddress } from "./walkthrough-steps";
import { activationTex, lossSlope, lossTex } from "./derivative-formulas";
import { softmaxOf, valueOf } from "./activation-values";
import type { NumberFormula, Paths } from "./number-formula";
import type { NumberSource } from "./number-source";
import type { TrainingSpec } from "../spec/spec";
import { texNumber as number, texSum } from "./tex";
import { inputsOf, type LayerTrace, type Trace } from "./trace";
import { updateFormula } from "./update-formula";

/** Maximum number of terms, and of paths, that are written out. */
const MAX_TERMS = 12;

/** Marks a part of a formula that comes from one part of the picture, in TeX. */
export type MarkSource = (tex: string, source: NumberSource) => string;

export function formulaOf(
  place: NumberAddress,
  trace: Trace,
  spec: TrainingSpec,
  mark: MarkSource = (tex) => tex,
): NumberFormula {
  if (place.type === "loss") return lossFormula(place.row, trace, spec, mark);
  const layer = trace.layers[place.layer];
  if (!layer) return { lines: [], value: undefined };
  switch (place.type) {
    case "sum":
      return sumFormula(place, trace, layer, mark);
    case "activation":
      return activationFormula(place, layer, spec);
    case "delta":
      return deltaFormula(place, trace, spec, mark);
    case "weightGradient":
    case "biasGradient":
      return gradientFormula(place, trace, spec, mark);
    case "updatedWeight":
    case "updatedBias":
      return parameterUpdateFormula(place, trace, layer, spec);
  }
}

type UnitNumberAddress = Exclude<NumberAddress, { readonly type: "loss" }>;

function sumFormula(
  { unit, row, layer: at }: UnitNumberAddress,
  trace: Trace,
  layer: LayerTrace,
  mark: MarkSource,
): NumberFormula {
  const inputs = inputsOf(trace, at)[row] ?? [];
  const weights = layer.weights[unit] ?? [];
  const bias = layer.biases[unit] ?? 0;
  const value = weights.reduce((sum, weight, input) => sum + weight * (inputs[input] ?? 0), bias);
  const terms = weights.map((weight, from) =>
    mark(`${number(weight)} \\cdot ${number(inputs[from] ?? 0)}`, {
      type: "link",
      layer: at,
      from,
      to: unit,
    }),
  );
  return {
    lines: [
      `z_{${displayIndex(unit)}} = \\sum_i w_{${displayIndex(unit)}i}\\, ${at === 0 ? "x" : "a"}_i + b_{${displayIndex(unit)}}`,
      `= ${texSum(terms, MAX_TERMS)} + ${number(bias)} = ${number(value, false)}`,
    ],
    value,
  };
}

function activationFormula(
  { unit, row, layer: at }: UnitNumberAddress,
  layer: LayerTrace,
  spec: TrainingSpec,
): NumberFormula {
  const name = spec.network.layers[at]?.activation ?? "linear";
  const sums = layer.weightedSums[row] ?? [];
  const z = sums[unit] ?? 0;
  const mask = layer.dropoutMasks?.[row]?.[unit];
  const plain = name === "softmax" ? softmaxOf(sums, unit) : valueOf(name, z, layer);
  const value = plain === undefined ? undefined : plain * (mask ?? 1);
  const { symbols, numbers } = activationTex(name, z, layer.slope ?? undefined, sums);
  return {
    lines: [
      `a_{${displayIndex(unit)}} = ${symbols}${mask === undefined ? "" : " \\cdot m"}`,
      `= ${numbers}${mask === undefined ? "" : ` \\cdot ${number(mask)}`}${value === undefined ? "" : ` = ${number(value, false)}`}`,
    ],
    value,
  };
}

function lossFormula(row: number, trace: Trace, spec: TrainingSpec, mark: MarkSource): NumberFormula {
  const outputs = trace.layers.at(-1)?.activations[row] ?? [];
  const targets = trace.targets[row] ?? [];
  const { symbols, terms, value } = lossTex(spec.training.loss, outputs, targets);
  const count = trace.sampleLosses.length;
  const mean = trace.sampleLosses.map((loss, sample) => mark(number(loss), { type: "sample", row: sample }));
  const layer = trace.layers.length - 1;
  return {
    lines: [
      `L_s = ${symbols}`,
      `= ${texSum(
        terms.map((term, unit) => mark(term, { type: "unit", layer, unit })),
        MAX_TERMS,
      )} = ${number(value, false)}`,
      ...(count > 1
        ? [
            `L = \\frac{1}{${String(count)}} \\sum_s L_s = \\frac{1}{${String(count)}} \\big(${texSum(mean, MAX_TERMS)}\\big) = ${number(trace.loss, false)}`,
          ]
        : []),
    ],
    value,
  };
}

function deltaFormula(
  place: UnitNumberAddress,
  trace: Trace,
  spec: TrainingSpec,
  mark: MarkSource,
): NumberFormula {
  const { unit, row, layer: at } = place;
  const j = displayIndex(unit);
  if (at === trace.layers.length - 1) {
    const slope = lossSlope(spec, trace, row, unit);
    return {
      lines: [
        `\\delta_{${j}} = \\frac{\\partial L}{\\partial z_{${j}}} = ${slope.symbols}`,
        `= ${slope.numbers} = ${number(slope.value, false)}`,
      ],
      value: slope.value,
    };
  }
  const next = trace.layers[at + 1];
  const back = next?.deltas[row]?.map((delta, k) => [next.weights[k]?.[unit] ?? 0, delta] as const) ?? [];
  const derivative = slopeAt(trace, spec, at, row, unit);
  const value = derivative * back.reduce((sum, [weight, delta]) => sum + weight * delta, 0);
  const terms = back.map(([weight, delta], to) =>
    mark(`${number(weight)} \\cdot ${number(delta)}`, { type: "link", layer: at + 1, from: unit, to }),
  );
  const masked = trace.layers[at]?.dropoutMasks !== undefined ? "\\, m" : "";
  return {
    lines: [
      `\\delta_{${j}} = f'(z_{${j}})${masked} \\sum_k w_{k${j}}\\, \\delta_k`,
      `= ${number(derivative)} \\cdot \\big(${texSum(terms, MAX_TERMS)}\\big) = ${number(value, false)}`,
    ],
    value,
  };
}

function gradientFormula(
  place: Extract<
    NumberAddress,
    { readonly type: "weightGradient" | "biasGradient" | "updatedWeight" | "updatedBias" }
  >,
  trace: Trace,
  spec: TrainingSpec,
  mark: MarkSource,
): NumberFormula {
  const { unit, layer: at, row } = place;
  const ofSample = (tex: string, sample: number) => mark(tex, { type: "sample", row: sample });
  const deltas = trace.layers[at]?.deltas.map((each) => each[unit] ?? 0) ?? [];
  const j = displayIndex(unit);
  if (!("input" in place)) {
    const value = deltas.reduce((sum, delta) => sum + delta, 0);
    return {
      lines: [
        `\\frac{\\partial L}{\\partial b_{${j}}} = \\sum_s \\delta_{${j}}^{(s)}`,
        `= ${texSum(
          deltas.map((delta, s) => ofSample(number(delta), s)),
          MAX_TERMS,
        )} = ${number(value, false)}`,
      ],
      value,
      paths: pathsTex(trace, spec, place, undefined, mark),
    };
  }
  const inputs = inputsOf(trace, at).map((each) => each[place.input] ?? 0);
  const value = deltas.reduce((sum, delta, s) => sum + delta * (inputs[s] ?? 0), 0);
  const terms = deltas.map((delta, s) => ofSample(`${number(delta)} \\cdot ${number(inputs[s] ?? 0)}`, s));
  const i = displayIndex(place.input);
  return {
    lines: [
      `\\frac{\\partial L}{\\partial w_{${j}${i}}} = \\sum_s \\delta_{${j}}^{(s)}\\, ${at === 0 ? "x" : "a"}_{${i}}^{(s)}`,
      `= ${texSum(terms, MAX_TERMS)} = ${number(value, false)}`,
    ],
    value,
    paths: pathsTex(trace, spec, place, { index: place.input, value: inputs[row] ?? 0 }, mark),
  };
}

function parameterUpdateFormula(
  place: Extract<
    NumberAddress,
    { readonly type: "weightGradient" | "biasGradient" | "updatedWeight" | "updatedBias" }
  >,
  trace: Trace,
  layer: LayerTrace,
  spec: TrainingSpec,
): NumberFormula {
  const ofWeight = "input" in place;
  const before = ofWeight ? layer.weights[place.unit]?.[place.input] : layer.biases[place.unit];
  const gradient = ofWeight
    ? layer.weightGradients[place.unit]?.[place.input]
    : layer.biasGradients[place.unit];
  if (before === undefined || gradient === undefined || trace.update === undefined)
    return { lines: [], value: undefined };
  const optimizerState = (layer.optimizerState ?? []).map(
    ({ weights, biases }) => (ofWeight ? weights[place.unit]?.[place.input] : biases[place.unit]) ?? 0,
  );
  const { learningRate, update } = trace;
  return updateFormula({ before, gradient, ofWeight, learningRate, update, optimizerState }, spec.training);
}

/** The chain rule for one sample, path by path. The input of a weight is a further factor of every path. */
function pathsTex(
  trace: Trace,
  spec: TrainingSpec,
  { layer, unit, row }: UnitNumberAddress,
  input: { readonly index: number; readonly value: number } | undefined,
  mark: MarkSource,
): Paths {
  const last = input ? [input.value] : [];
  const written = firstItems(pathsFrom(trace, spec, layer, unit, row), MAX_TERMS);
  const factors = [trace.layers[layer]?.deltas[row]?.[unit] ?? 0, ...last];
  return {
    count: trace.layers.slice(layer + 1).reduce((count, { weights }) => count * weights.length, 1),
    written: written.map(
      // Factor by factor, so that a long product can wrap.
      ({ units, factors: own }) =>
        `${units.map(displayIndex).join(" \\to ")}:\\quad ${[...own, ...last]
          .map((factor) => mark(number(factor), { type: "path", layer, from: input?.index, units }))
          .join(" \\cdot ")}`,
    ),
    sum: number(
      factors.reduce((all, factor) => all * factor, 1),
      false,
    ),
  };
}

function firstItems<T>(all: Iterable<T>, count: number): readonly T[] {
  const first: T[] = [];
  for (const each of all) {
    if (first.length === count) break;
    first.push(each);
  }
  return first;
}

/** A path from a unit to an output. */
export interface Path {
  /** One unit of each layer, from the unit to the output. */
  readonly units: readonly number[];
  /** Factors from the output back to the unit; the products of all paths add up to the unit's delta. */
  readonly factors: readonly number[];
}

/** Generates the paths lazily: wide and deep networks have billions. */
export function* pathsFrom(
  trace: Trace,
  spec: TrainingSpec,
  layer: number,
  unit: number,
  row: number,
): Generator<Path, void> {
  if (layer === trace.layers.length - 1) {
    yield { units: [unit], factors: [trace.layers[layer]?.deltas[row]?.[unit] ?? 0] };
    return;
  }
  const derivative = slopeAt(trace, spec, layer, row, unit);
  for (const [next, weights] of trace.layers[layer + 1]?.weights.entries() ?? []) {
    for (const { units, factors } of pathsFrom(trace, spec, layer + 1, next, row)) {
      yield { units: [unit, ...units], factors: [...factors, weights[unit] ?? 0, derivative] };
    }
  }
}

/** f'(z) of a hidden unit, times its dropout mask. */
function slopeAt(trace: Trace, spec: TrainingSpec, at: number, row: number, unit: number): number {
  const layer = trace.layers[at];
  const name = spec.network.layers[at]?.activation ?? "linear";
  const z = layer?.weightedSums[row]?.[unit] ?? 0;
  const mask = layer?.dropoutMasks?.[row]?.[unit] ?? 1;
  if (name === "prelu") return (z > 0 ? 1 : (layer?.slope ?? 0)) * mask;
  return (activationCurve(name)?.derivative(z) ?? 0) * mask;
}

/** Units and inputs are displayed from 1. */
function displayIndex(at: number): string {
  return String(at + 1);
}
