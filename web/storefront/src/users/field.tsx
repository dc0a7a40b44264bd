import { type InputHTMLAttributes, useId } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  /** What is wrong with it. */
  fault?: string | null;
}

export function Field({ label, hint, fault, ...input }: FieldProps) {
  const hintId = useId();
  const note = fault ?? hint;
  return (
    <label>
      {label}
      <input {...input} aria-describedby={note ? hintId : undefined} aria-invalid={fault ? true : undefined} required />
      {note && (
        <small id={hintId} role={fault ? 'alert' : undefined}>
          {note}
        </small>
      )}
    </label>
  );
}
