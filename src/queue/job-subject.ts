/**
 * SQL: the id of the payment, refund or customer that a row of `pgboss.job` is about, as text. Null if none. `JOB_HAS_SUBJECT`
 * and it are the index `job_subject_index`. Follow-ups of payments are not in it: they are many, and soon gone.
 */
export const JOB_SUBJECT = `coalesce(data ->> 'paymentId', data ->> 'refundId', data ->> 'userId')`;
export const JOB_HAS_SUBJECT = `name <> 'followUpPayment'`;
