import type { Article } from "../../model/course/article";

/** Loads the texts of lessons and labs, by their path: `../../lessons/en/neuron.md`, `../../lessons/en/labs/neuron.md`. */
export const LESSON_TEXTS = import.meta.glob<{ readonly default: Article }>("../../lessons/**/*.md");
