import { useEffect, useId, useRef } from 'react';

interface ShownOnceDialogProps {
  title: string;
  text: string;
  /** Links or codes that the server does not show again. */
  secrets: readonly string[];
  onClose(): void;
}

/** For the result of a deed that is shown once. */
export function ShownOnceDialog({ title, text, secrets, onClose }: ShownOnceDialogProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <article>
        <h2 id={titleId}>{title}</h2>
        <p>{text}</p>
        <ul className="secrets">
          {secrets.map((secret) => (
            <li key={secret}>
              <code>{secret}</code>
            </li>
          ))}
        </ul>
        <footer>
          <button type="button" onClick={() => void navigator.clipboard?.writeText(secrets.join('\n')).catch(() => {})}>
            Copy
          </button>
          <button type="button" className="secondary outline" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </footer>
      </article>
    </dialog>
  );
}
