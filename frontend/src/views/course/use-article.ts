import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Language } from "../../model/address/view-settings";
import type { Article } from "../../model/course/article";

const LESSON_TEXTS = import.meta.glob<{ readonly default: Article }>("../../lessons/**/*.md");

/** A lesson or lab text in the reader's language: undefined while it is loading, null if it does not exist. */
export function useArticle(
  kind: "lessons" | "labs",
  slug: string,
  language: Language,
): Article | null | undefined {
  const article = useSignal<Article | null | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const folder = kind === "labs" ? "labs/" : "";
    const load = LESSON_TEXTS[`../../lessons/${language}/${folder}${slug}.md`];
    void (load?.() ?? Promise.resolve(undefined)).then((module) => {
      if (current) article.value = module?.default ?? null;
    });
    return () => {
      current = false;
    };
  }, [kind, slug, language]);
  return article.value;
}
