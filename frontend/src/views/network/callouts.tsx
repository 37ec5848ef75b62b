import { usePage } from "../page-context";

/** Id of the article below the playground. */
export const ARTICLE = "article";

/** One line that explains the network, with a link to the article. */
export function Callouts() {
  const { store, embedded, messages } = usePage();
  const text = messages.value;
  return (
    <p class="callouts">
      {text.callouts}{" "}
      {!embedded && !store.view.value.hideText && (
        // A button instead of a link, because the part after # stores the state of the page.
        <button type="button" class="link" data-action="explain" onClick={showArticle}>
          {text.explain}
        </button>
      )}
    </p>
  );
}

function showArticle(): void {
  const article = document.getElementById(ARTICLE);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  article?.scrollIntoView({ behavior: still ? "instant" : "smooth" });
  article?.focus({ preventScroll: true });
}
