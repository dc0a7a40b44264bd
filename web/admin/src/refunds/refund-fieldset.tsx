import { useQuery } from '@apollo/client/react';
import { Field } from '../../../kit/field.tsx';
import { Choice } from '../deeds/choice.tsx';
import { graphql } from '../gql/index.ts';
import { AccessFieldset } from './access-fieldset.tsx';
import { type RefundForm } from './use-refund-terms.ts';

const RefundSettingsQuery = graphql(`
  query RefundSettings {
    refundSettings {
      arePartsPossible
      reason
    }
  }
`);

/** How much goes back, and what becomes of the access. */
export function RefundFieldset({ form }: { form: RefundForm }) {
  const settings = useQuery(RefundSettingsQuery, { fetchPolicy: 'no-cache' }).data?.refundSettings;
  return (
    <>
      {settings?.arePartsPossible && (
        <Choice
          name="kind"
          label="How much goes back"
          options={[
            ['WHOLE', 'All that is left'],
            ['PART', 'A part'],
          ]}
          value={form.kind}
          onChange={form.setKind}
        />
      )}
      {settings?.reason && <p className="hint">{settings.reason}</p>}
      {form.kind === 'PART' && <RupeesField value={form.rupees} onChange={form.setRupees} />}
      <AccessFieldset form={form} />
    </>
  );
}

export function RupeesField({ value, onChange }: { value: string; onChange(value: string): void }) {
  return (
    <Field
      label="Rupees"
      hint="Such as 1,200 or 99.50"
      inputMode="decimal"
      autoComplete="off"
      pattern="[0-9,]{1,12}([.][0-9]{1,2})?"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
