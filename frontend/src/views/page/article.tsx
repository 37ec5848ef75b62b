import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ArticleSection } from "../../i18n/article";
import { ARTICLE } from "../network/callouts";
import { usePage } from "../page-context";

/** Explains the page below the playground. Loaded after the first render. */
export function Article() {
  const { language, messages } = usePage();
  const sections = useSignal<readonly ArticleSection[]>([]);
  const chosen = language.value;
  useEffect(() => {
    void import("../../i18n/article").then(({ ARTICLES }) => (sections.value = ARTICLES[chosen]));
  }, [chosen]);
  if (sections.value.length === 0) return null;
  return (
    <aside id={ARTICLE} class="article" tabIndex={-1} aria-label={messages.value.article}>
      {sections.value.map(({ title, paragraphs }) => (
        <section key={title}>
          <h2>{title}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </aside>
  );
}
