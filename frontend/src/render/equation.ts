import { parameterText } from "./format";

/** A longer equation would be hard to read. */
const MAX_TERMS = 8;

/** Names of activation functions that differ from the wire names. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  sigmoid: "σ",
  relu: "ReLU",
  leakyRelu: "LeakyReLU",
  prelu: "PReLU",
  elu: "ELU",
  gelu: "GELU",
  sine: "sin",
};

/**
 * Equation of a unit with its parameters, for example `a = tanh(0.31 x₁ − 0.20 x₂ + 0.10)`. Undefined if there are too
 * many terms.
 *
 * @param inputs names of the inputs, one for each weight
 * @param bias undefined if the layer has none
 */
export function unitEquation(
  activation: string,
  inputs: readonly string[],
  weights: readonly number[],
  bias: number | undefined,
): string | undefined {
  if (weights.length > MAX_TERMS) return undefined;
  const terms = [
    // Non-breaking spaces, so that lines break between terms only.
    ...weights.map((weight, at) => [weight, `\u00a0${inputs[at] ?? ""}`] as const),
    ...(bias === undefined ? [] : [[bias, ""] as const]),
  ];
  const sum = terms
    .map(([number, name], at) => {
      const sign = number < 0 ? (at === 0 ? "−" : "−\u00a0") : at === 0 ? "" : "+\u00a0";
      return sign + parameterText(Math.abs(number)) + name;
    })
    .join(" ");
  if (activation === "linear") return `a = ${sum}`;
  if (activation === "square") return `a = (${sum})²`;
  return `a = ${FUNCTIONS[activation] ?? activation}(${sum})`;
}
