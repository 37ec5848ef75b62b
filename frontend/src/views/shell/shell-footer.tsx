/** The texts of the footer, in the language of the page. */
export interface FooterTexts {
  readonly footer: string;
  readonly credits: string;
  readonly api: string;
  readonly licenses: string;
}

/** The footer of every page that is not in a frame. `home` is the path to the root, with a slash at its end. */
export function ShellFooter({ home, text }: { readonly home: string; readonly text: FooterTexts }) {
  return (
    <footer class="page-footer" aria-label={text.footer}>
      <p>{text.credits}</p>
      <p class="footer-links">
        <a href={`${home}swagger-ui.html`}>{text.api}</a>
        <a href={`${home}licenses.txt`}>{text.licenses}</a>
      </p>
    </footer>
  );
}
