import { type InputHTMLAttributes, useId } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  /** Replaces the hint. */
  error?: string | null;
}

/** A required input with its label. */
export function Field({ label, hint, error, ...input }: FieldProps) {
  const noteId = useId();
  const note = error ?? hint;
  return (
    <label>
      {label}
      <input {...input} aria-describedby={note ? noteId : undefined} aria-invalid={error ? true : undefined} required />
      {note && (
        <small id={noteId} role={error ? 'alert' : undefined}>
          {note}
        </small>
      )}
    </label>
  );
}
