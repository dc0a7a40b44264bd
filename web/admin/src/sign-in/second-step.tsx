import { Page } from '../app/page.tsx';
import { useSession } from '../app/session.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { CodeForm } from './code-form.tsx';
import { CodeSetup } from './code-setup.tsx';

interface SecondStepProps {
  step: 'CODE_REQUIRED' | 'CODE_SETUP_REQUIRED';
  onStartAgain(): void;
}

/** After the password. */
export function SecondStep({ step, onStartAgain }: SecondStepProps) {
  const { begin } = useSession();
  return (
    <Page title={step === 'CODE_REQUIRED' ? 'Enter your code' : 'Set up a second factor'}>
      <div className="narrow">
        {step === 'CODE_REQUIRED' && <CodeForm onConfirmed={begin} />}
        {step === 'CODE_SETUP_REQUIRED' && <CodeSetup onDone={begin} />}
        {step === 'CODE_SETUP_REQUIRED' && <AddPasskey onAdded={begin} />}
        <button type="button" className="link" onClick={onStartAgain}>
          Start again
        </button>
      </div>
    </Page>
  );
}
