/** What other programs are told, by the names that Standard Webhooks recommends. Triggers in the database write them. */
export const EVENT_TYPES = [
  'access.granted',
  'access.changed',
  'access.ended',
  'payment.completed',
  'payment.refunded',
  'payment.needs_review',
  'customer.blocked',
  'customer.erased',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The channel on which a new event is announced. */
export const EVENT_ADDED = 'event_added';
