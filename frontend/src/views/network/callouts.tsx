import { usePage } from "../page-context";

/** Where the article begins. */
export const ARTICLE = "article";

/** What is to be seen in the network, in a line below it, and the way to the whole explanation. */
export function Callouts() {
  const { store, embedded, messages } = usePage();
  const text = messages.value;
  return (
    <p class="callouts">
      {text.callouts}{" "}
      {!embedded && !store.view.value.hideText && (
        // A button, not a link: the part after # is the page's save file.
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
