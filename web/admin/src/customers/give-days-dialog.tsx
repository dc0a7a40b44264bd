import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { formatDays, formatMoment } from '../app/format.ts';
import { Consequences } from '../deeds/consequences.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { PlanChoice } from '../deeds/plan-choice.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { type Customer } from './customer-query.ts';
import { nameOf } from './name-of.ts';

const MAX_DAYS = 3650;

const FreeDaysQuery = graphql(`
  query FreeDays($userId: ID!, $planId: ID!, $days: Int!) {
    previewGrantDays(userId: $userId, planId: $planId, days: $days) {
      startsAt
      endsAt
    }
  }
`);

const GrantDaysMutation = graphql(`
  mutation GrantDays($userId: ID!, $planId: ID!, $days: Int!, $reason: String!, $key: ID!) {
    grantDays(userId: $userId, planId: $planId, days: $days, reason: $reason, idempotencyKey: $key) {
      id
      customer {
        ...WholeCustomer
      }
    }
  }
`);

interface GiveDaysDialogProps {
  customer: Customer;
  onClose(): void;
}

export function GiveDaysDialog({ customer, onClose }: GiveDaysDialogProps) {
  const [plan, setPlan] = useState(customer.subscription?.plan ?? null);
  const [text, setText] = useState('7');
  const days = readDays(text);
  const variables = { userId: customer.id, planId: plan?.id ?? '', days: days ?? 0 };
  const { data, error, refetch } = useQuery(FreeDaysQuery, {
    variables,
    skip: plan === null || days === null,
    fetchPolicy: 'network-only',
  });
  const [grant] = useMutation(GrantDaysMutation);
  const preview = plan && days !== null && !error ? data?.previewGrantDays : undefined;
  return (
    <DeedDialog
      title={`Give ${nameOf(customer)} free days`}
      verb={days === null ? 'Give days' : `Give ${formatDays(days)}`}
      isReady={preview !== undefined}
      perform={(answers, key) => grant({ variables: { ...variables, reason: String(answers.get('reason')), key } })}
      done={`${nameOf(customer)} got ${formatDays(days ?? 0)} of ${plan?.name ?? ''}.`}
      onClose={onClose}
    >
      <div className="grid">
        <PlanChoice label="Plan" value={plan} onChange={setPlan} />
        <Field
          label="Days"
          name="days"
          type="number"
          min={1}
          max={MAX_DAYS}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Consequences error={plan && days !== null ? error : undefined} retry={() => refetch()}>
        {days === null && <p>Enter whole days, from 1 to 3,650.</p>}
        {plan === null && days !== null && <p>Choose a plan.</p>}
        {preview && plan && days !== null && (
          <>
            <p>
              {formatDays(days)} of <em>{plan.name}</em>: from <strong>{formatMoment(preview.startsAt)}</strong> until{' '}
              <strong>{formatMoment(preview.endsAt)}</strong>.
            </p>
            <p>
              {customer.subscription?.isActive
                ? 'They begin when the access that the customer has now ends.'
                : 'They begin at once.'}{' '}
              Nothing is paid.
              {customer.blockedAt && ' The customer is blocked, and can use them only after that.'}
            </p>
          </>
        )}
      </Consequences>
      <TextArea name="reason" label="Reason" hint="Other operators see it beside the days. The customer does not." />
    </DeedDialog>
  );
}

function readDays(text: string): number | null {
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= MAX_DAYS ? days : null;
}
