import { en, type Messages } from "./en";
import { zhCn } from "./zh-cn";

export type { Messages } from "./en";

export const LANGUAGES = { en, "zh-CN": zhCn } as const satisfies Readonly<Record<string, Messages>>;

/** The reader's first supported language; English if none is supported. */
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
  | "layer"
  | "shuffle"
  | "curve"
  | "target"
  | "corruption";

/** Name of a choice of the catalogue; its wire name if the page has no text for it. */
export function choiceName(messages: Messages, kind: Choice, name: string): string {
  return textOf(messages, `${kind}.${name}`) ?? name;
}

/** What a choice is and what to try with it; its wire name if the page has no text for it. */
export function choiceHint(messages: Messages, kind: "generator", name: string): string {
  return textOf(messages, `${kind}.${name}.hint`) ?? name;
}

function textOf(messages: Messages, key: string): string | undefined {
  const named: Readonly<Record<string, unknown>> = messages;
  const found = named[key];
  return typeof found === "string" ? found : undefined;
}
