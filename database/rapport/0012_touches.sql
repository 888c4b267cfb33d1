-- The hand-over inside says what happened to each profile, not only that something did.

-- Beside leaf_ids, one for each: subject * 8 + index of the kind (the sdk's touchKinds). leaf_ids repeats a leaf to which several
-- things happened. Rows of a version before have none: of them everything is looked at.
alter table work add column touches int[] not null default '{}';
