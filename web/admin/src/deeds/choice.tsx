interface ChoiceProps<Value extends string> {
  name: string;
  label: string;
  options: readonly (readonly [value: Value, label: string])[];
  value: Value;
  onChange(value: Value): void;
}

/** One of a few. */
export function Choice<Value extends string>({ name, label, options, value, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {options.map(([each, text]) => (
        <label key={each}>
          <input type="radio" name={name} value={each} checked={each === value} onChange={() => onChange(each)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
