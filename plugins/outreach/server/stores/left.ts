/** Conditions of the ledger that several statements share; `m` is `message`. */

/** It left, whatever became of it then. */
export const hasLeft = `m.state in ('handed', 'delivered', 'bounced', 'complained')`;

/** Nothing else stood against it but what only puts off: who was held out is like those who got it. */
export const isHeldOut = `m.state = 'withheld' and 'control_group' = any(m.reasons)
  and m.reasons <@ '{control_group,quiet_hours,open_conversation,bad_rating}'::text[]`;

/** When it left; of who was held out to compare with, when he would have got it. */
export const touchedAt = `coalesce(m.handed_at, case when 'control_group' = any(m.reasons) then m.ended_at end)`;
