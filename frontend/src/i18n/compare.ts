import { compare as en } from "./en/parts/compare";
import { compare as zhCn } from "./zh-cn/parts/compare";

export type CompareTexts = Readonly<typeof en>;

export const COMPARE_TEXTS = { en, "zh-CN": zhCn };
