import { weightSeed, type TrainingSpec, type Value, type Variant } from "./spec";

/** The parts of a spec that come in variants, each with fields of its own. */
export type VariantKind = "optimizer" | "schedule" | "initializer";

/**
 * A number beside a variant's type. `standard` is the contract's default: constant for ever, because an address and a spec of the page
 * leave it unsaid.
 */
export interface NumberOfVariant {
  readonly name: string;
  /** Its name among the catalogue's ranges. */
  readonly range: string;
  readonly standard: number;
}

export interface SwitchOfVariant {
  readonly name: string;
  /** Means nothing, and is refused, unless this number is above 0. */
  readonly needs: string;
  readonly standard: false;
}

export type FieldOfVariant = NumberOfVariant | SwitchOfVariant;

const number = (name: string, standard: number, range = name): NumberOfVariant => ({ name, standard, range });

const ADAM = [number("beta1", 0.9), number("beta2", 0.999)];
const WARM_UP = number("warmupEpochs", 0);

const FIELDS: Readonly<Record<VariantKind, Readonly<Record<string, readonly FieldOfVariant[]>>>> = {
  optimizer: {
    sgd: [number("momentum", 0), { name: "nesterov", standard: false, needs: "momentum" }],
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

/** The fields that a variant has beside its type, its seed and the learning rate. */
export function fieldsOf(kind: VariantKind, type: string): readonly FieldOfVariant[] {
  return Object.hasOwn(FIELDS[kind], type) ? (FIELDS[kind][type] ?? []) : [];
}

/** Whether any variant has a field of this name: then it has a control of its own. */
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

/** What the variant says, or its default. */
export function valueOf<F extends FieldOfVariant>(
  variant: Variant,
  field: F,
): F["standard"] | number | boolean {
  const value = variant[field.name];
  return typeof value === "number" || typeof value === "boolean" ? value : field.standard;
}

/** With one field replaced; undefined stands for its default. What needed it to be above 0 goes with it. */
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

/** Without what the contract's defaults say: the page's one form of a variant, whoever has written it. */
export function withoutDefaults<V extends Variant>(kind: VariantKind, variant: V): V {
  const standards = new Map(fieldsOf(kind, variant.type).map(({ name, standard }) => [name, standard]));
  return Object.fromEntries(
    Object.entries(variant).filter(([name, value]) => !standards.has(name) || standards.get(name) !== value),
  ) as V;
}

/** First weights that are drawn, where they were given. */
export function withDrawnParameters(spec: TrainingSpec): TrainingSpec {
  if (spec.network.initializer.type !== "explicit") return spec;
  return withVariant(spec, "initializer", { type: "uniform", seed: weightSeed(spec) ?? spec.training.seed });
}
