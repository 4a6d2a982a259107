import { useTranslations } from 'use-intl';
import { roles } from './role.ts';

/** Names a role that came from the database as a text. */
export function useRoleLabel(): (role: string) => string {
  const t = useTranslations('organisations.roles');
  return (text) => {
    const role = roles.find((known) => known === text);
    return role ? t(role) : text;
  };
}
