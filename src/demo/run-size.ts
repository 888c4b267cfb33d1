import { demoCustomers } from './company';

/** So many go through the SDKs, and live on while it runs; of more, only the usual few hundred do. */
const detailedMax = 2_000;

export function detailedCustomers(wanted: number): number {
  return wanted <= detailedMax ? wanted : demoCustomers;
}
