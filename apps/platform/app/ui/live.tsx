/**
 * Polite status message. Keep it mounted and change its text: a region that appears together with
 * its text is not read by every screen reader.
 */
export function LiveStatus({ message, visible = true }: { message: string; visible?: boolean }) {
  return (
    <p role="status" className={visible ? 'secondary' : 'visually-hidden'}>
      {message}
    </p>
  );
}
