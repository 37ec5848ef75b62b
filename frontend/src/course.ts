import { computed, effect, signal } from "@preact/signals";
import { h, render } from "preact";
import { httpClient } from "./api/http-client";
import { httpCourseServer } from "./api/http-course-server";
import { httpLtiServer } from "./api/http-lti-server";
import { httpTrainingServer } from "./api/http-training-server";
import { COURSE_TEXTS } from "./i18n/course";
import { decodeAddress } from "./model/address/address";
import { locationOf } from "./model/course/course";
import { FrameScheduler } from "./render/frame-scheduler";
import { Progress } from "./state/progress/progress";
import { QuestionAnswers } from "./state/progress/question-answers";
import { viewRequests } from "./state/embedding/view-requests";
import { CourseApp } from "./views/course/course-app";
import type { CoursePage } from "./views/course/course-context";
import { restoreScrollPosition } from "./views/course/scroll-position";
import type { Preferences } from "./views/shell/shell-header";
import { connectParent } from "./views/embedding/parent-window";
import { keptJobs } from "./views/shell/kept-job-storage";
import { localStorageEntry, ltiBearer, sessionStorageEntry } from "./views/shell/browser-storage";
import { applyPreferences } from "./views/shell/preferences";
import { pageContent } from "./course-pages";
import "./course.css";

const STORAGE_KEY = "nn-playground.lessons";
const ANSWERS_KEY = "nn-playground.answers";

const place = locationOf(location.pathname, document.documentElement.dataset["home"]);
const view = signal<Preferences>(decodeAddress(location.hash).view);
const { language, theme } = applyPreferences(view);
const home = new URL(place.home, location.href);

effect(() => {
  const keys = new URLSearchParams(location.hash.slice(1));
  const { language: lang, theme: chosenTheme } = view.value;
  for (const [key, value] of [
    ["lang", lang],
    ["theme", chosenTheme],
  ] as const) {
    if (value) keys.set(key, value);
    else keys.delete(key);
  }
  const hash = keys.toString();
  if (!place.embedded) history.replaceState(history.state, "", hash === "" ? location.pathname : `#${hash}`);
});
restoreScrollPosition();
addEventListener("hashchange", () => (view.value = decodeAddress(location.hash).view));
document.documentElement.classList.toggle("embedded", place.embedded);

const KINDS = {
  lessons: "lesson",
  labs: "lab",
  exercises: "exercise",
  compare: "lesson",
  sweeps: "lesson",
  lti: "lesson",
  missing: "lesson",
} as const;
const channel = place.embedded
  ? connectParent({
      kind: KINDS[place.kind],
      title: () => document.title,
      handlers: {
        get: () => ({ hash: location.hash.slice(1) }),
        ...viewRequests((change) => (view.value = { ...view.value, ...change })),
      },
    })
  : undefined;

const base = new URL(".", home).href;
const page: CoursePage = {
  place,
  playground: place.embedded ? undefined : keptJobs().at(-1)?.address,
  view,
  language,
  theme,
  texts: computed(() => COURSE_TEXTS[language.value]),
  progress: new Progress(localStorageEntry(STORAGE_KEY)),
  answers: new QuestionAnswers(sessionStorageEntry(ANSWERS_KEY)),
  labRequest: signal(undefined),
  announce:
    channel &&
    ((message) => {
      channel.announce(message);
    }),
  server: httpCourseServer(
    httpClient(base, () => language.value),
    httpTrainingServer(base, () => language.value),
  ),
  lti: httpLtiServer(new URL(place.embedded ? ".." : ".", home).href, ltiBearer, () => language.value),
  scheduler: new FrameScheduler(),
};

/** `#graded`: a course has opened the exercise, and its attempts count. */
const isGraded = place.embedded && new URLSearchParams(location.hash.slice(1)).has("graded");

const root = document.getElementById("page");
if (root)
  void pageContent(place, isGraded, base, () => language.value).then((child) =>
    render(h(CourseApp, { page, children: child }), root),
  );
