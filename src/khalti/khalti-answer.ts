/** One response of Khalti's, as it is stored for audit. */
export interface KhaltiAnswer {
  operation: 'initiate' | 'lookup' | 'refund';
  httpStatus: number;
  body: string;
}
