import { callouts } from "../../render/callout-geometry";
import type { NetworkGeometry } from "../../render/network-geometry";
import { scrollIntoView } from "../scroll-into-view";
import { usePage } from "../page-context";

/** Id of the article below the playground. */
export const ARTICLE = "article";

const SUBJECTS = ["unit", "link"] as const;

/** Sentences with hand-drawn arrows, in the room that the network leaves. */
export function CalloutArrows({ geometry }: { readonly geometry: NetworkGeometry }) {
  const text = usePage().messages.value;
  const places = callouts(geometry);
  return (
    <div class="callout-arrows">
      {SUBJECTS.map((subject) => {
        const place = places[subject];
        if (!place) return null;
        const { x, y, width } = place.text;
        return (
          <div key={subject} data-callout={subject}>
            <svg aria-hidden="true">
              <path d={place.arrow} />
            </svg>
            <p style={{ left: `${String(x)}px`, top: `${String(y)}px`, width: `${String(width)}px` }}>
              {text[`callout.${subject}`]}
            </p>
          </div>
        );
      })}
    </div>
  );
}

/** One line with the sentences that have no room for an arrow, and a link to the article. */
export function CalloutLine({ geometry }: { readonly geometry: NetworkGeometry }) {
  const { store, embedded, messages } = usePage();
  const text = messages.value;
  const places = callouts(geometry);
  return (
    <p class="callouts">
      {SUBJECTS.filter((subject) => !places[subject]).map((subject) => `${text[`callout.${subject}`]} `)}
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
  scrollIntoView(article);
  article?.focus({ preventScroll: true });
}
