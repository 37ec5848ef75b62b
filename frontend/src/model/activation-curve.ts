/** An activation function and its derivative, in float64, by the contract's definitions (section 2). */
export interface ActivationCurve {
  readonly value: (z: number) => number;
  readonly derivative: (z: number) => number;
}

const LEAK = 0.01;
/** The learned slope of PReLU, where training begins. */
const FIRST_SLOPE = 0.25;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
/** Density and distribution function of the standard normal distribution. */
const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const distribution = (z: number): number => (1 + erf(z / Math.SQRT2)) / 2;

const leaky = (slope: number): ActivationCurve => ({
  value: (z) => (z > 0 ? z : slope * z),
  derivative: (z) => (z > 0 ? 1 : slope),
});

export const ACTIVATION_CURVES: Readonly<Record<string, ActivationCurve>> = {
  linear: { value: (z) => z, derivative: () => 1 },
  sigmoid: { value: sigmoid, derivative: (z) => sigmoid(z) * (1 - sigmoid(z)) },
  tanh: { value: Math.tanh, derivative: (z) => 1 - Math.tanh(z) ** 2 },
  relu: leaky(0),
  leakyRelu: leaky(LEAK),
  prelu: leaky(FIRST_SLOPE),
  elu: {
    value: (z) => (z > 0 ? z : Math.expm1(z)),
    derivative: (z) => (z > 0 ? 1 : Math.exp(z)),
  },
  gelu: {
    value: (z) => z * distribution(z),
    derivative: (z) => distribution(z) + z * density(z),
  },
  softplus: {
    value: (z) => (z > 20 ? z : Math.log1p(Math.exp(z))),
    derivative: (z) => (z > 20 ? 1 : sigmoid(z)),
  },
  swish: {
    value: (z) => z * sigmoid(z),
    derivative: (z) => sigmoid(z) + z * sigmoid(z) * (1 - sigmoid(z)),
  },
  sine: { value: Math.sin, derivative: Math.cos },
  square: { value: (z) => z * z, derivative: (z) => 2 * z },
};

/**
 * The error function. Up to 3 by its series (Abramowitz and Stegun 7.1.6), whose terms are all positive; beyond by 1 - the continued fraction
 * 7.1.14. Right to about 1e-14.
 */
function erf(x: number): number {
  if (x < 0) return -erf(-x);
  const scale = Math.exp(-x * x);
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return (2 / Math.sqrt(Math.PI)) * scale * sum;
  }
  let fraction = x;
  for (let n = 40; n > 0; n--) fraction = x + n / 2 / fraction;
  return 1 - scale / (Math.sqrt(Math.PI) * fraction);
}
