/** Below `/admin`. */
export const paths = {
  start: '/',
  payments: '/payments',
  payment: '/payments/:id',
  customers: '/customers',
  customer: '/customers/:id',
  refunds: '/refunds',
  figures: '/figures',
  ending: '/ending',
  plans: '/plans',
  extensions: '/extensions',
  audit: '/audit',
  operators: '/operators',
  connections: '/connections',
  account: '/account',
  accept: '/accept',
  reset: '/reset',
};

export function pathOfPayment(id: string): string {
  return `${paths.payments}/${id}`;
}

export function pathOfCustomer(id: string): string {
  return `${paths.customers}/${id}`;
}

/** A list with filters. Values that are null or left out are not in it; a list is repeated. */
export function listPath(path: string, filters: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    for (const each of [value ?? []].flat()) query.append(name, String(each));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}
