import type { Messages } from "../i18n/messages";
import type { Diagnosis } from "../model/frame";
import { remedyOf } from "../model/remedies";
import type { Notice } from "../state/store";
import { Icon } from "./icons";
import { usePage } from "./page-context";
import { stopWords } from "./run-state";
import { faultWords } from "./table-fault";

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
      {store.looksOnly.value && (
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
        <p class="notice" data-notice={notice.type === "ailment" ? notice.ailment.type : notice.type}>
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
  const { store, actions, messages } = usePage();
  if (notice.type !== "ailment") return null;
  const { type } = notice.ailment;
  const remedy = remedyOf(type, store.spec.value, store.catalog.value);
  if (!remedy || store.looksOnly.value) return null;
  return (
    <button
      type="button"
      class="plain remedy"
      data-action="remedy"
      onClick={() => {
        actions.mend(type);
      }}
    >
      {messages.value[`remedy.${remedy.type}`]}
    </button>
  );
}

function wordsOf(notice: Notice, text: Messages): string {
  switch (notice.type) {
    case "newJob":
      return text.newJob;
    case "weightsBack":
      return text.weightsBack;
    case "idle":
      return text.idle;
    case "busy":
      return text.busy;
    case "wrongTable":
      return faultWords(notice.fault, text);
    case "noSuchJob":
      return text.noSuchJob;
    case "stopped":
      return stopWords(notice.reason, notice.bestEpoch, text);
    case "ailment":
      return ailmentWords(notice.ailment, text);
    case "refused":
      return text.refused(notice.detail);
  }
}

function ailmentWords({ type, layer = 0, units = [] }: Diagnosis, text: Messages): string {
  switch (type) {
    case "deadUnits":
    case "saturatedUnits":
    case "symmetricUnits":
      return text[`ailment.${type}`](units.length, layer + 1);
    case "lossStuck":
    case "vanishingGradients":
    case "explodingGradients":
    case "overfitting":
    case "diverged":
      return text[`ailment.${type}`];
    default:
      return text.unknownAilment(type);
  }
}
