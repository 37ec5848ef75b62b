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
      {notice && (
        <p class="notice" data-notice={notice.type}>
          {wordsOf(notice, text)}
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

function wordsOf(notice: Notice, text: Messages): string {
  switch (notice.type) {
    case "newJob":
      return text.newJob;
    case "idle":
      return text.idle;
    case "busy":
      return text.busy;
    case "stuck":
      return text.stuck;
    case "diverged":
      return text.diverged;
    case "refused":
      return text.refused(notice.detail);
  }
}
