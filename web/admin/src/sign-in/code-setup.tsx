import { useMutation } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { CodeForm } from './code-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const StartCodeSetupMutation = graphql(`
  mutation StartCodeSetup {
    startCodeSetup {
      secret
      uri
    }
  }
`);

/** Shows the secret for an authenticator app, and asks for its first code. Then shows recovery codes. */
export function CodeSetup({ onDone }: { onDone(): unknown }) {
  const [start, { data, error }] = useMutation(StartCodeSetupMutation);
  const [isSetUp, setIsSetUp] = useState(false);
  useEffect(() => {
    start().catch(() => {});
  }, [start]);

  if (isSetUp) return <RecoveryCodes onDone={onDone} />;
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void start().catch(() => {})} />;
  if (!data) return <Skeleton className="form" />;
  const { secret, uri } = data.startCodeSetup;
  return (
    <>
      <p>Scan this code with an authenticator app on your phone. Then enter the six digits that it shows.</p>
      <QrCode text={uri} />
      <p>
        Or type this secret into the app: <code className="secret">{secret}</code>
      </p>
      <CodeForm onConfirmed={() => setIsSetUp(true)} />
    </>
  );
}

function QrCode({ text }: { text: string }) {
  const [path, setPath] = useState<{ d: string; size: number } | null>(null);
  useEffect(() => {
    let isShown = true;
    const draw = async () => {
      const { encode } = await import('uqr');
      const { data, size } = encode(text, { border: 2 });
      const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
      if (isShown) setPath({ d: squares.join(''), size });
    };
    // Without the picture, the secret can be typed.
    draw().catch(() => {});
    return () => {
      isShown = false;
    };
  }, [text]);
  if (!path) return <div className="qr-code" />;
  return (
    <svg className="qr-code" viewBox={`0 0 ${path.size} ${path.size}`} role="img" aria-label="QR code of the secret">
      <path d={path.d} />
    </svg>
  );
}
