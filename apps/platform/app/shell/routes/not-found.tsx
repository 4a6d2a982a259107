import { HygieError } from '../../ground/errors.ts';

/** Any address that is no page: a real 404, in the words of the error page. */
export function loader(): never {
  throw new HygieError('not_found');
}

export default function NotFound() {
  return null;
}
