import { en, type Messages } from "./en";
import { zhCn } from "./zh-cn";

export type { Messages } from "./en";

export const LANGUAGES = { en, "zh-CN": zhCn } as const satisfies Readonly<Record<string, Messages>>;

/** The reader's first language that the page speaks; English where it speaks none. */
export function languageOf(preferred: readonly string[]): keyof typeof LANGUAGES {
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}

type Choice =
  | "task"
  | "activation"
  | "regularization"
  | "generator"
  | "optimizer"
  | "loss"
  | "schedule"
  | "initializer"
  | "shuffle";

/** The name of a choice from the catalogue; its wire name where this page does not know it. */
export function choiceName(messages: Messages, kind: Choice, name: string): string {
  const named: Readonly<Record<string, unknown>> = messages;
  const found = named[`${kind}.${name}`];
  return typeof found === "string" ? found : name;
}
