import type { ComponentChildren } from "preact";
import { COURSE_TEXTS } from "../../i18n/course";
import type { Theme } from "../../model/address/view-settings";
import { Icon } from "../controls/icons";
import { CourseContext, useCourse, type CoursePage } from "./course-context";
import { hrefOf } from "./links";

/** The theme button cycles through system, light and dark. */
const NEXT_THEME = new Map<Theme | undefined, Theme | undefined>([
  [undefined, "light"],
  ["light", "dark"],
  ["dark", undefined],
]);

/** The header of every page of the course, and the page below it. */
export function CourseApp({
  page,
  children,
}: {
  readonly page: CoursePage;
  readonly children: ComponentChildren;
}) {
  return (
    <CourseContext.Provider value={page}>
      {!page.place.embedded && <CourseHeader />}
      <main class="course" id="course">
        {children}
      </main>
    </CourseContext.Provider>
  );
}

function CourseHeader() {
  const page = useCourse();
  const { view, language, texts } = page;
  const text = texts.value;
  const { theme } = view.value;
  const themeName = { system: text.themeSystem, light: text.themeLight, dark: text.themeDark }[
    theme ?? "system"
  ];
  const other = language.value === "en" ? "zh-CN" : "en";
  return (
    <header class="page-header course-header">
      <button
        type="button"
        class="skip-link"
        onClick={() => document.querySelector<HTMLElement>("h1")?.focus()}
      >
        {text.skip}
      </button>
      <a class="course-name" href={hrefOf(page, { type: "home" })}>
        {text.product}
      </a>
      <nav aria-label={text.product}>
        <a class="quiet" href={hrefOf(page, { type: "lessons" })}>
          {text.lessons}
        </a>
        <button
          type="button"
          class="quiet"
          lang={other}
          data-action="language"
          aria-label={COURSE_TEXTS[language.value].languageName}
          onClick={() => (view.value = { ...view.value, language: other })}
        >
          {text.language}
        </button>
        <button
          type="button"
          class="quiet round"
          aria-label={text.theme(themeName)}
          title={text.theme(themeName)}
          onClick={() => (view.value = { ...view.value, theme: NEXT_THEME.get(theme) })}
        >
          <Icon name={theme ?? "system"} />
        </button>
      </nav>
    </header>
  );
}
