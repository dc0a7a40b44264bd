import { useApolloClient } from '@apollo/client/react';
import { useEffect, useSyncExternalStore } from 'react';
import { texts } from '../texts/texts.ts';

/** A line at the foot of the window while there is no connection; what failed is asked again when it is back. */
export function Connection() {
  const client = useApolloClient();
  const isOnline = useOnline();
  useEffect(() => {
    const askAgain = () => void client.refetchQueries({ include: 'active' });
    window.addEventListener('online', askAgain);
    return () => window.removeEventListener('online', askAgain);
  }, [client]);
  return (
    <div role="status" className="connection">
      {isOnline ? null : <p>{texts.offline}</p>}
    </div>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(listen, () => navigator.onLine);
}

function listen(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
