import type { Language } from "../address/view-settings";
import type { ExerciseAnswers, ExerciseGrade, ExerciseSheet } from "../course/exercise";
import type { Goal } from "../goal/goal";
import type { TrainingSpec } from "../spec/spec";
import type { Outcome } from "../training/training-server";

/**
 * The port to the server for pages that a course has opened by LTI. No method throws; every call ends in an outcome. "gone"
 * means that the session has ended, or does not allow the call. The adapter is in `api/`.
 */
export interface LtiServer {
  session(): Promise<Outcome<LtiSession>>;
  /** Signs what a teacher has picked; an empty list means that the teacher has cancelled. */
  pick(items: readonly PickedItem[]): Promise<Outcome<SignedPick>>;
  attempts(): Promise<Outcome<Attempts>>;
  startAttempt(): Promise<Outcome<OpenAttempt>>;
  /** Closes the attempt. */
  handIn(attemptId: string, answers: ExerciseAnswers): Promise<Outcome<ExerciseGrade>>;
  /** As `attempts`, of a student at a training goal. */
  goalAttempts(): Promise<Outcome<GoalAttempts>>;
  startGoalAttempt(): Promise<Outcome<OpenGoalAttempt>>;
  /** The server reads from the job what it has reached; it closes the attempt when that is everything. */
  goalProgress(attemptId: string, jobId: string): Promise<Outcome<GoalProgress>>;
  /** Closes the attempt. */
  handInGoal(attemptId: string, jobId: string | undefined): Promise<Outcome<GoalProgress>>;
  classReport(): Promise<Outcome<ClassReport>>;
  /** The students of the report as CSV. */
  classTable(): Promise<Outcome<string>>;
}

export interface LtiSession {
  readonly role: "teacher" | "student" | "none";
  /** The language of the course; undefined if the course does not say. */
  readonly language: Language | undefined;
  /** The exercise that the course shows; undefined for anything else. */
  readonly exercise: string | undefined;
  /** What the course accepts from a teacher who picks; undefined unless one does. */
  readonly picker: PickerRules | undefined;
}

export interface PickerRules {
  /** Whether several activities may be picked at once. */
  readonly multiple: boolean;
  /** Whether the course takes grades of what is picked. */
  readonly lineItems: boolean;
}

/** An activity as a teacher has picked it. */
export interface PickedItem {
  /** Below `/embed`, such as `/exercises/small-network` or `/#dataset=xor`. */
  readonly path: string;
  readonly title: string;
  readonly mode: "practice" | "graded";
  /** 1 to 20. */
  readonly attempts: number;
  /** Maximum of the points; 0 unless graded. */
  readonly points: number;
  /** The training goal of a playground, and the spec with which students begin. */
  readonly goal?: { readonly rules: Goal; readonly spec: TrainingSpec } | undefined;
}

/** What the browser posts to the course, as a form with the field `JWT`. */
export interface SignedPick {
  readonly action: string;
  readonly jwt: string;
}

/** The attempts of a student at a graded exercise. */
export interface Attempts {
  readonly allowed: number;
  readonly open: OpenAttempt | undefined;
  /** In the order of their numbers. */
  readonly closed: readonly ClosedAttempt[];
  /** Undefined before the first attempt is closed. */
  readonly best: Points | undefined;
}

export interface OpenAttempt {
  readonly id: string;
  /** From 1 on. */
  readonly number: number;
  readonly sheet: ExerciseSheet;
}

export interface GoalAttempts extends Omit<Attempts, "open"> {
  readonly open: OpenGoalAttempt | undefined;
}

export interface OpenGoalAttempt {
  readonly id: string;
  readonly number: number;
  /** Number of targets that are reached. */
  readonly reached: number;
}

export interface GoalProgress {
  readonly reached: number;
  /** Undefined while the attempt is open. */
  readonly closed: ClosedGoalAttempt | undefined;
}

export interface ClosedGoalAttempt extends Points {
  readonly number: number;
  /** Attempts that the student can still open. */
  readonly left: number;
}

export interface Points {
  readonly points: number;
  readonly maxPoints: number;
}

export interface ClosedAttempt extends Points {
  readonly number: number;
  /** ISO 8601. */
  readonly closedAt: string;
}

/** How a class has done at a graded exercise. */
export interface ClassReport {
  /** Targets of a training goal, in words; undefined for an exercise. */
  readonly goal: readonly string[] | undefined;
  /** Whether the students have names: "off" if the operator does not allow them; "refused" and "unavailable" by the platform. */
  readonly names: "off" | "shown" | "refused" | "unavailable";
  readonly students: readonly ClassStudent[];
  /** Students of the course without a closed attempt; empty unless names are shown. */
  readonly unfinished: readonly UnfinishedStudent[];
  readonly steps: readonly ClassStep[];
}

/** A student, with the points of the best attempt. */
export interface ClassStudent extends Points {
  /** A pseudonym. */
  readonly student: string;
  /** Undefined if the platform has sent none. */
  readonly name: string | undefined;
  readonly attempts: number;
  /** Time of the last attempt, ISO 8601; undefined before the first one is closed. */
  readonly lastAt: string | undefined;
}

export interface UnfinishedStudent extends Pick<ClassStudent, "student" | "name"> {
  /** Whether an attempt is open. */
  readonly started: boolean;
}

export interface ClassStep {
  readonly name: string;
  readonly answered: number;
  readonly wrong: number;
}

/** The steps that were answered, those with the largest share of wrong answers first. */
export function hardestFirst(steps: readonly ClassStep[]): readonly ClassStep[] {
  return steps
    .filter(({ answered }) => answered > 0)
    .toSorted((a, b) => b.wrong / b.answered - a.wrong / a.answered);
}
