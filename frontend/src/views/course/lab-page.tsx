import { isLab, type LabSlug } from "../../model/course/course";
import { Blocks } from "./article-view";
import { useCourse } from "./course-context";
import { LabStage } from "./inline-lab/lab-stage";
import { FrameSection } from "./frame-section";
import { NotFoundPage } from "./not-found-page";
import { labId } from "./text-inlines";
import { useArticle } from "./use-article";
import { useTitle } from "./use-title";

export function LabPage({ slug }: { readonly slug: string }) {
  return isLab(slug) ? <Lab slug={slug} /> : <NotFoundPage />;
}

/** A lab: the interactive part, and beside it a text, a task and a question. */
function Lab({ slug }: { readonly slug: LabSlug }) {
  const { place, texts, language } = useCourse();
  const article = useArticle("labs", slug, language.value);
  useTitle(article?.title);
  if (!article) return null;
  return (
    <div class="lab">
      <div class="lab-text prose">
        {!place.embedded && <p class="card-kind">{texts.value.lab}</p>}
        <h1 tabIndex={-1}>{article.title}</h1>
        <p class="lead">{article.summary}</p>
        <Blocks blocks={article.blocks} />
      </div>
      <LabStage slug={slug} id={labId(slug)} />
      {!place.embedded && <FrameSection title={article.title} />}
    </div>
  );
}
