/** Every lab that the page can show; the build wants a text for each, in each language. In the lecture's order. */
export const LABS = [
  "neuron",
  "perceptron",
  "activations",
  "layers",
  "tensor",
  "losses",
  "descent",
  "landscape",
  "initialization",
  "vanishing",
  "schedules",
  "overfitting",
] as const;

export type LabSlug = (typeof LABS)[number];

/** The lecture's order of the server's exercises, A to E. */
export const EXERCISE_ORDER = [
  "perceptron-rule",
  "small-network",
  "exam-question",
  "logic-gate",
  "gradient-step",
] as const;

/** Drawings that lessons can show. */
export const FIGURES = ["convolution", "recurrence"] as const;

export type FigureName = (typeof FIGURES)[number];

export function isFigure(name: string): name is FigureName {
  return (FIGURES as readonly string[]).includes(name);
}

export function isLab(slug: string): slug is LabSlug {
  return (LABS as readonly string[]).includes(slug);
}

/** Where a page of the course stands, read from its path: `/lessons`, `/lessons/history`, `/embed/labs/neuron`. */
export interface CoursePlace {
  readonly kind: "lessons" | "labs" | "exercises";
  readonly slug: string | undefined;
  /** In a frame of another site. */
  readonly embedded: boolean;
  /** Path, relative to this page and with a slash at its end, below which its assets and the API lie. */
  readonly home: string;
}

export function placeOf(pathname: string): CoursePlace {
  const found = /\/(?:(embed)\/)?(lessons|labs|exercises)(?:\.html|\/([a-z0-9-]+)(?:\.html)?)?$/.exec(
    pathname,
  );
  const slug = found?.[3];
  const embedded = found?.[1] !== undefined;
  return {
    kind: (found?.[2] ?? "lessons") as CoursePlace["kind"],
    slug,
    embedded,
    home: slug === undefined ? "./" : "../",
  };
}
