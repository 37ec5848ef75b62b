import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { encodeAddress } from "../../model/address/address";
import { goalOf, isGraded } from "../../model/goal/goal";
import { addressOf } from "../../state/store";
import type { GoalBar } from "../goal/goal-bar";
import { Article } from "./article";
import { HintLayer } from "../controls/hint";
import { Hero } from "./hero";
import { listenToShortcuts } from "./keyboard-shortcuts";
import { KeyboardShortcutsDialog } from "./keyboard-shortcuts-dialog";
import { NetworkPart } from "../image-network/network-part";
import { NoticeBar } from "./notice-bar";
import { OutputPanel } from "../output/output-panel";
import { PageContext, usePage, type Page } from "../page-context";
import { Player } from "../training/player";
import { SettingsSheet } from "./settings-sheet";
import { ShareDialog } from "../sharing/share-dialog";
import { PageHeader } from "./page-header";
import type { TaskBanner } from "./task-banner";
import { PlaygroundMessages } from "../embedding/playground-messages";
import { isPreview } from "../sharing/preview-frame";
import { EmbedFooter, outsideOf } from "../shell/embed-footer";
import { ShellFooter } from "../shell/shell-footer";

/** The task of a lesson. Loaded only with an address that names one. */
function Task() {
  const lesson = usePage().store.view.value.task;
  const banner = useSignal<typeof TaskBanner | undefined>(undefined);
  useEffect(() => {
    if (lesson !== undefined)
      void import("./task-banner").then((module) => (banner.value = module.TaskBanner));
  }, [lesson !== undefined]);
  const Banner = banner.value;
  if (lesson === undefined) return null;
  return Banner ? <Banner lesson={lesson} /> : <div class="task-banner" />;
}

/** The training goal of the address. Loaded only with an address that has one. */
function TrainingGoal() {
  const { store, embedded } = usePage();
  const keys = store.unknownKeys.value;
  const goal = useMemo(() => goalOf(keys), [keys]);
  const bar = useSignal<typeof GoalBar | undefined>(undefined);
  useEffect(() => {
    if (goal) void import("../goal/goal-bar").then((module) => (bar.value = module.GoalBar));
  }, [goal !== undefined]);
  const Bar = bar.value;
  return goal && Bar ? <Bar goal={goal} graded={embedded && isGraded(keys)} /> : null;
}

/** The end of the page in a frame, and its messages to the page around. The preview of the share dialog has neither. */
function EmbeddedEnd() {
  const { store, messages } = usePage();
  if (isPreview()) return null;
  const hash = encodeAddress(addressOf(store), store.catalog.value);
  return (
    <>
      <EmbedFooter href={outsideOf(new URL(location.href), hash)} text={messages.value} />
      <PlaygroundMessages />
    </>
  );
}

export function App({ page }: { readonly page: Page }) {
  const shortcutsOpen = useSignal(false);
  const shareOpen = useSignal(false);
  const settingsOpen = useSignal(false);
  useEffect(() => listenToShortcuts(page.actions, page.inside, () => (shortcutsOpen.value = true)), []);
  return (
    <PageContext.Provider value={page}>
      <PageHeader onShortcuts={() => (shortcutsOpen.value = true)} onShare={() => (shareOpen.value = true)} />
      {page.invites && <Hero />}
      {!page.embedded && <Task />}
      {!isPreview() && <TrainingGoal />}
      <main class="playground">
        <Player
          settingsOpen={settingsOpen.value}
          onSettings={() => (settingsOpen.value = !settingsOpen.value)}
        />
        <SettingsSheet open={settingsOpen.value} onClose={() => (settingsOpen.value = false)} />
        <NetworkPart />
        <OutputPanel />
      </main>
      {!page.embedded && !page.store.view.value.hideText && <Article />}
      {page.embedded ? <EmbeddedEnd /> : <ShellFooter home="./" text={page.messages.value} />}
      <NoticeBar />
      <ShareDialog open={shareOpen.value} onClose={() => (shareOpen.value = false)} />
      <KeyboardShortcutsDialog open={shortcutsOpen.value} onClose={() => (shortcutsOpen.value = false)} />
      <HintLayer />
    </PageContext.Provider>
  );
}
