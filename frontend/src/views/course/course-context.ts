import type { ReadonlySignal, Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CourseTexts } from "../../i18n/course";
import type { CourseLocation } from "../../model/course/course";
import type { CourseServer } from "../../model/course/course-server";
import type { LtiServer } from "../../model/lti/lti-server";
import type { Announcement } from "../../model/embedding/messages";
import type { Language, Theme, ViewSettings } from "../../model/address/view-settings";
import type { FrameScheduler } from "../../render/frame-scheduler";
import type { Progress } from "../../state/progress/progress";
import type { QuestionAnswers } from "../../state/progress/question-answers";

export interface LabRequest {
  readonly lab: string;
  readonly action: string;
}

/** What every component of the course may use; created once in `course.ts`. */
export interface CoursePage {
  readonly place: CourseLocation;
  /** The part after `#` of the playground that the reader has left in this tab; undefined if there is none. */
  readonly playground: string | undefined;
  readonly view: Signal<Pick<ViewSettings, "language" | "theme">>;
  readonly language: ReadonlySignal<Language>;
  readonly theme: ReadonlySignal<Theme>;
  readonly texts: ReadonlySignal<CourseTexts>;
  readonly progress: Progress;
  readonly answers: QuestionAnswers;
  /** What a sentence has asked a lab of this page to do; the lab takes it away. */
  readonly labRequest: Signal<LabRequest | undefined>;
  readonly server: CourseServer;
  /** For pages that a course has opened by LTI. */
  readonly lti: LtiServer;
  readonly scheduler: FrameScheduler;
  /** Tells the page around an embedded page what has happened. */
  readonly announce?: ((message: Announcement) => void) | undefined;
}

export const CourseContext = createContext<CoursePage | undefined>(undefined);

export function useCourse(): CoursePage {
  const page = useContext(CourseContext);
  if (!page) throw new Error("This component must be inside CourseContext.");
  return page;
}

/** Selects the texts in the reader's language. */
export function useTexts<T>(texts: Readonly<Record<Language, T>>): T {
  return texts[useCourse().language.value];
}
