import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../domain/uuid';

/** A new id that may leave the house: of profiles, merges, reviews, and of events that came without one. */
export function newPublicId(at: number): string {
  return uuidV7(at, randomBytes(16));
}
