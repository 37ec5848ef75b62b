/** All labs in the lecture's order. The build requires a text of each in every language. */
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

/** Figures that lessons can contain. */
export const FIGURES = ["convolution", "recurrence"] as const;

export type FigureName = (typeof FIGURES)[number];

export function isFigure(name: string): name is FigureName {
  return (FIGURES as readonly string[]).includes(name);
}

export function isLab(slug: string): slug is LabSlug {
  return (LABS as readonly string[]).includes(slug);
}

/** A page of the course, read from its path, for example `/lessons`, `/lessons/history` or `/embed/labs/neuron`. */
export interface CourseLocation {
  readonly kind: "lessons" | "labs" | "exercises" | "missing";
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
  const found = /\/(?:(embed)\/)?(lessons|labs|exercises)(?:\.html|\/([a-z0-9-]+)(?:\.html)?)?$/.exec(
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
