import type { Messages } from "../../i18n/messages";
import { withGenerator } from "../../model/spec/edit-spec";
import type { Notice } from "../../state/store";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { stopReasonText } from "../training/run-state";
import { tableErrorText } from "../data/table-error";
import { DiagnosisNotice } from "./diagnosis-notice";

/** Floats over the page, so that no control moves under the pointer. */
export function NoticeBar() {
  const { store, actions, presentation, messages } = usePage();
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
      {store.readOnly.value && (
        <p class="notice" data-notice="watching">
          <span>{text.watching}</span>
          <button
            type="button"
            class="plain notice-action"
            data-action="copy-job"
            onClick={() => {
              actions.copyWatched();
            }}
          >
            {text.copyWatched}
          </button>
        </p>
      )}
      {presentation.active.value && (
        <p class="notice" data-notice="presenting">
          <span>{text.presenting}</span>
          <button
            type="button"
            class="plain notice-action"
            data-action="stop-presenting"
            onClick={() => {
              presentation.stop();
            }}
          >
            {text.presentStop}
          </button>
        </p>
      )}
      {notice && (
        <p class="notice" data-notice={notice.type === "diagnosis" ? notice.diagnosis.type : notice.type}>
          {notice.type === "diagnosis" ? (
            <DiagnosisNotice diagnosis={notice.diagnosis} />
          ) : (
            <span>{noticeText(notice, text)}</span>
          )}
          <NextButton notice={notice} />
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

/** Goes on with the next data set, as its tile does. */
function NextButton({ notice }: { readonly notice: Notice }) {
  const { store, actions, messages } = usePage();
  if (!store.editable.value || notice.type !== "solved" || notice.next === undefined) return null;
  const { next } = notice;
  return (
    <button
      type="button"
      class="plain notice-action"
      data-action="next"
      onClick={() => {
        // The notice, and the focus in it, is about to disappear.
        document.querySelector<HTMLElement>("[data-action=play]")?.focus();
        actions.edit((spec, catalog) => withGenerator(spec, next, catalog));
      }}
    >
      {messages.value[`next.${next}`]}
    </button>
  );
}

function noticeText(notice: Exclude<Notice, { readonly type: "diagnosis" }>, text: Messages): string {
  switch (notice.type) {
    case "newJob":
      return text.newJob;
    case "weightsRestored":
      return text.weightsRestored;
    case "idle":
      return text.idle;
    case "busy":
      return text.busy;
    case "invalidTable":
      return tableErrorText(notice.error, text);
    case "noSuchJob":
      return text.noSuchJob;
    case "stopped":
      return stopReasonText(notice.reason, notice.bestEpoch, text);
    case "solved":
      return text.solved(notice.epochs);
    case "refused":
      return text.refused(notice.detail);
  }
}
