import { parameterText } from "./format";

/** More terms than these are no longer read. */
const MOST_TERMS = 8;

/** How a function is written in a formula, where it is not by its own name. */
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
 * What a unit answers, with its numbers put in: `a = tanh(0.31 x₁ − 0.20 x₂ + 0.10)`. Undefined where there are more terms than can be read.
 *
 * @param inputs what its inputs are called, one for each weight
 * @param bias undefined where the layer has none
 */
export function unitEquation(
  activation: string,
  inputs: readonly string[],
  weights: readonly number[],
  bias: number | undefined,
): string | undefined {
  if (weights.length > MOST_TERMS) return undefined;
  const terms = [
    // Lines break between terms, never within one.
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
