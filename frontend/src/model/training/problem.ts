import type { Stop } from "./job";
import { BUILT_IN_CATALOG } from "../spec/built-in-catalog";
import type { Catalog, VariantKind } from "../spec/catalog";
import { hasField } from "../spec/variant-fields";

/** Why the server has rejected a request (RFC 9457), in the reader's language. */
export interface Problem {
  readonly title: string;
  readonly detail?: string;
  readonly errors: readonly Violation[];
}

export interface Violation {
  /** JSON pointer from the root of the request body. */
  readonly pointer: string;
  readonly detail: string;
}

/** A control of the page, by the field that it sets. */
export type FormField =
  | `${VariantKind}.${string}`
  | `stop.${keyof Stop}`
  | "task"
  | "generator"
  | "dimensions"
  | "classes"
  | "curve"
  | "scale"
  | "target"
  | "corruption"
  | "corruptionAmount"
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
  /** A weight or bias of the current network. */
  | "parameter"
  | "speed";

const FIELDS: readonly (readonly [pattern: RegExp, field: FormField])[] = [
  [/^\/task/, "task"],
  [/^\/data\/dimensions/, "dimensions"],
  [/^\/data\/classes/, "classes"],
  [/^\/data\/curve/, "curve"],
  [/^\/data\/scale/, "scale"],
  [/^\/data\/target/, "target"],
  [/^\/data\/corruption\/amount/, "corruptionAmount"],
  [/^\/data\/corruption/, "corruption"],
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
 * The control for a JSON pointer. A spec within another body has the prefix `/spec`.
 *
 * @param layers number of layers, output layer included
 */
export function fieldOfPointer(
  pointer: string,
  layers: number,
  catalog: Catalog = BUILT_IN_CATALOG,
): FormField | undefined {
  const inSpec = pointer.replace(/^\/spec(?=\/)/, "");
  const [, layer = "", what] = LAYER.exec(inSpec) ?? [];
  if (what === "dropout" && Number(layer) < layers - 1) return `dropout.${layer}`;
  if (what === "activation" && Number(layer) === layers - 1) return "outputActivation";
  return FIELDS.find(([pattern]) => pattern.test(inSpec))?.[1] ?? fieldOfVariant(inSpec, catalog);
}

const VARIANT = /^\/(?:training|network)\/(optimizer|schedule|initializer)(?:\/(\w+))?/;

/** The control of a variant's field; the control of the variant itself if the field has none. */
function fieldOfVariant(pointer: string, catalog: Catalog): FormField | undefined {
  const [, kind, name = ""] = VARIANT.exec(pointer) ?? [];
  if (kind === undefined) return undefined;
  return hasField(kind as VariantKind, name, catalog)
    ? `${kind as VariantKind}.${name}`
    : (kind as VariantKind);
}
