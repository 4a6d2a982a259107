import { z } from 'zod';

/** The number of a file as a command takes it; whether there is such a file is asked under the rights of who asks. */
export const fileNumber = z.string().min(1).max(40);
