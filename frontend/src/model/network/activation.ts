/** Activation of a unit at a weighted sum. The slope is for prelu only. */
export type Activation = (weightedSum: number, slope: number) => number;

export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** The contract's activation functions (section 2) except softmax, which needs all units of its layer. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  linear: (z) => z,
  sigmoid,
  tanh: (z) => Math.tanh(z),
  relu: (z) => Math.max(z, 0),
  leakyRelu: (z) => (z >= 0 ? z : 0.01 * z),
  prelu: (z, slope) => (z >= 0 ? z : slope * z),
  elu: (z) => (z >= 0 ? z : Math.expm1(z)),
  gelu: (z) => (z / 2) * (1 + erf(z / Math.SQRT2)),
  softplus: (z) => (z > 20 ? z : Math.log1p(Math.exp(z))),
  swish: (z) => z / (1 + Math.exp(-z)),
  sine: (z) => Math.sin(z),
  square: (z) => z * z,
};

/** Undefined for a name that only a newer server knows. */
export function activationOf(name: string): Activation | undefined {
  return Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
}

/** Replaces the weighted sums of a layer's units by their softmax, in place. */
export function softmax(units: readonly Float32Array[]): void {
  const places = units[0]?.length ?? 0;
  for (let at = 0; at < places; at++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (const unit of units) largest = Math.max(largest, unit[at] ?? 0);
    let sum = 0;
    for (const unit of units) sum += unit[at] = Math.exp((unit[at] ?? 0) - largest);
    for (const unit of units) unit[at] = (unit[at] ?? 0) / sum;
  }
}

/**
 * Error function with an absolute error below 1.5e-7 (Abramowitz and Stegun, Handbook of Mathematical Functions,
 * 7.1.26).
 */
export function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))); // prettier-ignore
  return Math.sign(x) * (1 - polynomial * Math.exp(-x * x));
}
