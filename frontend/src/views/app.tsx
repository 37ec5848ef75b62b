import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Article } from "./article";
import { HintLayer } from "./hint";
import { listenToKeys } from "./keyboard";
import { KeysDialog } from "./keys-dialog";
import { NetworkView } from "./network-view";
import { NoticeLine } from "./notice-line";
import { OutputPanel } from "./output-panel";
import { PageContext, type Page } from "./page-context";
import { Player } from "./player";
import { SettingsSheet } from "./settings-sheet";
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
        <Player
          settingsOpen={settingsOpen.value}
          onSettings={() => (settingsOpen.value = !settingsOpen.value)}
        />
        <SettingsSheet open={settingsOpen.value} onClose={() => (settingsOpen.value = false)} />
        <NetworkView />
        <OutputPanel />
      </main>
      {!page.embedded && !page.store.view.value.hideText && <Article />}
      <NoticeLine />
      <ShareDialog open={shareOpen.value} onClose={() => (shareOpen.value = false)} />
      <KeysDialog open={keysOpen.value} onClose={() => (keysOpen.value = false)} />
      <HintLayer />
    </PageContext.Provider>
  );
}
