/** Segment's reserved traits: what is verified is never overwritten by what is only claimed. */
export const reservedTraits = [
  'address',
  'age',
  'avatar',
  'birthday',
  'company',
  'createdAt',
  'description',
  'email',
  'firstName',
  'gender',
  'id',
  'lastName',
  'name',
  'phone',
  'title',
  'username',
  'website',
] as const;

/** Of an entry in trait_origins. */
export const traitOriginFlags = { claimed: 1, once: 2, deleted: 4 } as const;
