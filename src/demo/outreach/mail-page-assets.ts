/** In a browser: plain, because nothing bundles it. New mails appear in the list; the mail that is being read stays as it is. */
export const mailScript = `
const part = (page) => page.querySelector('[data-part="list"]');
const load = async () => {
  const response = await fetch(location.href).catch(() => null);
  if (response === null || !response.ok) return;
  const made = part(new DOMParser().parseFromString(await response.text(), 'text/html'));
  const old = part(document);
  if (old.innerHTML === made.innerHTML) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  const top = old.scrollTop;
  old.replaceWith(made);
  made.scrollTop = top;
  if (focused !== null) [...made.querySelectorAll('a')].find((one) => one.getAttribute('href') === focused)?.focus();
};
setInterval(() => void load(), 3_000);
`;

export const mailStyle = `
* { box-sizing: border-box; }
body {
  margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 22rem 1fr;
  font: 0.9rem/1.4 system-ui, sans-serif; background: Canvas; color: CanvasText;
}
header { grid-column: 1 / -1; padding: 0.5rem 1rem; border-bottom: 1px solid GrayText; }
h1, h2 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
p { margin: 0.15rem 0; }
nav { overflow: auto; border-right: 1px solid GrayText; }
nav > p { padding: 0.5rem 1rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: 0.5rem 1rem; color: inherit; text-decoration: none; border-bottom: 1px solid GrayText; }
nav a:hover, nav a[aria-current] { background: Highlight; color: HighlightText; }
nav a:focus-visible, pre:focus-visible { outline: 3px solid LinkText; outline-offset: -3px; }
nav span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
main { padding: 0.75rem 1rem; display: flex; flex-direction: column; min-width: 0; }
pre { flex: 1; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
iframe { flex: 1; width: 100%; min-height: 20rem; border: 1px solid GrayText; background: #ffffff; }
@media (max-width: 45rem) {
  body { height: auto; grid-template: none / 1fr; }
  nav { max-height: 14rem; border-right: 0; border-bottom: 1px solid GrayText; }
  iframe { min-height: 40rem; }
}
`;
