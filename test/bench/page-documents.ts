import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { appDir } from './server';

/** A query of a page of the admin, with the text that the browser sends. */
export type PageDocument = { readonly name: string; readonly text: string };

/** As `npm run generate` writes them: a name and a template string, in which only a backtick is escaped. */
const made = /graphqlDocument<[^>]+>\('(\w+)', `((?:[^`\\]|\\.)*)`\)/g;

/** Every query of every page, the core's and the plugins', out of the very files that the panel is bundled from. */
export function pageDocuments(): PageDocument[] {
  const rooms = ['src', ...readdirSync(path.join(appDir, 'plugins')).map((plugin) => `plugins/${plugin}`)];
  return rooms
    .flatMap((room) => documentFiles(path.join(appDir, room, 'admin')))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(made)])
    .map(([, name = '', text = '']) => ({ name, text: text.replaceAll('\\`', '`') }))
    .filter(({ text }) => text.startsWith('query'));
}

function documentFiles(folder: string): string[] {
  const list = listFolder(folder);
  return list.filter((file) => file.endsWith('.documents.ts')).map((file) => path.join(folder, file));
}

/** A plugin without pages has no such folder. */
function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch {
    return [];
  }
}
