/** A function of the input plane: the contract's names, TensorFlow Playground's functions. */
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

/** Undefined for a column that is not a function of the plane. */
export function featureFunction(name: string): FeatureFunction | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

/** Index from 0 of the column that a feature copies: 0 for `x1`. */
export function columnOfFeature(name: string): number | undefined {
  const number = /^x([1-9]\d*)$/.exec(name)?.[1];
  return number === undefined ? undefined : Number(number) - 1;
}

/** The features that copy the columns of the data. */
export function columnFeatures(columns: number): readonly string[] {
  return Array.from({ length: columns }, (_, column) => `x${String(column + 1)}`);
}
