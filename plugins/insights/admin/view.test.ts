import { addressOfView, viewOfAddress } from './view';

const today = '2026-03-01';
const of = (text: string) => viewOfAddress(new URLSearchParams(text), today);

test('without anything: the last 28 days by team; nonsense in an address is passed over', () => {
  const plain = of('');
  expect(plain).toMatchObject({ days: 28, from: '2026-02-02', to: today, by: 'team', sort: 'worst', filter: {} });
  expect(of('days=5&from=x&to=2026-01-01&by=moon&sort=up')).toEqual(plain);
  expect(String(addressOfView(plain))).toBe('');
});

test('what is shown can be shared: the address says all of it, conversations without an agent too', () => {
  const address = 'from=2026-01-01&to=2026-01-31&figure=csat&by=agent&sort=size&team=Parcels&agent=';
  expect(of(address)).toMatchObject({ days: null, figure: 'csat', filter: { team: 'Parcels', agent: null } });
  expect(String(addressOfView(of(address)))).toBe(address);
});
