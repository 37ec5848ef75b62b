/**
 * Attributes of a button that can become unavailable while it has the focus, for example because of its own press. The
 * attribute `disabled` would move the focus to the body.
 */
export function pressable(available: boolean, onPress: () => void) {
  return {
    "aria-disabled": !available,
    onClick: () => {
      if (available) onPress();
    },
  };
}
