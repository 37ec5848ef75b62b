import type { NumberFormula } from "./number-formula";
import type { Training } from "../spec/spec";
import { texNumber as number, texPower } from "./tex";
import { fieldsOf, valueOf } from "../spec/variant-fields";

/** What one parameter's step is made of. */
export interface ParameterStep {
  readonly before: number;
  /** Of the loss, without penalty. */
  readonly gradient: number;
  readonly ofWeight: boolean;
  /** Of the epoch. */
  readonly learningRate: number;
  /** Counted from 1. */
  readonly update: number;
  /** What the optimizer has kept of this parameter: v, or s, or m and then v; nothing for plain gradient descent. */
  readonly kept: readonly number[];
}

/** A rule in symbols, then, line by line, with the numbers put in. */
interface Rule {
  readonly symbols: string;
  readonly lines: readonly string[];
  readonly value: number;
}

/** One parameter's step by the optimizer's rule, with its penalty, by the contract's definitions (section 2). */
export function updateFormula(step: ParameterStep, { optimizer, regularization }: Training): NumberFormula {
  const { ofWeight, learningRate } = step;
  const w = ofWeight ? "w" : "b";
  const penalized = (type: string) => ofWeight && regularization.type === type && regularization.rate > 0;
  const g = gradientOf(step, w, [
    ...(penalized("l2") ? [{ name: "\\lambda", rate: regularization.rate }] : []),
    ...(optimizer.type === "adam" && decayOf(optimizer) > 0
      ? [{ name: "\\omega", rate: decayOf(optimizer) }]
      : []),
  ]);
  const { symbols, lines, value } = ruleOf(optimizer, step, w, g.value);
  if (!penalized("l1")) return { lines: [symbols, g.line, ...lines], value };
  const shrunk = Math.sign(value) * Math.max(Math.abs(value) - learningRate * regularization.rate, 0);
  return {
    lines: [
      symbols,
      g.line,
      ...lines,
      `\\operatorname{sign}(${w}) \\max(|${w}| - \\eta\\lambda, 0) = ${number(shrunk, false)}`,
    ],
    value: shrunk,
  };
}

type Optimizer = Training["optimizer"];

/** A number of the optimizer's, said or not. */
function ownOf(optimizer: Optimizer, name: string): number {
  const field = fieldsOf("optimizer", optimizer.type).find((each) => each.name === name);
  return field ? Number(valueOf(optimizer, field)) : 0;
}

function decayOf(optimizer: Optimizer): number {
  return ownOf(optimizer, "weightDecay");
}

/** The gradient that the rule takes: the loss's, and what pulls the parameter towards 0. */
function gradientOf(
  { before, gradient }: ParameterStep,
  w: string,
  pulls: readonly { readonly name: string; readonly rate: number }[],
): { readonly line: string; readonly value: number } {
  const value = pulls.reduce((sum, { rate }) => sum + rate * before, gradient);
  const symbols = pulls.map(({ name }) => ` + ${name} ${w}`).join("");
  const numbers = pulls.map(({ rate }) => ` + ${number(rate)} \\cdot ${number(before)}`).join("");
  const sum = pulls.length === 0 ? "" : `${number(gradient, false)}${numbers} = `;
  return { line: `g = \\frac{\\partial L}{\\partial ${w}}${symbols} = ${sum}${number(value, false)}`, value };
}

function ruleOf(
  optimizer: Optimizer,
  { before, learningRate, update, kept }: ParameterStep,
  w: string,
  g: number,
): Rule {
  const [first = 0, second = 0] = kept;
  const eta = number(learningRate);
  const own = (name: string) => ownOf(optimizer, name);
  const start = `${w} \\leftarrow ${w} - \\eta`;
  /** Ends with what is taken off, times the rate. */
  const moved = (numbers: string, by: number, from = before): string =>
    `${w} = ${number(from, false)} - ${eta} \\cdot ${numbers} = ${number(from - learningRate * by, false)}`;
  switch (optimizer.type) {
    case "adagrad": {
      const s = first + g * g;
      const by = g / (Math.sqrt(s) + 1e-10);
      return {
        symbols: `s \\leftarrow s + g^2, \\quad ${start} \\frac{g}{\\sqrt{s} + \\varepsilon}`,
        lines: [
          `s = ${number(first, false)} + ${texPower(g, "2")} = ${number(s, false)}`,
          moved(`\\frac{${number(g, false)}}{\\sqrt{${number(s)}} + 10^{-10}}`, by),
        ],
        value: before - learningRate * by,
      };
    }
    case "rmsprop": {
      const rho = own("decay");
      const s = rho * first + (1 - rho) * g * g;
      const by = g / (Math.sqrt(s) + 1e-8);
      return {
        symbols: `s \\leftarrow \\rho s + (1 - \\rho)\\, g^2, \\quad ${start} \\frac{g}{\\sqrt{s} + \\varepsilon}`,
        lines: [
          `s = ${mean(rho, first, texPower(g, "2"), s)}`,
          moved(`\\frac{${number(g, false)}}{\\sqrt{${number(s)}} + 10^{-8}}`, by),
        ],
        value: before - learningRate * by,
      };
    }
    case "adam":
    case "adamw": {
      const [beta1, beta2] = [own("beta1"), own("beta2")];
      const m = beta1 * first + (1 - beta1) * g;
      const v = beta2 * second + (1 - beta2) * g * g;
      const [mHat, vHat] = [m / (1 - beta1 ** update), v / (1 - beta2 ** update)];
      const by = mHat / (Math.sqrt(vHat) + 1e-8);
      const decay = optimizer.type === "adamw" ? decayOf(optimizer) : 0;
      const from = before * (1 - learningRate * decay);
      const t = String(update);
      return {
        symbols: `${decay > 0 ? `${w} \\leftarrow (1 - \\eta\\omega)\\, ${w}, \\quad ` : ""}${start} \\frac{\\hat m}{\\sqrt{\\hat v} + \\varepsilon}`,
        lines: [
          `m = \\beta_1 m + (1 - \\beta_1)\\, g = ${mean(beta1, first, number(g), m)}`,
          `v = \\beta_2 v + (1 - \\beta_2)\\, g^2 = ${mean(beta2, second, texPower(g, "2"), v)}`,
          corrected("m", "1", beta1, m, mHat, t),
          corrected("v", "2", beta2, v, vHat, t),
          ...(decay > 0
            ? [
                `${w} = (1 - ${eta} \\cdot ${number(decay)}) \\cdot ${number(before)} = ${number(from, false)}`,
              ]
            : []),
          moved(`\\frac{${number(mHat, false)}}{\\sqrt{${number(vHat)}} + 10^{-8}}`, by, from),
        ],
        value: from - learningRate * by,
      };
    }
    default: {
      const momentum = own("momentum");
      if (momentum === 0) {
        return {
          symbols: `${start}\\, g`,
          lines: [moved(number(g), g)],
          value: before - learningRate * g,
        };
      }
      const v = momentum * first + g;
      const nesterov = optimizer["nesterov"] === true;
      const by = nesterov ? g + momentum * v : v;
      return {
        symbols: `v \\leftarrow \\mu v + g, \\quad ${start}\\, ${nesterov ? "(g + \\mu v)" : "v"}`,
        lines: [
          `v = ${number(momentum)} \\cdot ${number(first)} + ${number(g)} = ${number(v, false)}`,
          moved(
            nesterov
              ? `\\big(${number(g, false)} + ${number(momentum)} \\cdot ${number(v)}\\big)`
              : number(v),
            by,
          ),
        ],
        value: before - learningRate * by,
      };
    }
  }
}

/** A running mean, with the numbers put in. */
function mean(share: number, before: number, next: string, value: number): string {
  return `${number(share)} \\cdot ${number(before)} + ${number(1 - share)} \\cdot ${next} = ${number(value, false)}`;
}

/** A running mean that began at 0, made up for it after t updates. */
function corrected(name: string, index: string, beta: number, value: number, hat: number, t: string): string {
  return `\\hat ${name} = \\frac{${name}}{1 - \\beta_${index}^t} = \\frac{${number(value, false)}}{1 - ${texPower(beta, t)}} = ${number(hat, false)}`;
}
