import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => {});

/** Shows the result of the last deed until the next one, and reads it out. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  const announce = useCallback((next: string) => setText(next), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" className="announcement">
        {text && (
          <p>
            {text}
            <button type="button" className="link" onClick={() => setText('')}>
              Close
            </button>
          </p>
        )}
      </div>
    </AnnounceContext>
  );
}

export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}
