import type { ComponentChildren } from "preact";
import { EmbedFooter, outsideOf } from "../shell/embed-footer";
import { ShellFooter } from "../shell/shell-footer";
import { ShellHeader } from "../shell/shell-header";
import { CourseContext, useCourse, type CoursePage } from "./course-context";
import { hrefOf } from "./links";

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
      {page.place.embedded ? (
        <EmbedFooter href={outsideOf(new URL(location.href), location.hash)} text={page.texts.value} />
      ) : (
        <ShellFooter home={page.place.home} text={page.texts.value} />
      )}
    </CourseContext.Provider>
  );
}

function CourseHeader() {
  const page = useCourse();
  const { view, language } = page;
  const text = page.texts.value;
  return (
    <ShellHeader
      class="course-header"
      skip={{ label: text.skip, to: "h1" }}
      title={
        <a class="course-name" href={hrefOf(page, { type: "home" })}>
          {text.product}
        </a>
      }
      navigationName={text.product}
      preferences={view.value}
      language={language.value}
      text={text}
      onChoose={(change) => (view.value = { ...view.value, ...change })}
    >
      <a class="quiet" href={hrefOf(page, { type: "lessons" })}>
        {text.lessons}
      </a>
    </ShellHeader>
  );
}
