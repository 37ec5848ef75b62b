import { supportVectors as en } from "../en/labs/support-vectors";
import { supportVectors as zhCn } from "../zh-cn/labs/support-vectors";

export const SUPPORT_VECTORS = { en, "zh-CN": zhCn };
