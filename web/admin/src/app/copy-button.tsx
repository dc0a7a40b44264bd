import { useAnnounce } from './announcer.tsx';

/** Copies a text that is shown beside it. */
export function CopyButton({ name, text }: { name: string; text: string }) {
  const announce = useAnnounce();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(`Copied: ${name} ${text}`);
    } catch {
      // Browsers give the clipboard only to pages that were loaded with TLS or from this machine.
      announce(`Your browser does not let this page copy. Select the ${name} and copy it.`);
    }
  };
  return (
    <button type="button" className="link copy" aria-label={`Copy ${name}`} onClick={() => void copy()}>
      <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor">
        <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
        <path d="M10.5 3.5v-.5a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h.5" />
      </svg>
      Copy
    </button>
  );
}
