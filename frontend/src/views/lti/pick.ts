import { withGoal, type Goal } from "../../model/goal/goal";
import type { PickedItem } from "../../model/lti/lti-server";

/** What a teacher can pick. */
export type PickKind = "exercise" | "lab" | "lesson" | "playground";

export const PICK_KINDS = ["exercise", "lab", "lesson", "playground"] as const satisfies readonly PickKind[];

/** An activity that a teacher has picked, while its settings can still change. */
export interface Pick extends Omit<PickedItem, "points" | "goal"> {
  /** Of a playground. */
  readonly goal?: Goal | undefined;
  readonly kind: PickKind;
  /** Name of its picture. */
  readonly picture: string;
}

/** Attempts at a graded exercise, unless the teacher chooses another number. */
const USUAL_ATTEMPTS = 3;
const MAX_ATTEMPTS = 20;

/** @param lineItems whether the course takes grades */
export function newPick(kind: PickKind, path: string, title: string, lineItems: boolean): Pick {
  const graded = kind === "exercise" && lineItems;
  return {
    kind,
    path,
    title,
    picture: kind === "playground" ? "layers" : (path.split("/")[2] ?? ""),
    mode: graded ? "graded" : "practice",
    attempts: graded ? USUAL_ATTEMPTS : 1,
  };
}

/** The kind of the content at a path below `/embed`. */
export function kindOf(path: string): PickKind {
  const [, folder] = /^\/(lesson|lab|exercise)s\//.exec(path) ?? [];
  return (folder as PickKind | undefined) ?? "playground";
}

/** The same with another training goal. A playground is graded only with one. */
export function withPickedGoal(pick: Pick, goal: Goal | undefined, lineItems: boolean): Pick {
  if (!goal) return { ...pick, goal, mode: "practice", attempts: 1 };
  return pick.goal || !lineItems
    ? { ...pick, goal }
    : { ...pick, goal, mode: "graded", attempts: USUAL_ATTEMPTS };
}

/** The address of what is picked, with its training goal. */
export function pathWithGoal({ path, goal }: Pick): string {
  return goal ? `/#${withGoal(path.slice(2), goal)}` : path;
}

/** A number of attempts that the server accepts. */
export function allowedAttempts(typed: number): number {
  return Number.isFinite(typed) ? Math.min(Math.max(Math.round(typed), 1), MAX_ATTEMPTS) : 1;
}
