import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ArticlePart, ArticleSection } from "../../i18n/article";
import { decodeAddress } from "../../model/address/address";
import { ARTICLE } from "../network/callouts";
import { scrollIntoView } from "../scroll-into-view";
import { usePage } from "../page-context";

/** A button changes the spec like any other control, so that undo takes it back, and shows what has become of it. */
function Part({ part }: { readonly part: ArticlePart }) {
  const { actions } = usePage();
  if (typeof part === "string") return <>{part}</>;
  return (
    <button
      type="button"
      class="article-button"
      data-address={part.address}
      onClick={() => {
        actions.edit((_, catalog) => decodeAddress(part.address, catalog).spec);
        scrollIntoView(document.querySelector("main"));
      }}
    >
      {part.words}
    </button>
  );
}

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
          {paragraphs.map((paragraph, at) => (
            <p key={at}>
              {typeof paragraph === "string"
                ? paragraph
                : paragraph.map((part, place) => <Part key={place} part={part} />)}
            </p>
          ))}
        </section>
      ))}
    </aside>
  );
}
