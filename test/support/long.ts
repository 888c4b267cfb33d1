/** `npm run prove` sets it: the long rounds, of which `npm test` runs a short one of each. */
export const long = process.env['RAPPORT_PROVE'] === 'long';
