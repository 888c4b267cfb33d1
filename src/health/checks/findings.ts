import type { FindingCode, FindingValues, HealthFinding } from '@rapport/sdk';

/** Doctor's findings; their words stand in the sdk's findingTable. */
export function ok(code: FindingCode, values: FindingValues = {}): HealthFinding {
  return { level: 'ok', code, values };
}

export function advice(code: FindingCode, values: FindingValues = {}): HealthFinding {
  return { level: 'advice', code, values };
}

export function serious(code: FindingCode, values: FindingValues = {}): HealthFinding {
  return { level: 'serious', code, values };
}
