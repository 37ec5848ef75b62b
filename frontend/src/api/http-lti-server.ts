import type { Language } from "../model/address/view-settings";
import type {
  Attempts,
  ClassReport,
  ClosedGoalAttempt,
  GoalAttempts,
  GoalProgress,
  LtiServer,
  LtiSession,
  OpenGoalAttempt,
  Points,
  SignedPick,
} from "../model/lti/lti-server";
import type { Outcome } from "../model/training/training-server";
import { gradeOf, sheetOf, wireAnswersOf } from "./convert-exercise";
import { authorization, outcomeOf, specBody, TIMEOUT, type Answer } from "./http-client";
import type { WireSheet } from "./wire";

/**
 * HTTP adapter of the port for pages that a course has opened. These calls are not part of the API and its document.
 *
 * @param base address of the server, with a slash at its end
 * @param bearer of the session; undefined if this tab has none
 * @param language of texts and problem documents, read again for every request
 */
export function httpLtiServer(
  base: string,
  bearer: () => string | undefined,
  language: () => Language,
): LtiServer {
  async function send(path: string, token: string, body: unknown): Promise<Response> {
    return fetch(`${base}lti/${path}`, {
      credentials: "omit",
      headers: {
        Accept: "application/json, application/problem+json, text/csv",
        "Accept-Language": language(),
        ...authorization(token),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
  }

  /**
   * A POST if there is a body, or else a GET.
   *
   * @param convert takes the content that the server has for this path
   */
  async function call<T>(path: string, convert: (content: never) => T, body?: unknown): Promise<Outcome<T>> {
    const token = bearer();
    if (token === undefined) return { type: "gone" };
    const answer = async (): Promise<Answer<never>> => {
      const response = await send(path, token, body);
      const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
      const content = (await (isJson ? response.json() : response.text())) as unknown;
      return response.ok ? { data: content as never, response } : { error: content, response };
    };
    return outcomeOf(answer(), convert);
  }

  return {
    session: () => call("session", sessionOf),
    pick: (items) =>
      call("deep-links", (signed: SignedPick) => signed, {
        items: items.map(({ goal, ...item }) => ({
          ...item,
          ...(goal && { goal: { ...goal.rules, spec: specBody(goal.spec) } }),
        })),
      }),
    attempts: () => call("attempts", attemptsOf),
    startAttempt: () => call("attempts", attemptOf, {}),
    handIn: (id, answers) =>
      call(`attempts/${encodeURIComponent(id)}/answers`, gradeOf, { answers: wireAnswersOf(answers) }),
    goalAttempts: () => call("attempts", goalAttemptsOf),
    startGoalAttempt: () => call("attempts", (attempt: OpenGoalAttempt) => attempt, {}),
    goalProgress: (id, job) => call(`attempts/${encodeURIComponent(id)}/progress`, progressOf, { job }),
    handInGoal: (id, job) =>
      call(`attempts/${encodeURIComponent(id)}/answers`, progressOf, job === undefined ? {} : { job }),
    classReport: () => call("class", reportOf),
    classTable: () => call("class.csv", (text: string) => text),
  };
}

interface WireSession {
  readonly role: string;
  readonly language: string | null;
  readonly content: { readonly exercise: string | null } | null;
  readonly picker: { readonly multiple: boolean; readonly lineItems: boolean } | null;
}

function sessionOf({ role, language, content, picker }: WireSession): LtiSession {
  return {
    role: role === "teacher" || role === "student" ? role : "none",
    language: language === "en" || language === "zh-CN" ? language : undefined,
    exercise: content?.exercise ?? undefined,
    picker: picker ?? undefined,
  };
}

interface WireAttempt {
  readonly id: string;
  readonly number: number;
  readonly sheet: WireSheet;
}

interface WireAttempts {
  readonly allowed: number;
  readonly open: WireAttempt | null;
  readonly closed: Attempts["closed"];
  readonly best: Points | null;
}

function attemptOf({ sheet, ...attempt }: WireAttempt) {
  return { ...attempt, sheet: sheetOf(sheet) };
}

interface WireGoalAttempts extends Pick<WireAttempts, "allowed" | "closed" | "best"> {
  readonly open: OpenGoalAttempt | null;
}

function goalAttemptsOf({ open, best, ...attempts }: WireGoalAttempts): GoalAttempts {
  return { ...attempts, open: open ?? undefined, best: best ?? undefined };
}

function progressOf({
  reached,
  attempt,
}: {
  reached: number;
  attempt: ClosedGoalAttempt | null;
}): GoalProgress {
  return { reached, closed: attempt ?? undefined };
}

function attemptsOf({ allowed, open, closed, best }: WireAttempts): Attempts {
  return { allowed, open: open ? attemptOf(open) : undefined, closed, best: best ?? undefined };
}

interface WireReport {
  readonly goal?: readonly string[];
  readonly maxPoints: number;
  readonly names: ClassReport["names"];
  readonly students: readonly {
    readonly student: string;
    readonly name?: string;
    readonly attempts: number;
    readonly points: number;
    /** Absent if all attempts have the maximum of the class. */
    readonly maxPoints?: number;
    readonly lastAt: string | null;
  }[];
  readonly unfinished: readonly {
    readonly student: string;
    readonly name?: string;
    readonly started: boolean;
  }[];
  readonly steps: ClassReport["steps"];
}

function reportOf({ maxPoints, goal, names, students, unfinished, steps }: WireReport): ClassReport {
  return {
    goal,
    names,
    unfinished: unfinished.map(({ name, ...student }) => ({ ...student, name })),
    students: students.map(({ lastAt, name, ...student }) => ({
      maxPoints,
      ...student,
      name,
      lastAt: lastAt ?? undefined,
    })),
    steps,
  };
}
