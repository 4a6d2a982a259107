import { useId, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Anchor } from './link.tsx';

export interface SortLink {
  href: string;
  direction: 'ascending' | 'descending' | 'none';
}

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for figures. */
  align?: 'start' | 'end';
  sort?: SortLink;
  /** The cell that names the row: becomes its `th`, and bears the row's link. One a table. */
  rowHeader?: boolean;
}

/** Check boxes at the head of each row, sent with the form `form` under `name`. */
export interface Selection<Row> {
  form: string;
  name: string;
  columnLabel: string;
  rowLabel: (row: Row) => string;
}

export interface DataTableProps<Row> {
  caption: string;
  /** When a heading already says the same just above. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  selection?: Selection<Row>;
  /** Under 640 px: rows become cards, or the table scrolls sideways (comparisons across rows). */
  narrow?: 'stack' | 'scroll';
}

const SORT_ICON = { ascending: 'up', descending: 'down', none: 'sort' } as const;

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column;
  return (
    <th
      scope="col"
      role="columnheader"
      data-align={column.align}
      aria-sort={sort && sort.direction !== 'none' ? sort.direction : undefined}
    >
      {sort ? (
        <Anchor className="table-sort" href={sort.href} keepScroll>
          {column.header}
          <Icon name={SORT_ICON[sort.direction]} size={12} />
        </Anchor>
      ) : (
        column.header
      )}
    </th>
  );
}

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | undefined }) {
  const content = column.cell(row);
  if (!column.rowHeader) {
    return (
      <td role="cell" data-align={column.align} data-label={column.header}>
        {/* One box, so that badges and words stay together when the row is a card. */}
        <div className="table-value">{content}</div>
      </td>
    );
  }
  return (
    <th scope="row" role="rowheader" data-align={column.align} data-label={column.header}>
      {href ? (
        <Anchor className="table-row-link" href={href}>
          {content}
        </Anchor>
      ) : (
        content
      )}
    </th>
  );
}

function SelectCell<Row>({ selection, row, value }: { selection: Selection<Row>; row: Row; value: string }) {
  return (
    <td role="cell" className="table-select">
      <label>
        <span className="visually-hidden">{selection.rowLabel(row)}</span>
        <input className="box" type="checkbox" form={selection.form} name={selection.name} value={value} />
      </label>
    </td>
  );
}

/**
 * Native table. Roles are written out because the stacked layout changes `display`, which makes
 * some browsers forget that it is a table.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, rowHref, selection, narrow = 'stack' } = props;
  const captionId = useId();
  const region = narrow === 'scroll' ? { role: 'region', tabIndex: 0, 'aria-labelledby': captionId } : {};
  return (
    <div className="table-frame" data-narrow={narrow} {...region}>
      <table className="table" role="table">
        <caption id={captionId} className={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {selection && (
              <th scope="col" role="columnheader" className="table-select">
                <span className="visually-hidden">{selection.columnLabel}</span>
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {selection && <SelectCell selection={selection} row={row} value={rowKey(row)} />}
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} href={rowHref?.(row)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface BulkBarProps {
  /** Identifier that `Selection.form` names. */
  form: string;
  action?: string;
  /** Says on what the buttons act. */
  label: ReactNode;
  /** Buttons with `name` and `value`, hidden anti-forgery field. */
  children: ReactNode;
}

/** Acts on the ticked rows: a plain POST form. */
export function BulkBar({ form, action, label, children }: BulkBarProps) {
  return (
    <form id={form} method="post" action={action} className="bulk-bar">
      <span className="secondary">{label}</span>
      {children}
    </form>
  );
}
