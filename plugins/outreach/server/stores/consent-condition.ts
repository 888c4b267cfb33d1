import { type ConditionQuery, param, type Sql, sql } from '@rapport/sdk';
import { addressStart } from '../../domain/consent/address';

export type AskedConsent = { readonly medium: string; readonly topic: string };

/** Addresses of the profile, as the log of consent knows them: see `addressHash`. */
function hashes({ leaves }: ConditionQuery, medium: string, kinds: readonly string[], salt: string): Sql {
  const start = addressStart(salt, medium);
  return sql`(select encode(sha256(convert_to(${param(start, 'text')} || i.value, 'UTF8')), 'hex') as hash
    from identifier i join identifier_kind k on k.id = i.kind_id
    where i.profile_id = any(${leaves}) and not i.retired and k.name = any(${param(kinds, 'text[]')}))`;
}

/** text: granted, denied or unknown, as `consentOfProfile` has it. */
export function consentTruth(
  query: ConditionQuery,
  { medium, topic }: AskedConsent,
  kinds: readonly string[],
  salt: string,
): Sql {
  return sql`(select case when bool_or(denied >= coalesce(granted, '-infinity')) then 'denied'
      when bool_or(granted is not null) then 'granted' else 'unknown' end
    from (select max(c.at) filter (where c.decision = 'denied') as denied,
        max(c.at) filter (where c.decision = 'granted' and (c.proof = 'confirmed'
          or c.proof = 'verified' and t.basis is distinct from 'double_opt_in')) as granted
      from ${hashes(query, medium, kinds, salt)} a
      join consent_entry c on c.address_hash = a.hash and c.medium = ${param(medium, 'text')}
        and (c.topic is null or c.topic = ${param(topic, 'text')})
      left join topic t on t.key = ${param(topic, 'text')}
      group by a.hash) said)`;
}

/** boolean: one of his addresses gets nothing of this topic, whatever he said; as `isSuppressed` has it. */
export function suppressionTruth(
  query: ConditionQuery,
  { medium, topic }: AskedConsent,
  kinds: readonly string[],
  salt: string,
): Sql {
  return sql`exists (select from ${hashes(query, medium, kinds, salt)} a
    join suppression s on s.address_hash = a.hash and s.medium = ${param(medium, 'text')} and s.lifted_at is null
    left join topic t on t.key = ${param(topic, 'text')}
    where s.reason <> 'erased' or t.kind is distinct from 'transactional' and not coalesce((
      select max(c.at) filter (where c.decision = 'granted' and (c.proof = 'confirmed'
            or c.proof = 'verified' and t.basis is distinct from 'double_opt_in'))
          > coalesce(max(c.at) filter (where c.decision = 'denied'), '-infinity')
      from consent_entry c where c.address_hash = a.hash and c.medium = ${param(medium, 'text')} and c.at > s.at
        and (c.topic is null or c.topic = ${param(topic, 'text')})), false))`;
}
