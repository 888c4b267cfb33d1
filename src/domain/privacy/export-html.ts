import { type ExportLanguage, isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { columnWords, exportWords } from './export-words';

export type HtmlSection = { readonly name: string; readonly title: string };

/** One page that needs nothing else: no script, no picture, no font from anywhere. It prints well, and on a dark screen is dark. */
const style = `
:root { color-scheme: light dark; --line: #d5d8de; --soft: #6a6f7b; --head: #f3f4f7; }
@media (prefers-color-scheme: dark) { :root { --line: #3b3f4a; --soft: #a0a6b4; --head: #23262e; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
p.soft { color: var(--soft); margin: 0; } nav ul { columns: 2; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; } th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--head); font-weight: 600; } dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: 0 .6rem; } dt { color: var(--soft); } dd { margin: 0; } ul.plain { margin: 0; padding-left: 1rem; }
@media print { body { padding: 0; max-width: none; font-size: 11px; } thead { display: table-header-group; } tr { break-inside: avoid; } nav { display: none; } }
`;

export function htmlBegin(language: ExportLanguage, at: string, sections: readonly HtmlSection[]): string {
  const title = exportWords.title[language];
  const contents = sections.map(
    ({ name, title: text }) => `<li><a href="#${escapeHtml(name)}">${escapeHtml(text)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
<p class="soft">${exportWords.about[language]} ${time(at, language)}. ${exportWords.times[language]}</p>
<nav aria-label="${exportWords.contents[language]}"><ul>${contents.join('')}</ul></nav>
`;
}

export function htmlEnd(): string {
  return '</body>\n</html>\n';
}

export function htmlSectionBegin({ name, title }: HtmlSection): string {
  return `<section aria-labelledby="${escapeHtml(name)}">\n<h2 id="${escapeHtml(name)}">${escapeHtml(title)}</h2>\n`;
}

export function htmlSectionEnd(language: ExportLanguage, rows: number): string {
  return rows === 0
    ? `<p class="soft">${exportWords.nothing[language]}</p>\n</section>\n`
    : '</tbody></table>\n</section>\n';
}

/** Once, before the first row: the columns are those of the first row. */
export function htmlTableBegin(columns: readonly string[], language: ExportLanguage): string {
  const head = columns
    .map((name) => `<th scope="col">${escapeHtml(columnWords[name]?.[language] ?? name)}</th>`)
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n`;
}

export function htmlRow(columns: readonly string[], row: JsonObject, language: ExportLanguage): string {
  return `<tr>${columns.map((name) => `<td>${cell(row[name] ?? null, language)}</td>`).join('')}</tr>\n`;
}

/** Nested values become lists, so that a person reads them without knowing JSON. */
function cell(value: Json, language: ExportLanguage): string {
  if (value === null || value === '') return '';
  if (typeof value === 'boolean') return exportWords[value ? 'yes' : 'no'][language];
  if (typeof value === 'number') return escapeHtml(String(value));
  if (typeof value === 'string') return time(value, language);
  if (Array.isArray(value)) {
    if (value.length === 0) return '';
    if (value.every((item) => typeof item !== 'object' || item === null))
      return value.map((item) => cell(item, language)).join(', ');
    return `<ul class="plain">${value.map((item) => `<li>${cell(item, language)}</li>`).join('')}</ul>`;
  }
  if (!isJsonObject(value)) return '';
  const entries = Object.entries(value);
  if (entries.length === 0) return '';
  return `<dl>${entries.map(([key, item]) => `<dt>${escapeHtml(key)}</dt><dd>${cell(item, language)}</dd>`).join('')}</dl>`;
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** A time in the reader's language, in UTC; any other text as it is, escaped. */
function time(text: string, language: ExportLanguage): string {
  if (!isoTime.test(text)) return escapeHtml(text);
  const at = Date.parse(text);
  if (Number.isNaN(at)) return escapeHtml(text);
  const shown = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }).format(
    at,
  );
  return `<time datetime="${escapeHtml(text)}">${escapeHtml(shown)}</time>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
