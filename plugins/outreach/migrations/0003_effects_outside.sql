-- What steps want done in other systems: once, or visibly unknown.
alter table enrolment_effect
  add column public_id uuid not null default gen_random_uuid(), -- in what is handed over: what comes back names it
  add column begun_at timestamptz, -- since when it may be on its way; null: it is not
  add column is_unknown boolean not null default false; -- it may have been done: nobody saw the end of it
create unique index enrolment_effect_public on enrolment_effect (public_id);
