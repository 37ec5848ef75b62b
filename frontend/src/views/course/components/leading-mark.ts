/** The punctuation that `text` begins with. After a formula, no line may begin with it. */
export function leadingMark(text: string): string {
  return /^[,.;:!?)"，。；：、！？）”]+/.exec(text)?.[0] ?? "";
}
