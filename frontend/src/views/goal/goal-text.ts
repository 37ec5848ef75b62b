import type { LTI_TEXTS } from "../../i18n/lti";
import type { Goal, Target } from "../../model/goal/goal";

type Words = (typeof LTI_TEXTS)["en"]["goal"];

export function targetText({ metric, atMost, atLeast }: Target, text: Words): string {
  const name = text.metrics[metric];
  return atMost === undefined ? text.atLeast(name, String(atLeast)) : text.atMost(name, String(atMost));
}

/** The limits, and the parts that must not change. */
export function rulesText({ limits, locks }: Goal, text: Words): string {
  const allowed = (["neurons", "layers", "epochs"] as const).flatMap((name) =>
    limits[name] === undefined ? [] : [text[name](limits[name])],
  );
  return text.rules([
    ...(allowed.length > 0 ? [text.allowed(allowed)] : []),
    ...(locks.length > 0 ? [text.fixed(locks.map((lock) => text.locks[lock]))] : []),
  ]);
}
