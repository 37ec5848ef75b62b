import { lti as en } from "./en/parts/lti";
import { lti as zhCn } from "./zh-cn/parts/lti";

export const LTI_TEXTS = { en, "zh-CN": zhCn };
