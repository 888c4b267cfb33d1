import { fault, param, parseInstant, sql } from '@rapport/sdk';
import { z } from 'zod';
import { defineOperator } from '../operator';

export const instantText = z.string().refine((text) => parseInstant(text) !== null, fault('time_invalid'));

export const instantParam = (text: string) => param(parseInstant(text) ?? 0, 'float8');

export default defineOperator({
  name: 'before',
  label: { en: 'is before', 'zh-Hans': '早于' },
  types: ['date'],
  control: 'instant',
  value: instantText,
  example: '2026-01-01T00:00:00Z',
  test: (field, value) => sql`${field.instant} < ${instantParam(value)}`,
});
