/** A function of the plane that feeds the network: the contract's names, TensorFlow Playground's functions. */
export type FeatureFunction = (x1: number, x2: number) => number;

const FUNCTIONS: Readonly<Record<string, FeatureFunction>> = {
  x1: (x1) => x1,
  x2: (_, x2) => x2,
  x1Squared: (x1) => x1 * x1,
  x2Squared: (_, x2) => x2 * x2,
  x1TimesX2: (x1, x2) => x1 * x2,
  sinX1: (x1) => Math.sin(x1),
  sinX2: (_, x2) => Math.sin(x2),
  cosX1: (x1) => Math.cos(x1),
  cosX2: (_, x2) => Math.cos(x2),
};

/** Undefined for a column that is no function of the plane. */
export function featureFunction(name: string): FeatureFunction | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}
