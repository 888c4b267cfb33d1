/**
 * The product's settings; src/settings.ts lists them all with their defaults and says what they mean.
 * Example: `{ identity: { country: 'DE' }, search: { traits: ['name', 'company'] } }`.
 */
export default {};
