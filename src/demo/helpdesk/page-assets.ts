/** In a browser: plain, because nothing bundles it. The sign-in of its own address is the panel's, which takes it out of the address. */
export const pageScript = `
const frame = document.querySelector('iframe');
const part = (name, page = document) => page.querySelector('[data-part="' + name + '"]');
const context = () => JSON.parse(part('conversation').dataset.context);
const answer = () =>
  frame.contentWindow.postMessage(JSON.stringify({ event: 'appContext', data: context() }), '*');

addEventListener('message', ({ data, source }) => {
  if (source === frame.contentWindow && data === 'chatwoot-dashboard-app:fetch-info') answer();
});
if (frame.dataset.src !== undefined) frame.src = frame.dataset.src + location.hash;
history.replaceState(null, '', location.pathname + location.search);

const exchange = (name, page) => {
  const old = part(name);
  const made = part(name, page);
  if (old.outerHTML === made.outerHTML) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  const top = old.scrollTop;
  old.replaceWith(made);
  made.scrollTop = top;
  if (focused !== null) [...made.querySelectorAll('a')].find((one) => one.getAttribute('href') === focused)?.focus();
};
const load = async () => {
  const response = await fetch(location.href).catch(() => null);
  if (response === null || !response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const before = part('conversation').dataset.context;
  exchange('list', page);
  exchange('conversation', page);
  if (part('conversation').dataset.context !== before) answer();
};

document.addEventListener('click', (event) => {
  const link = event.target.closest('nav a');
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  void load();
});
addEventListener('popstate', () => void load());
setInterval(() => void load(), 2_000);
`;

export const pageStyle = `
* { box-sizing: border-box; }
body {
  margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 17rem minmax(16rem, 1fr) 25rem;
  font: 0.9rem/1.4 system-ui, sans-serif; background: Canvas; color: CanvasText;
}
header { grid-column: 1 / -1; padding: 0.5rem 1rem; border-bottom: 1px solid GrayText; }
h1 { font-size: 1.05rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
p { margin: 0.15rem 0; }
nav, main { overflow: auto; border-right: 1px solid GrayText; }
nav ul, main ol { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: 0.5rem 1rem; color: inherit; text-decoration: none; border-bottom: 1px solid GrayText; }
nav a:hover, nav a[aria-current] { background: Highlight; color: HighlightText; }
nav a:focus-visible, main ol:focus-visible { outline: 3px solid LinkText; outline-offset: -3px; }
nav span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
main { padding: 0.75rem 1rem; }
main li { margin: 0.6rem 3rem 0.6rem 0; padding: 0.4rem 0.7rem; border: 1px solid GrayText; border-radius: 0.5rem; }
main li.customer { margin: 0.6rem 0 0.6rem 3rem; }
main li p { overflow-wrap: anywhere; white-space: pre-wrap; }
iframe { width: 100%; height: 100%; border: 0; }
@media (max-width: 60rem) {
  body { height: auto; grid-template: none / 1fr; }
  nav { max-height: 14rem; }
  iframe { height: 60rem; }
}
`;
