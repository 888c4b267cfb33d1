import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../..');

const made = new Set([
  'node_modules',
  'dist',
  'lib',
  'build',
  'coverage',
  '.git',
  '.data',
  '.cache',
  '.strapi',
  'types', // by `npm run dev`
  '.tmp',
]);

/** Every file of the project that people write, relative to its root, with slashes; sorted. */
export function projectFiles(folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => !made.has(entry.name))
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      return entry.isDirectory() ? projectFiles(name) : [name];
    })
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** True when `file` is `room` or lies below it. A `*` in a room stands for one folder. */
export function isIn(file: string, room: string): boolean {
  const rooms = room.split('/');
  const parts = file.split('/');
  return rooms.every((name, index) => name === '*' || name === parts[index]);
}
