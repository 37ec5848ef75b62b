import { sweep as en } from "./en/parts/sweep";
import { sweep as zhCn } from "./zh-cn/parts/sweep";

export type SweepTexts = Readonly<typeof en>;

export const SWEEP_TEXTS = { en, "zh-CN": zhCn };
