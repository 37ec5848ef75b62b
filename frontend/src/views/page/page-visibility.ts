/**
 * Tells whether the page can be seen: its tab is in front, and the frame that it stands in is scrolled into view. Calls back with every
 * change; a page starts as seen, in a frame only once the browser says so.
 */
export function watchVisibility(tell: (visible: boolean) => void): void {
  let [inFront, inView] = [!document.hidden, window.parent === window];
  if (!inFront || !inView) tell(false);
  const changed = (act: () => void) => {
    const before = inFront && inView;
    act();
    if ((inFront && inView) !== before) tell(!before);
  };
  document.addEventListener("visibilitychange", () => {
    changed(() => (inFront = !document.hidden));
  });
  // Also in a frame of another site: without a root of its own the observer looks at the browser's window.
  new IntersectionObserver((entries) => {
    changed(() => (inView = entries.at(-1)?.isIntersecting ?? true));
  }).observe(document.documentElement);
}
