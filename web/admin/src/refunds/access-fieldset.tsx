import { Field } from '../../../kit/field.tsx';
import { Choice } from '../deeds/choice.tsx';
import { type AccessForm } from './use-refund-terms.ts';

/** What becomes of the access, once the money went back. */
export function AccessFieldset({ form }: { form: AccessForm }) {
  return (
    <>
      <Choice
        name="access"
        label="The access that was paid"
        options={[
          ['REVOKE', 'Ends'],
          ['KEEP', 'Stays'],
          ['SHORTEN', 'Is shortened by some days'],
        ]}
        value={form.access}
        onChange={form.setAccess}
      />
      {form.access === 'SHORTEN' && (
        <Field
          label="Days less"
          type="number"
          min="1"
          max="36500"
          value={form.days}
          onChange={(event) => form.setDays(event.target.value)}
        />
      )}
    </>
  );
}
