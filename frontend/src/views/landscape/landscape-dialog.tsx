import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { LANDSCAPE } from "../../i18n/landscape";
import { epochDigits } from "../../render/format";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { LandscapeView } from "./landscape-view";

/** The loss landscape of the present network, also while the past is on display. Training goes on as it was, and can be played and paused. */
export function LandscapeDialog({ onClose }: { readonly onClose: () => void }) {
  const { store, actions, landscapes, messages, language, theme } = usePage();
  const text = LANDSCAPE[language.value];
  const words = messages.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const moment = useComputed(() => {
    const frame = store.frame.value;
    return `${String(frame?.run)} ${String(frame?.epoch)}`;
  });
  const jobId = store.job.value?.id;
  const past = store.past.value;
  const playing = store.playing.value;
  const { zeros, digits } = epochDigits(store.frame.value?.epoch ?? 0);
  return (
    <dialog ref={dialog} class="landscape-dialog" aria-labelledby="landscape-title" onClose={onClose}>
      <header class="landscape-head">
        <h2 id="landscape-title">{text.title}</h2>
        <p class="landscape-epoch">
          {words.epoch} <span class="tabular-numbers">{zeros + digits}</span>
        </p>
        {!store.readOnly.value && (
          <button
            type="button"
            class="play landscape-play"
            aria-label={playing ? words.pause : words.play}
            data-action="landscape-play"
            onClick={() => {
              actions.togglePlay();
            }}
          >
            <Icon name={playing ? "pause" : "play"} size={20} />
          </button>
        )}
        <button
          type="button"
          class="quiet round landscape-close"
          aria-label={text.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      {past && (
        <p class="landscape-present" role="note">
          {text.present(epochDigits(past.epoch).digits)}
        </p>
      )}
      {jobId !== undefined && (
        <LandscapeView
          landscapes={landscapes}
          jobId={jobId}
          moment={moment}
          theme={theme.value}
          text={text}
        />
      )}
    </dialog>
  );
}
