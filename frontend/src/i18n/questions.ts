import { questions as en } from "./en/parts/questions";
import { questions as zhCn } from "./zh-cn/parts/questions";

export const QUESTION_TEXTS = { en, "zh-CN": zhCn };
