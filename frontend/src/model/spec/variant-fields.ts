import { weightSeed, type TrainingSpec, type Value, type Variant } from "./spec";

/** The parts of a spec that are variants with their own fields. */
export type VariantKind = "optimizer" | "schedule" | "initializer";

/**
 * A number that belongs to a variant. Its default is the contract's and must never change, because addresses and specs
 * of the page leave it out.
 */
export interface VariantNumber {
  readonly name: string;
  /** Its name among the catalogue's ranges. */
  readonly range: string;
  readonly defaultValue: number;
}

export interface VariantSwitch {
  readonly name: string;
  /** The field is allowed only if this number is above 0. */
  readonly needs: string;
  readonly defaultValue: false;
}

export type VariantField = VariantNumber | VariantSwitch;

const number = (name: string, defaultValue: number, range = name): VariantNumber => ({
  name,
  defaultValue,
  range,
});

const ADAM = [number("beta1", 0.9), number("beta2", 0.999)];
const WARM_UP = number("warmupEpochs", 0);

const FIELDS: Readonly<Record<VariantKind, Readonly<Record<string, readonly VariantField[]>>>> = {
  optimizer: {
    sgd: [number("momentum", 0), { name: "nesterov", defaultValue: false, needs: "momentum" }],
    rmsprop: [number("decay", 0.99)],
    adam: [...ADAM, number("weightDecay", 0)],
    adamw: [...ADAM, number("weightDecay", 0.01)],
  },
  schedule: {
    constant: [WARM_UP],
    step: [number("every", 100), number("factor", 0.5), WARM_UP],
    exponential: [number("factor", 0.99), WARM_UP],
    cosine: [number("epochs", 500, "cosineEpochs"), number("minimum", 0), WARM_UP],
    plateau: [number("patience", 20), number("factor", 0.5), WARM_UP],
  },
  initializer: {
    uniform: [number("range", 0.5, "initializerRange"), number("bias", 0.1, "initializerBias")],
    normal: [number("standardDeviation", 0.5), number("bias", 0, "initializerBias")],
    constant: [number("value", 0.1, "initializerValue")],
  },
};

/** Fields of a variant except its type, its seed and the learning rate. */
export function fieldsOf(kind: VariantKind, type: string): readonly VariantField[] {
  return Object.hasOwn(FIELDS[kind], type) ? (FIELDS[kind][type] ?? []) : [];
}

/** Whether some variant has a field of this name, and so a control. */
export function hasField(kind: VariantKind, name: string): boolean {
  const all = Object.values(FIELDS[kind]).flat();
  return all.some((field) => field.name === name) || (kind === "initializer" && name === "seed");
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
export function valueOf<F extends VariantField>(
  variant: Variant,
  field: F,
): F["defaultValue"] | number | boolean {
  const value = variant[field.name];
  return typeof value === "number" || typeof value === "boolean" ? value : field.defaultValue;
}

/** Sets one field; undefined means its default. Fields that need it to be above 0 are removed if it is not. */
export function withField(
  spec: TrainingSpec,
  kind: VariantKind,
  name: string,
  value: Value | undefined,
): TrainingSpec {
  const { type, ...rest } = variantOf(spec, kind);
  const dropped = fieldsOf(kind, type).flatMap((field) =>
    "needs" in field && field.needs === name && !(typeof value === "number" && value > 0) ? [field.name] : [],
  );
  const kept = Object.entries({ ...rest, [name]: value }).filter(
    ([each, said]) => said !== undefined && !dropped.includes(each),
  );
  return withVariant(spec, kind, withoutDefaults(kind, { type, ...Object.fromEntries(kept) }));
}

export function withVariant(spec: TrainingSpec, kind: VariantKind, variant: Variant): TrainingSpec {
  return kind === "initializer"
    ? { ...spec, network: { ...spec.network, initializer: variant } }
    : { ...spec, training: { ...spec.training, [kind]: variant } };
}

/** Removes fields with default values, so that equal variants have equal forms. */
export function withoutDefaults<V extends Variant>(kind: VariantKind, variant: V): V {
  const defaults = new Map(
    fieldsOf(kind, variant.type).map(({ name, defaultValue }) => [name, defaultValue]),
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
