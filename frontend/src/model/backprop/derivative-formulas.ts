import { activationCurve } from "../network/activation-curve";
import type { TrainingSpec } from "../spec/spec";
import { texNumber as number, texPower } from "./tex";
import type { Trace } from "./trace";

/** An activation function in TeX, symbolic and evaluated at a weighted sum. */
export function activationTex(
  name: string,
  z: number,
  slope: number | undefined,
  sums: readonly number[],
): { readonly symbols: string; readonly numbers: string } {
  const of = (write: (z: string) => string) => ({ symbols: write("z"), numbers: write(number(z)) });
  switch (name) {
    case "linear":
      return of((at) => at);
    case "sigmoid":
      return of((at) => `\\frac{1}{1 + e^{-${at}}}`);
    case "tanh":
      return of((at) => `\\tanh ${at}`);
    case "relu":
      return of((at) => `\\max(${at}, 0)`);
    case "leakyRelu":
      return of((at) => `\\max(${at}, 0.01 \\cdot ${at})`);
    case "prelu":
      return of((at) => `\\max(${at}, 0) + ${number(slope ?? 0)} \\cdot \\min(${at}, 0)`);
    case "elu":
      return of((at) => `\\max(${at}, 0) + \\min(e^{${at}} - 1, 0)`);
    case "gelu":
      return of((at) => `${at} \\cdot \\Phi(${at})`);
    case "softplus":
      return of((at) => `\\ln(1 + e^{${at}})`);
    case "swish":
      return of((at) => `\\frac{${at}}{1 + e^{-${at}}}`);
    case "sine":
      return of((at) => `\\sin ${at}`);
    case "square":
      return { symbols: "z^2", numbers: texPower(z, "2") };
    case "softmax":
      return {
        symbols: "\\frac{e^{z}}{\\sum_k e^{z_k}}",
        numbers: `\\frac{e^{${number(z)}}}{${sums.map((each) => `e^{${number(each)}}`).join(" + ")}}`,
      };
    default:
      return of((at) => `f(${at})`);
  }
}

/** Loss of one output of one sample, and its derivative with respect to the output (contract, section 2). */
interface OutputLoss {
  readonly symbols: string;
  readonly numbers: (a: number, t: number) => string;
  readonly value: (a: number, t: number) => number;
  /**
   * The derivative with respect to the output; undefined where only the derivative with respect to the weighted sum is
   * simple.
   */
  readonly slope?: { readonly symbols: string; readonly value: (a: number, t: number) => number };
}

const difference = (a: number, t: number) => `${number(a)} - ${number(t)}`;

const LOSSES: Readonly<Record<string, OutputLoss>> = {
  squaredError: {
    symbols: "\\tfrac12 (a - t)^2",
    numbers: (a, t) => `\\tfrac12 (${difference(a, t)})^2`,
    value: (a, t) => (a - t) ** 2 / 2,
    slope: { symbols: "(a - t)", value: (a, t) => a - t },
  },
  meanSquaredError: {
    symbols: "(a - t)^2",
    numbers: (a, t) => `(${difference(a, t)})^2`,
    value: (a, t) => (a - t) ** 2,
    slope: { symbols: "2 (a - t)", value: (a, t) => 2 * (a - t) },
  },
  absoluteError: {
    symbols: "|a - t|",
    numbers: (a, t) => `|${difference(a, t)}|`,
    value: (a, t) => Math.abs(a - t),
    slope: { symbols: "\\operatorname{sign}(a - t)", value: (a, t) => Math.sign(a - t) },
  },
  huber: {
    symbols: "\\operatorname{huber}(a - t)",
    numbers: (a, t) => `\\operatorname{huber}(${difference(a, t)})`,
    value: (a, t) => (Math.abs(a - t) <= 1 ? (a - t) ** 2 / 2 : Math.abs(a - t) - 0.5),
    slope: {
      symbols: "\\operatorname{clamp}(a - t, -1, 1)",
      value: (a, t) => Math.min(Math.max(a - t, -1), 1),
    },
  },
  binaryCrossEntropy: {
    symbols: "-t \\ln a - (1 - t) \\ln(1 - a)",
    numbers: (a, t) => (t === 1 ? `-\\ln ${number(a)}` : `-\\ln(1 - ${number(a)})`),
    value: (a, t) => -Math.log(t === 1 ? a : 1 - a),
  },
  crossEntropy: {
    symbols: "-t \\ln a",
    numbers: (a, t) => `-${number(t)} \\cdot \\ln ${number(a)}`,
    value: (a, t) => (t === 0 ? 0 : -t * Math.log(a)),
  },
};

/** Of all outputs together: the value of an output is its part of the loss of the sample. */
function diceLoss(outputs: readonly number[], targets: readonly number[]): OutputLoss {
  const pairs = outputs.map((a, k) => [a, targets[k] ?? 0] as const);
  const all = 1 + pairs.reduce((sum, [a, t]) => sum + a + t, 0);
  const both = 1 + 2 * pairs.reduce((sum, [a, t]) => sum + a * t, 0);
  return {
    symbols: "\\tfrac{1}{S} (a + t - 2 a t)",
    numbers: (a, t) => `\\tfrac{1}{${number(all)}} \\cdot ${number(a + t - 2 * a * t)}`,
    value: (a, t) => (a + t - 2 * a * t) / all,
    slope: {
      symbols: "\\tfrac{1}{S} \\big(\\tfrac{1 + 2 \\sum_k a_k t_k}{S} - 2 t\\big)",
      value: (_, t) => (both / all - 2 * t) / all,
    },
  };
}

function lossOf(
  name: string,
  outputs: readonly number[],
  targets: readonly number[],
): OutputLoss | undefined {
  return name === "dice" ? diceLoss(outputs, targets) : LOSSES[name];
}

/** Loss of a sample: the mean over its outputs, for cross-entropy and Dice the sum. */
export function lossTex(
  name: string,
  outputs: readonly number[],
  targets: readonly number[],
): { readonly symbols: string; readonly terms: readonly string[]; readonly value: number } {
  const loss = lossOf(name, outputs, targets);
  if (!loss) return { symbols: "L", terms: [], value: Number.NaN };
  const share = outputWeight(name, outputs.length);
  const factor = share === 1 ? "" : `\\tfrac{1}{${String(outputs.length)}} \\cdot `;
  const pairs = outputs.map((a, k) => [a, targets[k] ?? 0] as const);
  return {
    symbols:
      (outputs.length === 1 ? loss.symbols : `${factor}\\sum_k \\big(${loss.symbols}\\big)`) +
      (name === "dice" ? ", \\; S = 1 + \\sum_k (a_k + t_k)" : ""),
    terms: pairs.map(([a, t]) => `${factor}${loss.numbers(a, t)}`),
    value: share * pairs.reduce((sum, [a, t]) => sum + loss.value(a, t), 0),
  };
}

function outputWeight(name: string, outputs: number): number {
  return name === "crossEntropy" || name === "dice" ? 1 : 1 / outputs;
}

/** Derivative of the mean loss of the batch with respect to the weighted sum of an output unit. */
export function lossSlope(
  spec: TrainingSpec,
  trace: Trace,
  row: number,
  unit: number,
): { readonly symbols: string; readonly numbers: string; readonly value: number } {
  const layer = trace.layers.at(-1);
  const a = layer?.activations[row]?.[unit] ?? 0;
  const t = trace.targets[row]?.[unit] ?? 0;
  const z = layer?.weightedSums[row]?.[unit] ?? 0;
  const name = spec.training.loss;
  const outputs = layer?.activations[row]?.length ?? 1;
  const samples = trace.samples.length;
  const share = outputWeight(name, outputs) / samples;
  const factor = outputWeight(name, outputs) === 1 ? "" : `\\tfrac{1}{${String(outputs)}} \\cdot `;
  // The loss of a batch is the mean over its samples.
  const divided = samples === 1 ? "" : ` \\div ${String(samples)}`;
  const slope = lossOf(name, layer?.activations[row] ?? [], trace.targets[row] ?? [])?.slope;
  if (!slope) {
    return {
      symbols: `${factor}(a - t)${divided}`,
      numbers: `${factor}(${difference(a, t)})${divided}`,
      value: share * (a - t),
    };
  }
  const activation = spec.network.layers.at(-1)?.activation ?? "linear";
  const derivative =
    activation === "prelu"
      ? z > 0
        ? 1
        : (layer?.slope ?? 0)
      : (activationCurve(activation)?.derivative(z) ?? 0);
  return {
    symbols: `${factor}${slope.symbols} \\cdot f'(z)${divided}`,
    numbers: `${factor}${number(slope.value(a, t))} \\cdot ${number(derivative)}${divided}`,
    value: share * slope.value(a, t) * derivative,
  };
}
