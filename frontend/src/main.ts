import { computed, effect } from "@preact/signals";
import { h, render } from "preact";
import { httpClient } from "./api/http-client";
import { httpDatasets } from "./api/http-datasets";
import { httpLandscapes } from "./api/http-landscapes";
import { httpLtiServer } from "./api/http-lti-server";
import { httpPast } from "./api/http-past";
import { httpSavedPages } from "./api/http-saved-pages";
import { httpTracing } from "./api/http-tracing";
import { httpTrainingServer } from "./api/http-training-server";
import { LANGUAGES } from "./i18n/messages";
import { decodeAddress, encodeAddress } from "./model/address/address";
import { FrameScheduler } from "./render/frame-scheduler";
import { OwnDatasets } from "./state/data/own-datasets";
import { attemptStarter } from "./state/goal/attempt-starter";
import { LookInside } from "./state/inside/look-inside";
import { KeptRuns } from "./state/kept/kept-runs";
import { LiveJob } from "./state/live-job";
import { loadCatalog } from "./state/load-catalog";
import { PageActions } from "./state/page-actions";
import { pastTools } from "./state/past/past-tools";
import { Presentation } from "./state/presentation";
import { followProgress } from "./state/progress/follow-progress";
import { NO_STORAGE, Progress } from "./state/progress/progress";
import { addressOf, createStore } from "./state/store";
import { WatchedJob } from "./state/watched-job";
import { App } from "./views/page/app";
import { watchVisibility } from "./views/page/page-visibility";
import { isPreview, showSentContent } from "./views/sharing/preview-frame";
import { writeAddress } from "./views/shell/address-writer";
import { BROWSER_CLOCK as clock } from "./views/shell/browser-clock";
import { keepJobWhenLeaving, startOrContinue } from "./views/shell/kept-job-storage";
import { localStorageEntry, ltiBearer, sessionStorageEntry } from "./views/shell/browser-storage";
import { applyPreferences } from "./views/shell/preferences";
import "./style.css";

/** Maximum number of frames that may keep their streams open. Two of six connections stay free for other requests. */
const MAX_STREAMS = 4;

const opened = decodeAddress(location.hash);
const store = createStore(opened);
const { language, theme } = applyPreferences(store.view);
const messages = computed(() => LANGUAGES[language.value]);

/** Below `/embed` the page is in a frame of another site, without its own history and without storage. */
const embedded = /\/embed(\/|$)/.test(location.pathname);
const base = new URL(".", document.baseURI).href;
const server = httpTrainingServer(base, () => language.value);
/** Many playgrounds on one page would use all six connections that HTTP/1.1 allows to a server. */
const sharesConnections = () => embedded && parent.length > MAX_STREAMS;
const job = new LiveJob(server, clock, store, sharesConnections);
const drawSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
const watched =
  store.watched.value === undefined ? undefined : new WatchedJob(server, clock, store, store.watched.value);
const actions = new PageActions(store, job, clock, drawSeed, () => watched?.stream.close());

effect(() => {
  document.title = messages.value.title;
});

document.documentElement.classList.toggle("embedded", embedded);

/** The part of the address after `#`. */
const currentHash = () => encodeAddress(addressOf(store), store.catalog.value);
writeAddress(clock, () => (embedded || store.watched.value !== undefined ? undefined : currentHash()));

const currentStream = () => (watched && store.watched.value !== undefined ? watched.stream : job.stream);
/** The content of a stream is fixed when it is opened. */
store.gradientsRequested.subscribe(() => {
  currentStream().reopen();
});

addEventListener("hashchange", () => {
  const address = decodeAddress(location.hash, store.catalog.value);
  // Another watched job needs a new page.
  if (address.job === store.watched.value) actions.open(address);
  else location.reload();
});
// All frames of a tab would share the storage.
if (!embedded) keepJobWhenLeaving(job, actions.history, currentHash);
watchVisibility((visible) => {
  currentStream().setVisible(visible);
});
addEventListener("online", () => {
  currentStream().retryNow();
});

const progress = new Progress(embedded ? NO_STORAGE : localStorageEntry("nn-playground.progress"));
const invites = followProgress(store, progress, opened, embedded);

const api = httpClient(base, () => language.value);
const inside = new LookInside(store, actions, httpTracing(api), clock);
inside.followPresenter();
const past = pastTools({ ...server, ...httpPast(api) }, clock, store, job, actions.history);
const keptRuns = embedded ? undefined : new KeptRuns(store, clock, sessionStorageEntry("nn-playground.runs"));
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) keptRuns?.read();
});
const presentation = new Presentation(server, clock, store, inside, () => job.own);

const root = document.getElementById("page");
if (root) {
  if (opened.lookInside) inside.openWhenAvailable(opened.lookInside);
  const scheduler = new FrameScheduler();
  const settings = { embedded, invites, progress };
  const landscapes = httpLandscapes(api);
  const lti = httpLtiServer(new URL(embedded ? ".." : ".", base).href, ltiBearer, () => language.value);
  const courses = { lti, beginAttempt: attemptStarter(store, actions, job) };
  const datasets = new OwnDatasets(store, actions, httpDatasets(api));
  const savePage = httpSavedPages(api);
  const tools = { inside, datasets, landscapes, presentation, keptRuns, ...past, savePage };
  const page = { store, actions, ...tools, ...courses, ...settings, scheduler, messages, language, theme };
  render(h(App, { page }), root);
}
if (embedded && isPreview()) showSentContent(store);
else if (watched) watched.start();
else if (embedded) job.start();
else startOrContinue(job, actions.history, opened.spec);
void loadCatalog(server, clock, actions);
