import { schedules as en } from "../en/labs/schedules";
import { schedules as zhCn } from "../zh-cn/labs/schedules";

export const SCHEDULE_TEXTS = { en, "zh-CN": zhCn };
