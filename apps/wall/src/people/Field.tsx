export interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly digits?: boolean;
  /** What stands there to begin with. */
  readonly value?: string;
}

/** One line to type in. Nothing of it is kept here: the form reads it once, when it is sent. */
export function Field(props: FieldProps) {
  const { label, name, type = 'text', autoComplete = 'off', hint, required = true, digits, value } = props;
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        type={type}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required={required}
        placeholder={hint ?? ''}
        defaultValue={value}
        {...(digits && { inputMode: 'numeric' as const, pattern: '[0-9]{4,8}' })}
      />
    </label>
  );
}

export function textIn(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
