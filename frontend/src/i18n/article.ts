import { article as en } from "./en/parts/article";
import { article as zhCn } from "./zh-cn/parts/article";

export type { ArticlePart, ArticleSection } from "./en/parts/article";

export const ARTICLES = { en, "zh-CN": zhCn };
