import type { Messages } from "../i18n/messages";
import type { Notice } from "../state/store";
import { Icon } from "./icons";
import { usePage } from "./page-context";

/** Floats over the page, so that nothing a person is about to click moves. */
export function NoticeLine() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const lost = store.connection.value.type === "lost";
  const notice = store.notice.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {lost && (
        <p class="notice" data-notice="lost">
          <span class="spinner" aria-hidden="true" />
          {text.lost}
        </p>
      )}
      {store.watched.value !== undefined && (
        <p class="notice" data-notice="watching">
          <span>{text.watching}</span>
          <button
            type="button"
            class="plain remedy"
            data-action="copy-job"
            onClick={() => {
              actions.copyWatched();
            }}
          >
            {text.copyWatched}
          </button>
        </p>
      )}
      {notice && (
        <p class="notice" data-notice={notice.type}>
          <span>{wordsOf(notice, text)}</span>
          <Remedy notice={notice} />
          <button
            type="button"
            class="quiet round"
            aria-label={text.dismiss}
            onClick={() => {
              actions.dismissNotice();
            }}
          >
            <Icon name="close" size={16} />
          </button>
        </p>
      )}
    </div>
  );
}

/** What mends it, in one press. */
function Remedy({ notice }: { readonly notice: Notice }) {
  const { actions, messages } = usePage();
  const text = messages.value;
  if (notice.type !== "diverged" && notice.type !== "stuck") return null;
  const diverged = notice.type === "diverged";
  return (
    <button
      type="button"
      class="plain remedy"
      data-action="remedy"
      onClick={() => {
        if (diverged) actions.calmDown();
        else actions.tryOtherWeights();
      }}
    >
      {diverged ? text.calmDown : text.tryOtherWeights}
    </button>
  );
}

function wordsOf(notice: Notice, text: Messages): string {
  switch (notice.type) {
    case "newJob":
      return text.newJob;
    case "idle":
      return text.idle;
    case "busy":
      return text.busy;
    case "wrongCsv":
      return text.wrongCsv(notice.line);
    case "noSuchJob":
      return text.noSuchJob;
    case "stuck":
      return text.stuck;
    case "diverged":
      return text.diverged;
    case "refused":
      return text.refused(notice.detail);
  }
}
