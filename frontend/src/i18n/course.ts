import { course as en } from "./en/parts/course";
import { course as zhCn } from "./zh-cn/parts/course";

export type CourseTexts = Readonly<typeof en>;

export const COURSE_TEXTS = { en, "zh-CN": zhCn };
