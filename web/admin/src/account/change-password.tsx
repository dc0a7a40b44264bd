import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';

const ChangeOperatorPasswordMutation = graphql(`
  mutation ChangeOperatorPassword($current: String!, $password: String!) {
    changeOperatorPassword(current: $current, password: $password)
  }
`);

/** The operator's own password. */
export function ChangePassword() {
  const [isOpen, setIsOpen] = useState(false);
  const [change] = useMutation(ChangeOperatorPasswordMutation, { refetchQueries: ['Account'] });
  return (
    <section>
      <h2>Password</h2>
      <div className="deeds">
        <button type="button" onClick={() => setIsOpen(true)}>
          Change the password
        </button>
      </div>
      {isOpen && (
        <DeedDialog
          title="Change your password"
          verb="Save the password"
          done="The password was changed."
          perform={(answers) =>
            change({
              variables: { current: String(answers.get('current')), password: String(answers.get('password')) },
            })
          }
          onClose={() => setIsOpen(false)}
        >
          <p>Your other sessions end.</p>
          <Field
            label="Current password"
            name="current"
            type="password"
            autoComplete="current-password"
            maxLength={200}
          />
          <Field
            label="New password"
            name="password"
            type="password"
            hint="At least 8 characters."
            autoComplete="new-password"
            minLength={8}
            maxLength={200}
          />
        </DeedDialog>
      )}
    </section>
  );
}
