/** Attributes of a part of a picture that works as a button. */
export function svgButton(name: string, onPress: () => void) {
  return {
    role: "button",
    // In an SVG element, names of attributes are case-sensitive.
    tabindex: 0,
    "aria-label": name,
    onClick: onPress,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onPress();
    },
  } as const;
}
