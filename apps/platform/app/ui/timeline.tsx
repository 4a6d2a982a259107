import { Disclosure } from './disclosure.tsx';
import { shapePath, type Tone } from './shape.tsx';
import { DataTable } from './table.tsx';
import { layOutTimeline, type PlacedMark } from './timeline-layout.ts';

export interface TimelineEvent {
  key: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Formatted instant: « 11 h 20 ». */
  when: string;
  label: string;
  tone: Tone;
  /** The tone's word, in the table twin: « fait », « échéance ». */
  state: string;
  /** Still to come: hollow point. */
  planned?: boolean;
}

export interface TimelineProps {
  /** Name of the drawing. */
  label: string;
  /** What it shows, in one sentence; details are in the table. */
  description: string;
  events: readonly TimelineEvent[];
  /** Present instant, as a dashed line. */
  now?: { at: number; label: string };
  table: { summary: string; when: string; what: string; state: string };
}

const LANE = 22;
const POINT = 16;

function Point({ event, y }: { event: TimelineEvent; y: number }) {
  return (
    <g
      className="timeline-point"
      data-tone={event.tone}
      data-planned={event.planned || undefined}
      transform={`translate(-7 ${y - 7}) scale(1.1667)`}
    >
      <path d={shapePath(event.tone)} />
    </g>
  );
}

function Mark({ mark, event, axis, height }: { mark: PlacedMark; event: TimelineEvent | undefined; axis: number; height: number }) {
  const side = Math.sign(mark.lane);
  const labelY = axis - side * (POINT + (Math.abs(mark.lane) - 1) * LANE) + (side > 0 ? 0 : 10);
  const shift = { start: -8, middle: 0, end: 8 }[mark.anchor];
  return (
    // A nested drawing takes its place as a percentage: the timeline stretches without a script.
    <svg x={`${mark.x.toFixed(2)}%`} overflow="visible">
      {event ? (
        Math.abs(mark.lane) > 1 && <line className="timeline-lead" y1={axis} y2={labelY + (side > 0 ? 4 : -12)} />
      ) : (
        // Away from its own label, which it would strike through.
        <line className="timeline-now" y1={side > 0 ? axis - 6 : 2} y2={side > 0 ? height - 2 : axis + 6} />
      )}
      {event && <Point event={event} y={axis} />}
      <text className="timeline-label" x={shift} y={labelY} textAnchor={mark.anchor}>
        {mark.text}
      </text>
    </svg>
  );
}

function Drawing({ description, events, now }: Pick<TimelineProps, 'description' | 'events' | 'now'>) {
  const byKey = new Map(events.map((event) => [event.key, event]));
  const marks = events.map(({ key, at, when, label }) => ({ key, at, text: `${when} ${label}` }));
  const placed = layOutTimeline(now ? [...marks, { key: '', at: now.at, text: now.label }] : marks);
  const above = Math.max(0, ...placed.map(({ lane }) => lane));
  const below = Math.max(0, ...placed.map(({ lane }) => -lane));
  const axis = POINT + above * LANE;
  const height = axis + POINT + below * LANE;
  return (
    <svg className="timeline-drawing" width="100%" height={height} role="img" aria-label={description}>
      <line className="timeline-axis" x1="0" x2="100%" y1={axis} y2={axis} />
      {placed.map((mark) => (
        <Mark key={mark.key} mark={mark} event={byKey.get(mark.key)} axis={axis} height={height} />
      ))}
    </svg>
  );
}

/** Events on a line, drawn on the server, with the same facts as a table under it. */
export function Timeline({ label, description, events, now, table }: TimelineProps) {
  const rows = events.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  return (
    <div className="chart">
      <div className="chart-scroll" role="region" aria-label={label} tabIndex={0}>
        <Drawing description={description} events={events} now={now} />
      </div>
      <Disclosure summary={table.summary} quiet>
        <DataTable
          caption={label}
          captionHidden
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'when', header: table.when, cell: ({ when }) => when, rowHeader: true },
            { key: 'what', header: table.what, cell: (event) => event.label },
            { key: 'state', header: table.state, cell: ({ state }) => state },
          ]}
        />
      </Disclosure>
    </div>
  );
}
