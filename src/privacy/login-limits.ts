import type pg from 'pg';
import { countLoginAttempt, forgetLoginAttempts, type LoginKey, takeBackLoginAttempt } from '../store/login-attempts';
import type { PrivacyKeys } from './keys';

/** Typing errors are free: of one account, and of one address (an office has many people). */
const accountFailuresFree = 5;
const addressFailuresFree = 20;

export type LoginAttempt = {
  /** 0 where it may go on. */
  readonly waitSeconds: number;
  /** What became of it: without a call it counts as failed. */
  succeeded(): Promise<void>;
  /** It failed by our fault. */
  takenBack(): Promise<void>;
};

export interface LoginLimits {
  /** @param account as typed; null where the request names none @param address of the client */
  attempt(account: string | null, address: string): Promise<LoginAttempt>;
}

/** Failed logins by account and by address, counted in PostgreSQL: the same on every node. Neither is stored but as an HMAC. */
export function createLoginLimits(options: {
  readonly pool: pg.Pool;
  readonly keys: PrivacyKeys;
  readonly now: () => number;
}): LoginLimits {
  const { pool, keys, now } = options;
  return {
    async attempt(account, address) {
      const ofAddress = { key: keys.digestLogin(`address ${address}`), freeFailures: addressFailuresFree };
      const ofAccount: LoginKey[] =
        account === null
          ? []
          : [{ key: keys.digestLogin(`account ${account.trim().toLowerCase()}`), freeFailures: accountFailuresFree }];
      const at = now();
      const blockedUntil = await countLoginAttempt(pool, [...ofAccount, ofAddress], at);
      return {
        waitSeconds: blockedUntil === null ? 0 : Math.max(1, Math.ceil((blockedUntil - at) / 1_000)),
        async succeeded() {
          await forgetLoginAttempts(
            pool,
            ofAccount.map((one) => one.key),
          );
          await takeBackLoginAttempt(pool, [ofAddress.key], now());
        },
        takenBack: () =>
          takeBackLoginAttempt(
            pool,
            [...ofAccount, ofAddress].map((one) => one.key),
            now(),
          ),
      };
    },
  };
}
