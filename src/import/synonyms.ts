/**
 * What columns are called in the files that people have: exports of shops, helpdesks and spreadsheets, in several languages.
 * Names are compared without case, blanks and signs. The first field that has the name wins.
 */
type Words = readonly (readonly [field: string, names: readonly string[]])[];

const anywhere: Words = [
  [
    'email',
    [
      'email',
      'e-mail',
      'mail',
      'email address',
      'e-mail-adresse',
      'correo',
      'correo electrónico',
      'courriel',
      'adresse e-mail',
      'customer email',
      'contact email',
      '邮箱',
      '电子邮箱',
      '电子邮件',
      '邮件',
      '邮箱地址',
    ],
  ],
  [
    'phone',
    [
      'phone',
      'phone number',
      'telephone',
      'mobile',
      'mobile phone',
      'mobile number',
      'cell',
      'cell phone',
      'tel',
      'telefon',
      'telefonnummer',
      'handy',
      'mobil',
      'teléfono',
      'móvil',
      'téléphone',
      'portable',
      'customer phone',
      '电话',
      '手机',
      '手机号',
      '手机号码',
      '电话号码',
      '联系电话',
    ],
  ],
  [
    'userId',
    [
      'user id',
      'customer id',
      'customer number',
      'customer no',
      'customer',
      'client id',
      'member id',
      'member number',
      'contact id',
      'account number',
      'uid',
      'kundennummer',
      'kunden-id',
      'kundennr',
      'kunde',
      'id cliente',
      'número de cliente',
      'numéro client',
      'id client',
      '客户编号',
      '客户号',
      '客户id',
      '会员编号',
      '会员号',
      '会员id',
      '用户id',
      '用户编号',
    ],
  ],
  ['anonymousId', ['anonymous id', 'device id', 'visitor id', 'cookie id']],
];

const ofProfiles: Words = [
  ...anywhere,
  ['traits.firstName', ['first name', 'firstname', 'given name', 'vorname', 'nombre', 'prénom', '名', '名字']],
  [
    'traits.lastName',
    [
      'last name',
      'lastname',
      'surname',
      'family name',
      'nachname',
      'familienname',
      'apellido',
      'apellidos',
      'nom de famille',
      '姓',
      '姓氏',
    ],
  ],
  [
    'traits.name',
    [
      'name',
      'full name',
      'customer name',
      'kundenname',
      'nombre completo',
      'nom complet',
      '姓名',
      '客户姓名',
      '客户名称',
      '会员姓名',
    ],
  ],
  [
    'traits.birthday',
    [
      'birthday',
      'birth date',
      'date of birth',
      'dob',
      'geburtstag',
      'geburtsdatum',
      'fecha de nacimiento',
      'date de naissance',
      '生日',
      '出生日期',
    ],
  ],
  ['traits.gender', ['gender', 'sex', 'geschlecht', 'género', 'sexo', 'genre', '性别']],
  ['traits.company', ['company', 'company name', 'firma', 'unternehmen', 'empresa', 'société', '公司', '公司名称']],
  [
    'traits.createdAt',
    ['created at', 'created', 'signup date', 'registered at', 'registration date', '注册时间', '注册日期', '创建时间'],
  ],
  // Last: an "id" beside a customer number is something else.
  ['userId', ['id']],
];

const ofEvents: Words = [
  ...anywhere,
  [
    'timestamp',
    [
      'timestamp',
      'date',
      'time',
      'date time',
      'datetime',
      'event time',
      'event date',
      'occurred at',
      'created at',
      'order date',
      'purchase date',
      'ordered at',
      'processed at',
      'datum',
      'zeit',
      'zeitpunkt',
      'bestelldatum',
      'fecha',
      'fecha de pedido',
      'date de commande',
      '时间',
      '日期',
      '下单时间',
      '订单时间',
      '付款时间',
      '发生时间',
    ],
  ],
  [
    'event',
    ['event', 'event name', 'event type', 'action', 'ereignis', 'evento', 'événement', '事件', '事件名称', '事件名'],
  ],
  [
    'properties.order_id',
    [
      'order id',
      'order number',
      'order no',
      'order',
      'bestellnummer',
      'auftragsnummer',
      'número de pedido',
      'numéro de commande',
      '订单号',
      '订单编号',
    ],
  ],
  [
    'properties.revenue',
    [
      'revenue',
      'amount',
      'total',
      'total price',
      'order total',
      'order value',
      'order amount',
      'umsatz',
      'betrag',
      'gesamtbetrag',
      'summe',
      'importe',
      'montant',
      '金额',
      '订单金额',
      '实付金额',
      '支付金额',
      '总价',
    ],
  ],
  ['properties.currency', ['currency', 'währung', 'moneda', 'devise', '币种', '货币']],
  ['properties.quantity', ['quantity', 'qty', 'menge', 'anzahl', 'cantidad', 'quantité', '数量']],
];

/** Fields that a name may mean, the likeliest first. */
export function fieldsOfName(name: string, kind: 'profiles' | 'events'): string[] {
  return indexes[kind].get(plainName(name)) ?? [];
}

/** `E-Mail Adresse` and `email_adresse` are one name. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const indexes = { profiles: indexOf(ofProfiles), events: indexOf(ofEvents) };

function indexOf(words: Words): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [field, names] of words) {
    for (const name of names) index.set(plainName(name), [...(index.get(plainName(name)) ?? []), field]);
  }
  return index;
}
