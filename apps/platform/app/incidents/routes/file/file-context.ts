import { useOutletContext } from 'react-router';
import type { FilePage } from './file-page.server.ts';

/** The file that the pages under `/incidents/:number` speak of, read once by their frame. */
export function useFile(): FilePage {
  return useOutletContext<FilePage>();
}
