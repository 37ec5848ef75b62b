import { BUILT_IN_CATALOG } from "./built-in-catalog";
import type { Catalog, VariantField, VariantKind } from "./catalog";
import { weightSeed, type TrainingSpec, type Value, type Variant } from "./spec";

type Variants = Pick<Catalog, "variants">;

/** The fields of a variant without its type, its seed and the learning rate. */
export function fieldsOf(
  kind: VariantKind,
  type: string,
  catalog: Variants = BUILT_IN_CATALOG,
): readonly VariantField[] {
  return allFieldsOf(kind, type, catalog).filter(({ name }) => name !== "learningRate");
}

function allFieldsOf(kind: VariantKind, type: string, { variants }: Variants): readonly VariantField[] {
  return Object.hasOwn(variants[kind], type) ? (variants[kind][type] ?? []) : [];
}

/** Whether some variant has a field of this name, and so a control. */
export function hasField(
  kind: VariantKind,
  name: string,
  { variants }: Variants = BUILT_IN_CATALOG,
): boolean {
  const all = Object.values(variants[kind]).flat();
  return all.some((field) => field.name === name) || (kind === "initializer" && name === "seed");
}

/** Default learning rate of an optimizer. */
export function learningRateOf(optimizer: string, catalog: Variants = BUILT_IN_CATALOG): number {
  const fields = allFieldsOf("optimizer", optimizer, catalog);
  return fields.find(({ name }) => name === "learningRate")?.range?.default ?? 0.01;
}

export function variantOf(spec: TrainingSpec, kind: VariantKind): Variant {
  switch (kind) {
    case "optimizer":
      return spec.training.optimizer;
    case "schedule":
      return spec.training.schedule;
    case "initializer":
      return spec.network.initializer as Variant;
  }
}

/** Value of the field, or its default. */
export function valueOf(variant: Variant, field: VariantField): number | boolean {
  const value = variant[field.name];
  return typeof value === "number" || typeof value === "boolean" ? value : defaultOf(field);
}

function defaultOf({ range }: VariantField): number | boolean {
  return range ? (range.default ?? 0) : false;
}

/** Sets one field; undefined means its default. Fields that need it to be above 0 are removed if it is not. */
export function withField(
  spec: TrainingSpec,
  kind: VariantKind,
  name: string,
  value: Value | undefined,
  catalog: Variants = BUILT_IN_CATALOG,
): TrainingSpec {
  const { type, ...rest } = variantOf(spec, kind);
  const dropped = fieldsOf(kind, type, catalog).flatMap((field) =>
    field.needs === name && !(typeof value === "number" && value > 0) ? [field.name] : [],
  );
  const kept = Object.entries({ ...rest, [name]: value }).filter(
    ([each, entry]) => entry !== undefined && !dropped.includes(each),
  );
  return withVariant(spec, kind, withoutDefaults(kind, { type, ...Object.fromEntries(kept) }, catalog));
}

export function withVariant(spec: TrainingSpec, kind: VariantKind, variant: Variant): TrainingSpec {
  return kind === "initializer"
    ? { ...spec, network: { ...spec.network, initializer: variant } }
    : { ...spec, training: { ...spec.training, [kind]: variant } };
}

/** Removes fields with default values, so that equal variants have equal forms. */
export function withoutDefaults<V extends Variant>(
  kind: VariantKind,
  variant: V,
  catalog: Variants = BUILT_IN_CATALOG,
): V {
  const defaults = new Map(
    fieldsOf(kind, variant.type, catalog).map((field) => [field.name, defaultOf(field)]),
  );
  return Object.fromEntries(
    Object.entries(variant).filter(([name, value]) => !defaults.has(name) || defaults.get(name) !== value),
  ) as V;
}

/** Replaces explicit initial parameters by drawn ones. */
export function withDrawnParameters(spec: TrainingSpec): TrainingSpec {
  if (spec.network.initializer.type !== "explicit") return spec;
  return withVariant(spec, "initializer", { type: "uniform", seed: weightSeed(spec) ?? spec.training.seed });
}
