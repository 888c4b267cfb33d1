import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';

export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
export const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
export const object = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
