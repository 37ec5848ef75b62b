/** Why the server did not do what was asked: RFC 9457, in the reader's language. */
export interface Problem {
  readonly title: string;
  readonly detail?: string;
  readonly errors: readonly Violation[];
}

export interface Violation {
  /** JSON pointer from the root of the body. */
  readonly pointer: string;
  readonly detail: string;
}

/** A control of the page, by what it sets. */
export type Field =
  | "task"
  | "generator"
  | "dimensions"
  | "classes"
  | "noise"
  | "trainFraction"
  | "features"
  | "layers"
  | "activation"
  | "learningRate"
  | "regularization"
  | "regularizationRate"
  | "batchSize"
  | "outputActivation"
  | "loss"
  | "optimizer"
  | "schedule"
  | "initializer"
  | "shuffle"
  | "speed"
  | "stop";

const FIELDS: readonly (readonly [pattern: RegExp, field: Field])[] = [
  [/^\/task/, "task"],
  [/^\/data\/dimensions/, "dimensions"],
  [/^\/data\/classes/, "classes"],
  [/^\/data\/noise/, "noise"],
  [/^\/data\/trainFraction/, "trainFraction"],
  [/^\/data/, "generator"],
  [/^\/features/, "features"],
  [/^\/network\/layers\/\d+\/activation/, "activation"],
  [/^\/network\/layers/, "layers"],
  [/^(\/training\/optimizer)?\/learningRate/, "learningRate"],
  [/^(\/training\/regularization\/rate|\/regularizationRate)/, "regularizationRate"],
  [/^\/training\/regularization/, "regularization"],
  [/^(\/training)?\/batchSize/, "batchSize"],
  [/^\/training\/loss/, "loss"],
  [/^\/training\/optimizer/, "optimizer"],
  [/^\/training\/schedule/, "schedule"],
  [/^\/training\/shuffle/, "shuffle"],
  [/^\/network\/initializer/, "initializer"],
  [/^\/pace/, "speed"],
  [/^\/stop/, "stop"],
];

/** The control that a pointer speaks of; a spec within another body stands below `/spec`. */
export function fieldOfPointer(pointer: string): Field | undefined {
  const inSpec = pointer.replace(/^\/spec(?=\/)/, "");
  return FIELDS.find(([pattern]) => pattern.test(inSpec))?.[1];
}
