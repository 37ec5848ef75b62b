import { kept as en } from "./en/parts/kept";
import { kept as zhCn } from "./zh-cn/parts/kept";

export type KeptTexts = Readonly<typeof en>;

export const KEPT_TEXTS = { en, "zh-CN": zhCn };
