import { computed, signal } from "@preact/signals";
import { h, render, type ComponentChildren } from "preact";
import { act } from "preact/test-utils";
import { COURSE_TEXTS } from "../../src/i18n/course";
import type { Language } from "../../src/model/address/view-settings";
import type { CourseServer } from "../../src/model/course/course-server";
import type { LtiServer } from "../../src/model/lti/lti-server";
import { FrameScheduler } from "../../src/render/frame-scheduler";
import { NO_STORAGE, Progress } from "../../src/state/progress/progress";
import { QuestionAnswers } from "../../src/state/progress/question-answers";
import { CourseContext, type CoursePage } from "../../src/views/course/course-context";

/** The page of the lesson "first" in a language; no server answers it. */
export function coursePage(language: Language = "en"): CoursePage {
  return {
    place: { kind: "lessons", slug: "first", embedded: false, home: "../" },
    playground: undefined,
    view: signal({ language, theme: undefined }),
    language: computed(() => language),
    theme: computed(() => "light" as const),
    texts: computed(() => COURSE_TEXTS[language]),
    progress: new Progress(NO_STORAGE),
    answers: new QuestionAnswers(NO_STORAGE),
    labRequest: signal(undefined),
    scheduler: new FrameScheduler(),
    server: {} as CourseServer,
    lti: {} as LtiServer,
  };
}

/** Renders something of a page of the course. */
export async function rendered(page: CoursePage, content: ComponentChildren): Promise<HTMLElement> {
  const root = document.createElement("div");
  document.body.append(root);
  await act(() => {
    render(h(CourseContext.Provider, { value: page, children: content }), root);
  });
  return root;
}

/** Presses the element that matches. */
export async function press(root: HTMLElement, selector: string): Promise<void> {
  const element = root.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`Nothing matches ${selector}.`);
  await act(() => {
    element.click();
  });
}
