import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Article } from "../../model/course/article";
import { useCourse } from "./course-context";
import { LESSON_TEXTS } from "./lesson-texts";

/** A lesson or lab text in the reader's language: undefined while it is loading, null if it does not exist. */
export function useArticle(kind: "lessons" | "labs", slug: string): Article | null | undefined {
  const { language } = useCourse();
  const chosen = language.value;
  const article = useSignal<Article | null | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const folder = kind === "labs" ? "labs/" : "";
    const load = LESSON_TEXTS[`../../lessons/${chosen}/${folder}${slug}.md`];
    void (load?.() ?? Promise.resolve(undefined)).then((module) => {
      if (current) article.value = module?.default ?? null;
    });
    return () => {
      current = false;
    };
  }, [kind, slug, chosen]);
  return article.value;
}
