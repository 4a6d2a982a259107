import type { ReactNode } from 'react';

export interface Message {
  key: string;
  author: ReactNode;
  /** ISO date-time, and its text in the reader's zone. */
  at: { iso: string; text: string };
  body: ReactNode;
  /** Note that the other side does not see; give its label, shown as a badge. */
  internal?: ReactNode;
}

/** Messages in order, oldest first. Line breaks of the body are kept. */
export function Thread({ messages }: { messages: readonly Message[] }) {
  return (
    <ol className="thread">
      {messages.map((message) => (
        <li className="message" key={message.key} data-internal={message.internal ? true : undefined}>
          <p className="message-head">
            <strong>{message.author}</strong>
            <time className="secondary" dateTime={message.at.iso}>
              {message.at.text}
            </time>
            {message.internal}
          </p>
          <div className="message-body">{message.body}</div>
        </li>
      ))}
    </ol>
  );
}
