import { computed, effect, signal } from "@preact/signals";
import { h, render } from "preact";
import { httpTrainingServer } from "./api/http-training-server";
import { LANGUAGES, languageOf } from "./i18n/messages";
import { decodeAddress, encodeAddress } from "./model/address";
import { FrameScheduler } from "./render/frame-scheduler";
import type { Clock } from "./state/clock";
import { LiveJob } from "./state/live-job";
import { loadCatalog, PageActions } from "./state/page-actions";
import { createStore } from "./state/store";
import { App } from "./views/app";
import "./style.css";

/** Browsers take a few address changes a second; a dragged slider makes more. Milliseconds. */
const ADDRESS_DELAY = 250;

const clock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

const store = createStore(decodeAddress(location.hash));
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const dark = signal(systemDark.matches);
const language = computed(() => store.view.value.language ?? languageOf(navigator.languages));
const theme = computed(() => store.view.value.theme ?? (dark.value ? "dark" : "light"));
const messages = computed(() => LANGUAGES[language.value]);

const server = httpTrainingServer(() => language.value);
const job = new LiveJob(server, clock, store);
const actions = new PageActions(store, job, clock, () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dataset["theme"] = theme.value;
  document.title = messages.value.title;
});

let callOffWriting: (() => void) | undefined;
effect(() => {
  const hash = encodeAddress({
    spec: store.spec.value,
    view: store.view.value,
    unknown: store.unknownKeys.value,
  });
  callOffWriting?.();
  callOffWriting = clock.after(ADDRESS_DELAY, () => {
    history.replaceState(null, "", hash === "" ? location.pathname + location.search : `#${hash}`);
  });
});

addEventListener("hashchange", () => {
  actions.open(decodeAddress(location.hash));
});
systemDark.addEventListener("change", ({ matches }) => (dark.value = matches));
document.addEventListener("visibilitychange", () => {
  job.stream.setVisible(!document.hidden);
});
addEventListener("online", () => {
  job.stream.retryNow();
});

const root = document.getElementById("page");
if (root) {
  const page = { store, actions, scheduler: new FrameScheduler(), messages, language, theme };
  render(h(App, { page }), root);
}
job.start();
void loadCatalog(server, clock, actions);
