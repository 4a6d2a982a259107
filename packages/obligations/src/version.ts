/** Version of the engine, kept beside what it computed: a file tells which reading of the law it shows. */
export const ENGINE_VERSION = '0.1.0';
