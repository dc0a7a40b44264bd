import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { formatCount, formatDays, formatMoment } from '../app/format.ts';
import { Consequences } from '../deeds/consequences.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { type ChosenPlan, PlanChoice } from '../deeds/plan-choice.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { type AudienceQuery as AudienceData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

const MAX_DAYS = 365;

const AudienceQuery = graphql(`
  query Audience($days: Int!, $planId: ID, $audienceAt: DateTime) {
    previewExtension(days: $days, planId: $planId, audienceAt: $audienceAt) {
      customers
      days
      audienceAt
    }
  }
`);

const ExtendEverybodyMutation = graphql(`
  mutation ExtendEverybody($days: Int!, $planId: ID, $audienceAt: DateTime!, $reason: String!, $key: ID!) {
    extendEverybody(days: $days, planId: $planId, audienceAt: $audienceAt, reason: $reason, idempotencyKey: $key) {
      ...WholeExtension
    }
  }
`);

interface ExtendDialogProps {
  readAgain(): Promise<unknown>;
  onClose(): void;
}

export function ExtendDialog({ readAgain, onClose }: ExtendDialogProps) {
  const [plan, setPlan] = useState<ChosenPlan | null>(null);
  const [text, setText] = useState('1');
  // The instant of the first preview is that of the deed, so that it reaches those who were counted.
  const [audienceAt, setAudienceAt] = useState<string | null>(null);
  const days = readDays(text);
  const variables = { days: days ?? 0, planId: plan?.id ?? null };
  const { data, error, refetch } = useQuery(AudienceQuery, {
    variables: { ...variables, audienceAt },
    skip: days === null,
    fetchPolicy: 'network-only',
  });
  const preview = days !== null && !error ? data?.previewExtension : undefined;
  if (preview && audienceAt === null) setAudienceAt(preview.audienceAt);
  const [extend] = useMutation(ExtendEverybodyMutation);
  return (
    <DeedDialog
      title="Give days to everybody"
      verb={preview ? `Give ${formatDays(preview.days)} to ${inCustomers(preview.customers)}` : 'Give days'}
      isReady={preview !== undefined && preview.customers > 0}
      perform={async (answers, key) => {
        if (!preview) return;
        const reason = String(answers.get('reason'));
        await extend({ variables: { ...variables, audienceAt: preview.audienceAt, reason, key } });
        await readAgain();
      }}
      done={`${formatDays(days ?? 0)} for ${inCustomers(preview?.customers ?? 0)}: a job gives them now.`}
      onClose={onClose}
    >
      <div className="grid">
        <Field
          label="Days for each customer"
          name="days"
          type="number"
          min={1}
          max={MAX_DAYS}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <PlanChoice label="Only customers of" value={plan} onChange={setPlan} none="All plans" />
      </div>
      <Consequences error={days === null ? undefined : error} retry={() => refetch()}>
        {days === null && <p>Enter whole days, from 1 to 365.</p>}
        {preview && <Audience preview={preview} planName={plan?.name ?? null} />}
      </Consequences>
      <TextArea name="reason" label="Reason" hint="Operators see it beside the days. Customers do not." />
    </DeedDialog>
  );
}

function Audience({
  preview: { customers, days, audienceAt },
  planName,
}: {
  preview: AudienceData['previewExtension'];
  planName: string | null;
}) {
  const which = planName === null ? 'access' : `access to ${planName}`;
  if (customers === 0) return <p>No customer has {which} now: there is nobody to give days to.</p>;
  return (
    <>
      <p>
        <strong>{inCustomers(customers)}</strong> {customers === 1 ? 'has' : 'have'} {which} on{' '}
        {formatMoment(audienceAt)}. Each gets <strong>{formatDays(days)}</strong>, once, after the access that they
        have. Who comes later gets none.
      </p>
      <p>Nothing is paid. A job gives the days; this page shows how far it is. It can be undone.</p>
    </>
  );
}

function inCustomers(count: number): string {
  return count === 1 ? '1 customer' : `${formatCount(count)} customers`;
}

function readDays(text: string): number | null {
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= MAX_DAYS ? days : null;
}
