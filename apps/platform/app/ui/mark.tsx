/** The bowl of Hygieia and its serpent, in the primary colour. Decorative: the name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <path d="M3 10h20c0 5.4-3.4 8.8-8.5 9.2V26h5a1.5 1.5 0 0 1 0 3h-13a1.5 1.5 0 0 1 0-3h5v-6.8C6.4 18.8 3 15.4 3 10z" fill="currentColor" />
      <path d="M18.5 23.5c5 .5 10.5-3.5 10.5-11 0-4.5-1.8-8-5.2-8-2 0-3.1 1.2-3.1 2.6" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
