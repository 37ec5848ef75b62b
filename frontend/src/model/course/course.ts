/** All labs in the lecture's order. The build requires a text of each in every language. */
export const LABS = [
  "neuron",
  "neocognitron",
  "boltzmann-machine",
  "support-vectors",
  "perceptron",
  "activations",
  "layers",
  "approximation",
  "tensor",
  "losses",
  "descent",
  "landscape",
  "initialization",
  "vanishing",
  "schedules",
  "overfitting",
  "data-quality",
  "b-type-machine",
  "snarc",
  "hopfield",
  "travelling-salesman",
  "belief-net",
  "denoising",
  "recurrence",
  "convolution",
  "segmentation",
] as const;

export type LabSlug = (typeof LABS)[number];

/**
 * What a sentence of a lesson can make a lab do, by lab: `[sentence](act:perceptron/start)`. A lab implements its actions
 * with `useLabActions`; `docs/lessons.md` describes each.
 */
export const LAB_ACTIONS = {
  neuron: ["or", "and", "xor", "step"],
  neocognitron: ["start", "learn", "shift", "unselective", "too-selective"],
  "boltzmann-machine": ["train", "exact", "persistent", "clamp-row", "encoder"],
  "support-vectors": ["start", "delete-other", "support-only", "soft-margin", "ring"],
  perceptron: ["start", "next", "xor", "two-lines"],
  activations: ["sigmoid", "tanh", "relu", "leaky-relu", "gelu", "saturated"],
  layers: ["circle", "spiral"],
  approximation: ["start", "five", "many", "flat-steps", "by-hand"],
  tensor: ["start", "next", "all"],
  losses: ["signed", "absolute", "squared", "outlier"],
  descent: ["lecture", "too-fast", "ravine", "zigzag", "saddle", "two-hollows"],
  landscape: ["circle", "xor", "spiral"],
  initialization: ["tanh", "relu", "sigmoid"],
  vanishing: ["shallow", "deep"],
  schedules: ["too-fast", "calm"],
  overfitting: ["none", "early-stopping", "l2", "dropout", "more-data"],
  "data-quality": ["start", "larger-network", "more-samples", "wrong-labels", "all"],
  hopfield: ["damage", "all-letters", "together", "overload"],
  "travelling-salesman": ["start", "twenty", "small-d"],
  "b-type-machine": ["neuron", "link", "xor", "linked"],
  snarc: ["learn", "only-up", "two-rats", "by-hand"],
  "belief-net": ["plain", "pretrained", "relu"],
  denoising: ["arrows", "best", "drop", "digits"],
  recurrence: ["short", "long", "lstm", "gradients"],
  convolution: ["train", "shift", "edge", "learned-kernel"],
  segmentation: [
    "one-pixel",
    "dice-loss",
    "neighbourhood",
    "u-net",
    "encoder-decoder",
    "paint",
    "low-threshold",
  ],
} as const satisfies Readonly<Record<LabSlug, readonly string[]>>;

export type LabAction<Slug extends LabSlug> = (typeof LAB_ACTIONS)[Slug][number];

/** The chapters of the course, in their order. */
export const CHAPTERS = ["history", "foundations", "training", "architectures", "summary"] as const;

export type Chapter = (typeof CHAPTERS)[number];

/** The server's exercises, A to P. */
export const EXERCISE_ORDER = [
  "perceptron-rule",
  "small-network",
  "exam-question",
  "logic-gate",
  "gradient-step",
  "three-outputs",
  "cross-entropy",
  "chain-rule",
  "shapes",
  "convolution",
  "recurrence",
  "hopfield",
  "contrastive-divergence",
  "margin",
  "travelling-salesman",
  "threshold-gates",
] as const;

/** Figures that lessons can contain. */
export const FIGURES = [
  "bumps",
  "convolution",
  "convolution-stack",
  "decision-arrow",
  "energy-landscape",
  "exam-network",
  "layered-network",
  "margin",
  "matrix-shapes",
  "mp-neuron",
  "network-types",
  "neuron-and-cell",
  "overfitting-curves",
  "simple-and-complex-cells",
  "tangent-and-gradient",
  "three-outputs",
  "timeline",
  "top5-errors",
  "u-net",
  "unrolled-recurrence",
] as const;

export type FigureName = (typeof FIGURES)[number];

export function isFigure(name: string): name is FigureName {
  return (FIGURES as readonly string[]).includes(name);
}

export function isLab(slug: string): slug is LabSlug {
  return (LABS as readonly string[]).includes(slug);
}

/** A page of the course, read from its path, for example `/lessons`, `/lessons/history` or `/embed/labs/neuron`. */
export interface CourseLocation {
  /**
   * `lti`: a page that a course in a learning-management system opens, `/lti/picker` or `/lti/class`. `compare` and
   * `sweeps`: pages that train many networks.
   */
  readonly kind: "lessons" | "labs" | "exercises" | "compare" | "sweeps" | "lti" | "missing";
  readonly slug: string | undefined;
  /** Whether the page is in a frame of another site. */
  readonly embedded: boolean;
  /** Path of the assets and the API, relative to this page, with a slash at its end. */
  readonly home: string;
}

/**
 * @param missingPageHome the path to the root that the server has written into the page for unknown addresses; undefined
 *   on all other pages
 */
export function locationOf(pathname: string, missingPageHome?: string): CourseLocation {
  if (missingPageHome !== undefined)
    return { kind: "missing", slug: undefined, embedded: false, home: missingPageHome };
  const found =
    /\/(?:(embed)\/)?(lessons|labs|exercises|compare|sweeps|lti)(?:\.html|\/([a-z0-9-]+)(?:\.html)?)?$/.exec(
      pathname,
    );
  const slug = found?.[3];
  const embedded = found?.[1] !== undefined;
  return {
    kind: (found?.[2] ?? "lessons") as CourseLocation["kind"],
    slug,
    embedded,
    home: slug === undefined ? "./" : "../",
  };
}
