import { activationOf, erf } from "./activation";

/** An activation function and its derivative (contract, section 2). */
export interface ActivationCurve {
  readonly value: (z: number) => number;
  readonly derivative: (z: number) => number;
}

/** Initial slope of prelu. */
const INITIAL_SLOPE = 0.25;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Derivatives at 0: 0 for relu, the slope for leakyRelu and prelu. */
const DERIVATIVES: Readonly<Record<string, (z: number) => number>> = {
  linear: () => 1,
  sigmoid: (z) => sigmoid(z) * (1 - sigmoid(z)),
  tanh: (z) => 1 - Math.tanh(z) ** 2,
  relu: (z) => (z > 0 ? 1 : 0),
  leakyRelu: (z) => (z > 0 ? 1 : 0.01),
  prelu: (z) => (z > 0 ? 1 : INITIAL_SLOPE),
  elu: (z) => (z > 0 ? 1 : Math.exp(z)),
  gelu: (z) => (1 + erf(z / Math.SQRT2)) / 2 + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  softplus: (z) => (z > 20 ? 1 : sigmoid(z)),
  swish: (z) => sigmoid(z) + z * sigmoid(z) * (1 - sigmoid(z)),
  sine: (z) => Math.cos(z),
  square: (z) => 2 * z,
};

/** Maximum absolute derivative that counts as saturated. */
const SATURATED_DERIVATIVE = 0.02;
const MAX_Z = 6;

/** Whether the curve is flat here and further out. At a mere turning point a small step makes it steep again. */
export function isSaturated({ derivative }: ActivationCurve, z: number): boolean {
  const outward = z > 0 ? 1 : -1;
  const steps = Math.max(Math.floor((MAX_Z - Math.abs(z)) * 10), 0);
  return Array.from({ length: steps + 1 }, (_, at) => z + (outward * at) / 10).every(
    (at) => Math.abs(derivative(at)) < SATURATED_DERIVATIVE,
  );
}

/** Undefined for an unknown name. */
export function activationCurve(name: string): ActivationCurve | undefined {
  const value = activationOf(name);
  const derivative = Object.hasOwn(DERIVATIVES, name) ? DERIVATIVES[name] : undefined;
  return value && derivative && { value: (z) => value(z, INITIAL_SLOPE), derivative };
}
