import { useApolloClient } from '@apollo/client/react';
import { useEffect, useSyncExternalStore } from 'react';
import { kitTexts } from './texts.ts';

/** Shows a line while the browser is offline, and refetches the queries of the page when it is online again. */
export function Connection() {
  const client = useApolloClient();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  useEffect(() => {
    const refetch = () => void client.refetchQueries({ include: 'active' });
    window.addEventListener('online', refetch);
    return () => window.removeEventListener('online', refetch);
  }, [client]);
  return (
    <div role="status" className="connection">
      {isOnline ? null : <p>{kitTexts.offline}</p>}
    </div>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}
