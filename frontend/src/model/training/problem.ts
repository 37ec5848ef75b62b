import type { Stop } from "./job";
import { hasField, type VariantKind } from "../spec/variant-fields";

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

/** A control of the page, by what it sets: a field of a variant, and each condition of a stop, has its own. */
export type Field =
  | `${VariantKind}.${string}`
  | `stop.${keyof Stop}`
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
  /** Of a hidden layer, counted from 0. */
  | `dropout.${string}`
  | "validationFraction"
  | "dataSeed"
  | "trainSeed"
  /** A weight or a bias of the network as it is. */
  | "parameter"
  | "speed";

const FIELDS: readonly (readonly [pattern: RegExp, field: Field])[] = [
  [/^\/task/, "task"],
  [/^\/data\/dimensions/, "dimensions"],
  [/^\/data\/classes/, "classes"],
  [/^\/data\/noise/, "noise"],
  [/^\/data\/trainFraction/, "trainFraction"],
  [/^\/data\/validationFraction/, "validationFraction"],
  [/^\/data\/seed/, "dataSeed"],
  [/^\/data/, "generator"],
  [/^\/features/, "features"],
  [/^\/network\/layers\/\d+\/activation/, "activation"],
  [/^\/network\/layers/, "layers"],
  [/^\/layers/, "parameter"],
  [/^(\/training\/optimizer)?\/learningRate/, "learningRate"],
  [/^(\/training\/regularization\/rate|\/regularizationRate)/, "regularizationRate"],
  [/^\/training\/regularization/, "regularization"],
  [/^(\/training)?\/batchSize/, "batchSize"],
  [/^\/training\/loss/, "loss"],
  [/^\/training\/seed/, "trainSeed"],
  [/^\/training\/shuffle/, "shuffle"],
  [/^\/pace/, "speed"],
  [/^\/stop\/epochs/, "stop.epochs"],
  [/^\/stop\/targetTestLoss/, "stop.targetTestLoss"],
  [/^\/stop\/patience/, "stop.patience"],
  [/^\/stop\/maxSeconds/, "stop.maxSeconds"],
];

const LAYER = /^\/network\/layers\/(\d+)\/(activation|dropout)/;

/**
 * The control that a pointer speaks of; a spec within another body stands below `/spec`.
 *
 * @param layers how many the network has, the output layer included
 */
export function fieldOfPointer(pointer: string, layers: number): Field | undefined {
  const inSpec = pointer.replace(/^\/spec(?=\/)/, "");
  const [, layer = "", what] = LAYER.exec(inSpec) ?? [];
  if (what === "dropout" && Number(layer) < layers - 1) return `dropout.${layer}`;
  if (what === "activation" && Number(layer) === layers - 1) return "outputActivation";
  return FIELDS.find(([pattern]) => pattern.test(inSpec))?.[1] ?? fieldOfVariant(inSpec);
}

const VARIANT = /^\/(?:training|network)\/(optimizer|schedule|initializer)(?:\/(\w+))?/;

/** The control of a variant's own number; what has none is shown where the variant is chosen. */
function fieldOfVariant(pointer: string): Field | undefined {
  const [, kind, name = ""] = VARIANT.exec(pointer) ?? [];
  if (kind === undefined) return undefined;
  return hasField(kind as VariantKind, name) ? `${kind as VariantKind}.${name}` : (kind as VariantKind);
}
