import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Article } from "./article";
import { DataPanel } from "./data-panel";
import { HyperFields } from "./hyper-fields";
import { Icon } from "./icons";
import { listenToKeys } from "./keyboard";
import { KeysDialog } from "./keys-dialog";
import { NetworkView } from "./network-view";
import { NoticeLine } from "./notice-line";
import { OutputPanel } from "./output-panel";
import { PageContext, type Page } from "./page-context";
import { Player } from "./player";
import { ShareDialog } from "./share-dialog";
import { TopLine } from "./top-line";

export function App({ page }: { readonly page: Page }) {
  const keysOpen = useSignal(false);
  const shareOpen = useSignal(false);
  const settingsOpen = useSignal(false);
  useEffect(() => listenToKeys(page.actions, () => (keysOpen.value = true)), []);
  return (
    <PageContext.Provider value={page}>
      <TopLine onKeys={() => (keysOpen.value = true)} onShare={() => (shareOpen.value = true)} />
      <main class="playground">
        <Player onSettings={() => (settingsOpen.value = !settingsOpen.value)} />
        {/* A sheet on a phone; elsewhere only its two parts are seen, each in its own place. */}
        <div class={settingsOpen.value ? "settings settings-open" : "settings"}>
          <HyperFields />
          <DataPanel />
          <button
            type="button"
            class="quiet round settings-close"
            aria-label={page.messages.value.close}
            onClick={() => (settingsOpen.value = false)}
          >
            <Icon name="close" />
          </button>
        </div>
        <NetworkView />
        <OutputPanel />
      </main>
      {!page.embedded && !page.store.view.value.hideText && <Article />}
      <NoticeLine />
      <ShareDialog open={shareOpen.value} onClose={() => (shareOpen.value = false)} />
      <KeysDialog open={keysOpen.value} onClose={() => (keysOpen.value = false)} />
    </PageContext.Provider>
  );
}
