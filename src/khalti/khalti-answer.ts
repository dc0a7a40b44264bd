export interface KhaltiAnswer {
  operation: 'initiate' | 'lookup' | 'refund';
  httpStatus: number;
  body: string;
}
