import type { Outcome } from "../model/training/training-server";
import type { Clock } from "./clock";

const FIRST_RETRY = 500;
const MAX_RETRY = 5000;

/** Why a request is repeated. */
export type Wait = Extract<Outcome<never>, { readonly type: "busy" | "unreachable" }>;

/**
 * Repeats a request while the server is unreachable or busy.
 *
 * @param onWait called before each wait
 * @param request undefined if it is no longer wanted
 */
export async function untilAnswered<T>(
  clock: Clock,
  onWait: (wait: Wait) => void,
  request: () => Promise<Outcome<T>> | undefined,
): Promise<Exclude<Outcome<T>, Wait> | undefined> {
  for (let retry = FIRST_RETRY; ; retry = Math.min(retry * 2, MAX_RETRY)) {
    const outcome = await request();
    if (outcome?.type !== "busy" && outcome?.type !== "unreachable") return outcome;
    onWait(outcome);
    const wait = outcome.type === "busy" ? outcome.retryAfterSeconds * 1000 : retry;
    await new Promise<void>((resolve) => clock.after(wait, resolve));
  }
}
