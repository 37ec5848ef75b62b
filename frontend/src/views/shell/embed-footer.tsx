/** The end of every page in a frame: a link to the same page in a window of its own. */
export function EmbedFooter({
  href,
  text,
}: {
  readonly href: string;
  readonly text: { readonly openOutside: string };
}) {
  return (
    <footer class="embed-footer">
      <a href={href} target="_blank" rel="noopener">
        {text.openOutside}
      </a>
    </footer>
  );
}

/** The address of an embedded page outside of its frame. */
export function outsideOf(address: URL, hash: string): string {
  const plain = new URL(address);
  plain.pathname = plain.pathname.replace(/\/embed(?=\/|$)/, "").replace(/^$/, "/");
  plain.hash = hash;
  return plain.href;
}
