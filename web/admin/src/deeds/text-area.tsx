import { useId } from 'react';

interface TextAreaProps {
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
}

/** A text of an operator: a reason, a note, a reference. */
export function TextArea({ name, label, hint, isOptional = false }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={2}
        maxLength={1000}
        required={!isOptional}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}
