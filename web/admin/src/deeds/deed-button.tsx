import { type ReactNode, useState } from 'react';
import { useSession } from '../app/session.tsx';
import { type Permission } from '../gql/graphql.ts';

interface DeedButtonProps {
  label: string;
  permission: Permission;
  isPossible?: boolean;
  dialog(onClose: () => void): ReactNode;
}

/** Opens the dialog of a deed. It stays open if the deed becomes impossible meanwhile: it says what has changed. */
export function DeedButton({ label, permission, isPossible = true, dialog }: DeedButtonProps) {
  const { can } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  if (!can(permission)) return null;
  return (
    <>
      {isPossible && (
        <button type="button" className="outline" onClick={() => setIsOpen(true)}>
          {label}
        </button>
      )}
      {isOpen && dialog(() => setIsOpen(false))}
    </>
  );
}
