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
        <EmbedFooter
          href={outsideOf(new URL(location.href), practiceHash(location.hash))}
          text={page.texts.value}
        />
      ) : page.place.kind === "lti" ? null : (
        <ShellFooter home={page.place.home} text={page.texts.value} />
      )}
    </CourseContext.Provider>
  );
}

/** Outside of the course that has opened it, an exercise is for practice. */
function practiceHash(hash: string): string {
  const keys = new URLSearchParams(hash.slice(1));
  if (!keys.has("graded")) return hash;
  keys.delete("graded");
  return keys.toString();
}

function CourseHeader() {
  const page = useCourse();
  const { view, language, place } = page;
  // A link would leave what the course has opened.
  const isOwnPage = place.kind !== "lti";
  const text = page.texts.value;
  return (
    <ShellHeader
      class="course-header"
      skip={{ label: text.skip, to: "h1" }}
      title={
        isOwnPage ? (
          <a class="course-name" href={hrefOf(page, { type: "home" })}>
            {text.product}
          </a>
        ) : (
          <span class="course-name">{text.product}</span>
        )
      }
      navigationName={text.product}
      preferences={view.value}
      language={language.value}
      text={text}
      onChoose={(change) => (view.value = { ...view.value, ...change })}
    >
      {isOwnPage && (
        <a class="quiet" href={hrefOf(page, { type: "lessons" })}>
          {text.lessons}
        </a>
      )}
    </ShellHeader>
  );
}
