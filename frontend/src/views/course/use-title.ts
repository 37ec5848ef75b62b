import { useEffect } from "preact/hooks";
import { useCourse } from "./course-context";

/** Sets the title of the document. */
export function useTitle(title: string | undefined): void {
  const { texts } = useCourse();
  const product = texts.value.product;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${product}`;
  }, [title, product]);
}
