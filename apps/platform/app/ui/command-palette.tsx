import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import { commandsFromJson, groupCommands, matchCommands, type Command } from './command-match.ts';
import { isPlainClick } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { Anchor } from './link.tsx';

export interface PaletteLabels {
  /** Opener: « Rechercher ou agir ». */
  open: string;
  /** « Ctrl K », shown in the opener. */
  shortcut: string;
  /** Name of the text field and of the dialog. */
  input: string;
  results: string;
  close: string;
  /** « 3 résultats ». */
  count: (count: number) => string;
  searching: string;
  /** The search did not answer; commands are still there. */
  failed: string;
}

export interface CommandPaletteProps {
  commands: readonly Command[];
  /** Answers `?q=…` with `{ results: Command[] }`. */
  searchHref: string;
  /** Search page: where the opener leads without JavaScript. */
  fallbackHref: string;
  labels: PaletteLabels;
}

const PAUSE_MS = 150;
const SHORTEST_QUERY = 2;

interface Remote {
  state: 'idle' | 'searching' | 'failed';
  results: readonly Command[];
}

const IDLE: Remote = { state: 'idle', results: [] };

/** Asks the server after a pause in typing; an older answer never replaces a newer one. */
function useRemote(query: string, searchHref: string): Remote {
  const [remote, setRemote] = useState<Remote>(IDLE);
  useEffect(() => {
    if (query.trim().length < SHORTEST_QUERY) {
      setRemote(IDLE);
      return;
    }
    const stop = new AbortController();
    setRemote(({ results }) => ({ state: 'searching', results }));
    const ask = async () => {
      const response = await fetch(`${searchHref}?q=${encodeURIComponent(query.trim())}`, {
        signal: stop.signal,
        headers: { accept: 'application/json' },
      });
      if (!response.ok) throw new Error(`search answered ${response.status}`);
      setRemote({ state: 'idle', results: commandsFromJson(await response.json()) });
    };
    const timer = setTimeout(() => {
      ask().catch(() => {
        if (!stop.signal.aborted) setRemote({ state: 'failed', results: [] });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, searchHref]);
  return remote;
}

/** Ctrl+K or ⌘K anywhere. */
function useShortcut(setOpen: (open: boolean) => void) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [setOpen]);
}

/** Index that a key leads to in a list of `count`, which it walks in a circle; `undefined` for other keys. */
function indexAfter(key: string, index: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (index + 1) % count;
  if (key === 'ArrowUp') return (index - 1 + count) % count;
  return undefined;
}

interface ResultsProps {
  listId: string;
  label: string;
  groups: readonly [string, readonly Command[]][];
  active: Command | undefined;
  choose: (command: Command) => void;
}

/** Identifier of an option; ids of commands may hold any character. */
function optionId(listId: string, { id }: Command): string {
  return `${listId}-${encodeURIComponent(id)}`;
}

function Results({ listId, label, groups, active, choose }: ResultsProps) {
  return (
    <div className="palette-results" role="listbox" id={listId} aria-label={label}>
      {groups.map(([group, members]) => (
        <div key={group} role="group" aria-label={group}>
          <div className="palette-group" aria-hidden="true">
            {group}
          </div>
          {members.map((command) => (
            <div
              key={command.id}
              id={optionId(listId, command)}
              role="option"
              className="palette-option"
              aria-selected={command === active}
              onClick={() => choose(command)}
            >
              <span>{command.label}</span>
              {command.detail && <span className="secondary">{command.detail}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Own commands that match, then what the server found, without doubles. */
function merged(query: string, commands: readonly Command[], found: readonly Command[]): Command[] {
  const own = matchCommands(query, commands);
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...found.filter(({ id }) => !known.has(id))];
}

type PanelProps = Pick<CommandPaletteProps, 'commands' | 'searchHref' | 'labels'> & { close: () => void };

function usePalette({ commands, searchHref, close }: PanelProps) {
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const navigate = useNavigate();
  const remote = useRemote(query, searchHref);
  const { groups, flat } = groupCommands(merged(query, commands, remote.results));
  const active = flat[Math.min(index, flat.length - 1)];
  const choose = (command: Command) => {
    close();
    navigate(command.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = indexAfter(event.key, Math.min(index, flat.length - 1), flat.length);
    if (next !== undefined) setIndex(next);
    else if (event.key === 'Enter' && active) choose(active);
    else return;
    event.preventDefault();
  };
  const ask = (text: string) => {
    setQuery(text);
    setIndex(0);
  };
  return { query, ask, remote, groups, count: flat.length, active, choose, onKeyDown };
}

function Panel(props: PanelProps) {
  const { labels, close } = props;
  const listId = useId();
  const { query, ask, remote, groups, count, active, choose, onKeyDown } = usePalette(props);
  const activeId = active && optionId(listId, active);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const status = { idle: labels.count(count), searching: labels.searching, failed: labels.failed }[remote.state];
  return (
    <>
      <div className="palette-head">
        <Icon name="search" />
        <input
          className="palette-input"
          type="text"
          role="combobox"
          aria-label={labels.input}
          aria-expanded={count > 0}
          aria-controls={count > 0 ? listId : undefined}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          autoComplete="off"
          autoFocus
          placeholder={labels.open}
          value={query}
          onChange={(event) => ask(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="button" data-variant="quiet" data-size="small" onClick={close}>
          {labels.close}
        </button>
      </div>
      {count > 0 && <Results listId={listId} label={labels.results} groups={groups} active={active} choose={choose} />}
      <p className="palette-status secondary" role="status">
        {status}
      </p>
    </>
  );
}

/**
 * Search and commands in one dialog, opened by its button or Ctrl+K. A combobox whose list is always
 * open, after the ARIA Authoring Practices: focus stays in the field, arrows walk, Enter goes, Escape closes.
 */
export function CommandPalette({ fallbackHref, ...props }: CommandPaletteProps) {
  const { labels } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useShortcut(setOpen);
  useEffect(() => {
    if (open && !ref.current?.open) ref.current?.showModal();
  }, [open]);
  const onOpener = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    setOpen(true);
  };
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === ref.current) ref.current?.close();
  };
  return (
    <>
      <Anchor className="search-opener" href={fallbackHref} onClick={onOpener} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span className="search-opener-label">{labels.open}</span>
        <kbd aria-hidden="true">{labels.shortcut}</kbd>
      </Anchor>
      <dialog ref={ref} className="dialog palette" aria-label={labels.input} onClick={onBackdrop} onClose={() => setOpen(false)}>
        {open && <Panel {...props} close={() => ref.current?.close()} />}
      </dialog>
    </>
  );
}
