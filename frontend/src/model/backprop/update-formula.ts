import type { NumberFormula } from "./number-formula";
import type { Training } from "../spec/spec";
import { texNumber as number, texPower } from "./tex";
import { fieldsOf, valueOf } from "../spec/variant-fields";

/** Inputs of the update of one parameter. */
export interface ParameterStep {
  readonly before: number;
  /** Gradient of the loss, without penalty. */
  readonly gradient: number;
  readonly ofWeight: boolean;
  /** Learning rate of the epoch. */
  readonly learningRate: number;
  /** Number of the update, from 1. */
  readonly update: number;
  /** State of the optimizer for this parameter: v, or s, or m and then v; empty for plain gradient descent. */
  readonly optimizerState: readonly number[];
}

/** A rule in symbols, then its evaluation line by line. */
interface Rule {
  readonly symbols: string;
  readonly lines: readonly string[];
  readonly value: number;
}

/** The update of one parameter by the optimizer's rule, with penalty (contract, section 2). */
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

/** A parameter of the optimizer, or its default. */
function optimizerParameter(optimizer: Optimizer, name: string): number {
  const field = fieldsOf("optimizer", optimizer.type).find((each) => each.name === name);
  return field ? Number(valueOf(optimizer, field)) : 0;
}

function decayOf(optimizer: Optimizer): number {
  return optimizerParameter(optimizer, "weightDecay");
}

/** The gradient in the optimizer's rule: that of the loss plus the penalties. */
function gradientOf(
  { before, gradient }: ParameterStep,
  w: string,
  penalties: readonly { readonly name: string; readonly rate: number }[],
): { readonly line: string; readonly value: number } {
  const value = penalties.reduce((sum, { rate }) => sum + rate * before, gradient);
  const symbols = penalties.map(({ name }) => ` + ${name} ${w}`).join("");
  const numbers = penalties.map(({ rate }) => ` + ${number(rate)} \\cdot ${number(before)}`).join("");
  const sum = penalties.length === 0 ? "" : `${number(gradient, false)}${numbers} = `;
  return { line: `g = \\frac{\\partial L}{\\partial ${w}}${symbols} = ${sum}${number(value, false)}`, value };
}

function ruleOf(
  optimizer: Optimizer,
  { before, learningRate, update, optimizerState }: ParameterStep,
  w: string,
  g: number,
): Rule {
  const [first = 0, second = 0] = optimizerState;
  const eta = number(learningRate);
  const own = (name: string) => optimizerParameter(optimizer, name);
  const start = `${w} \\leftarrow ${w} - \\eta`;
  /** @param by subtracted after multiplication by the learning rate */
  const updateLine = (numbers: string, by: number, from = before): string =>
    `${w} = ${number(from, false)} - ${eta} \\cdot ${numbers} = ${number(from - learningRate * by, false)}`;
  switch (optimizer.type) {
    case "adagrad": {
      const s = first + g * g;
      const by = g / (Math.sqrt(s) + 1e-10);
      return {
        symbols: `s \\leftarrow s + g^2, \\quad ${start} \\frac{g}{\\sqrt{s} + \\varepsilon}`,
        lines: [
          `s = ${number(first, false)} + ${texPower(g, "2")} = ${number(s, false)}`,
          updateLine(`\\frac{${number(g, false)}}{\\sqrt{${number(s)}} + 10^{-10}}`, by),
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
          `s = ${runningMeanText(rho, first, texPower(g, "2"), s)}`,
          updateLine(`\\frac{${number(g, false)}}{\\sqrt{${number(s)}} + 10^{-8}}`, by),
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
          `m = \\beta_1 m + (1 - \\beta_1)\\, g = ${runningMeanText(beta1, first, number(g), m)}`,
          `v = \\beta_2 v + (1 - \\beta_2)\\, g^2 = ${runningMeanText(beta2, second, texPower(g, "2"), v)}`,
          biasCorrectionText("m", "1", beta1, m, mHat, t),
          biasCorrectionText("v", "2", beta2, v, vHat, t),
          ...(decay > 0
            ? [
                `${w} = (1 - ${eta} \\cdot ${number(decay)}) \\cdot ${number(before)} = ${number(from, false)}`,
              ]
            : []),
          updateLine(`\\frac{${number(mHat, false)}}{\\sqrt{${number(vHat)}} + 10^{-8}}`, by, from),
        ],
        value: from - learningRate * by,
      };
    }
    case "lion": {
      const [beta1, decay] = [own("beta1"), own("weightDecay")];
      const sum = beta1 * first + (1 - beta1) * g;
      const u = Math.sign(sum);
      const by = u + decay * before;
      return {
        symbols:
          `u = \\operatorname{sign}(\\beta_1 m + (1 - \\beta_1)\\, g), \\quad ` +
          `${start}\\, ${decay > 0 ? `(u + \\omega ${w})` : "u"}, \\quad m \\leftarrow \\beta_2 m + (1 - \\beta_2)\\, g`,
        lines: [
          `\\beta_1 m + (1 - \\beta_1)\\, g = ${runningMeanText(beta1, first, number(g), sum)}`,
          `u = ${number(u, false)}`,
          updateLine(
            decay > 0
              ? `\\big(${number(u, false)} + ${number(decay)} \\cdot ${number(before)}\\big)`
              : number(u),
            by,
          ),
        ],
        value: before - learningRate * by,
      };
    }
    default: {
      const momentum = own("momentum");
      if (momentum === 0) {
        return {
          symbols: `${start}\\, g`,
          lines: [updateLine(number(g), g)],
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
          updateLine(
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

/** A running mean, evaluated. */
function runningMeanText(share: number, before: number, next: string, value: number): string {
  return `${number(share)} \\cdot ${number(before)} + ${number(1 - share)} \\cdot ${next} = ${number(value, false)}`;
}

/** The bias correction of a running mean after t updates. */
function biasCorrectionText(
  name: string,
  index: string,
  beta: number,
  value: number,
  hat: number,
  t: string,
): string {
  return `\\hat ${name} = \\frac{${name}}{1 - \\beta_${index}^t} = \\frac{${number(value, false)}}{1 - ${texPower(beta, t)}} = ${number(hat, false)}`;
}
