/** @jsxImportSource preact */
import { render } from 'preact';
import { App } from './app';
import { localeOf } from './texts';

const place = document.getElementById('panel');
const locale = localeOf(location.search, navigator.languages);
const frames = document.querySelector('meta[name=frames]')?.getAttribute('content') ?? '';
document.documentElement.lang = locale;
const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
if (place !== null) {
  place.removeAttribute('aria-busy');
  render(<App locale={locale} frames={frames.split(' ').filter((one) => one !== '')} />, place);
}
