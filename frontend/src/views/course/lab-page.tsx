import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { isLab, type LabSlug } from "../../model/course/course";
import { LABS } from "../labs/labs";
import { Blocks } from "./article-view";
import { useCourse } from "./course-context";
import { FrameSection } from "./frame-section";
import { NotFoundPage } from "./not-found-page";
import { useArticle } from "./use-article";
import { useTitle } from "./use-title";

export function LabPage({ slug }: { readonly slug: string }) {
  return isLab(slug) ? <Lab slug={slug} /> : <NotFoundPage />;
}

/** A lab: the interactive part, and beside it a text, a task and a question. */
function Lab({ slug }: { readonly slug: LabSlug }) {
  const { place, texts, language } = useCourse();
  const article = useArticle("labs", slug, language.value);
  const stage = useSignal<ComponentType | undefined>(undefined);
  useTitle(article?.title);
  useEffect(() => {
    void LABS[slug]().then(({ default: component }) => (stage.value = component));
  }, [slug]);
  const Stage = stage.value;
  if (!article) return null;
  return (
    <div class="lab">
      <div class="lab-text prose">
        {!place.embedded && <p class="card-kind">{texts.value.lab}</p>}
        <h1 tabIndex={-1}>{article.title}</h1>
        <p class="lead">{article.summary}</p>
        <Blocks blocks={article.blocks} />
        {!place.embedded && <FrameSection title={article.title} />}
      </div>
      <div class="lab-stage" data-lab={slug}>
        {Stage && <Stage />}
      </div>
    </div>
  );
}
