import { type InputHTMLAttributes, useId } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  /** Replaces the hint. */
  error?: string | null;
}

/** A required input with its label. The note is outside the label: screen readers would read it twice. */
export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  const noteId = `${id}note`;
  const note = error ?? hint;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        {...input}
        aria-describedby={note ? noteId : undefined}
        aria-invalid={error ? true : undefined}
        required
      />
      {note && (
        <small id={noteId} role={error ? 'alert' : undefined}>
          {note}
        </small>
      )}
    </div>
  );
}
