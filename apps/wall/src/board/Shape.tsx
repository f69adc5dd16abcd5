import type { Health } from '@yagura/contract';

/** The shape of a state, so that it can be told without its colour. Quiet states have none. */
export function Shape({ health }: { health: Health }) {
  switch (health) {
    case 'down':
      return (
        <svg className="shape" viewBox="0 0 24 24" aria-hidden="true">
          <path fill="currentColor" d="M12 1l9.5 5.5v11L12 23l-9.5-5.5v-11z" />
        </svg>
      );
    case 'degraded':
      return (
        <svg className="shape" viewBox="0 0 24 24" aria-hidden="true">
          <path fill="currentColor" d="M12 2l11 20H1z" />
        </svg>
      );
    case 'no-sight':
      return (
        <svg className="shape" viewBox="0 0 24 24" aria-hidden="true">
          <path
            fill="currentColor"
            d="M7 8.2C7.2 4.6 9.2 2.6 12.2 2.6c3 0 5.1 1.9 5.1 4.7 0 2.2-1.2 3.4-2.6 4.4-1.2.9-1.5 1.4-1.5 2.6v.9h-3.1v-1.2c0-2.2.9-3.3 2.3-4.3 1.1-.8 1.6-1.3 1.6-2.3 0-1.1-.7-1.9-1.9-1.9-1.2 0-2 .9-2.1 2.7zM9.9 17.6h3.5v3.6H9.9z"
          />
        </svg>
      );
    case 'planned':
      return (
        <svg className="shape" viewBox="0 0 24 24" aria-hidden="true">
          <path fill="currentColor" d="M1 8h22v8H1z" />
        </svg>
      );
    case 'closed':
    case 'ok':
      return null;
  }
}
