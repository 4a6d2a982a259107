import type { ButtonHTMLAttributes, MouseEvent } from 'react';
import { Anchor, type AnchorProps } from './link.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet';

interface Look {
  /** One `primary` a page; `danger` for what cannot be undone. */
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
}

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>, Look {
  /** The act is under way: a second click does nothing, focus stays where it is. */
  pending?: boolean;
  /** Words while pending, such as « Envoi… »; the normal ones otherwise. */
  pendingLabel?: string;
}

/** Button; submits its form unless `type` says otherwise. */
export function Button(props: ButtonProps) {
  const { variant = 'secondary', size, pending, pendingLabel, type = 'submit', onClick, children, ...rest } = props;
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-variant={variant}
      data-size={size}
      data-pending={pending || undefined}
      // Not `disabled`: that would drop the keyboard's focus and silence the change.
      aria-disabled={pending || undefined}
      onClick={click}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

export interface ButtonLinkProps extends Omit<AnchorProps, 'className'>, Look {}

/** Link that looks like a button: it leads somewhere, it changes nothing. */
export function ButtonLink({ variant = 'secondary', size, ...rest }: ButtonLinkProps) {
  return <Anchor {...rest} className="button" data-variant={variant} data-size={size} />;
}
