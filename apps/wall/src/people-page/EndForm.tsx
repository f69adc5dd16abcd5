import { AdminForm } from './AdminForm.tsx';

interface EndFormProps {
  readonly label: string;
  readonly does: string;
  readonly text: string;
  readonly onEnd: () => void;
}

/** Asked once more: what is ended does not come back. Enter ends it, Escape leaves it. */
export function EndForm({ label, does, text, onEnd }: EndFormProps) {
  return (
    <AdminForm label={label} does={does} onSend={onEnd}>
      <p>{text}</p>
    </AdminForm>
  );
}
