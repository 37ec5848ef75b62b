import type { Target } from "../../model/article";
import type { CoursePage } from "./course-context";

/** Addresses from one page of the course to another. Language and theme go along where the reader has chosen them. */
export function hrefOf(
  { place, view }: CoursePage,
  target: Target | { readonly type: "lessons" | "home" },
): string {
  const { language, theme } = view.value;
  const chosen = [...(language ? [`lang=${language}`] : []), ...(theme ? [`theme=${theme}`] : [])];
  const hash = (keys: readonly string[]) => (keys.length > 0 ? `#${keys.join("&")}` : "");
  switch (target.type) {
    case "preset":
      return `${place.home}${hash([target.address, ...chosen])}`;
    case "home":
      return `${place.home}${hash(chosen)}`;
    case "lessons":
      return `${place.home}lessons${hash(chosen)}`;
    case "lesson":
    case "lab":
      return `${place.home}${target.type}s/${target.slug}${hash(chosen)}`;
  }
}
