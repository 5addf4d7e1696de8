/** The queue of the Read view, with workers that do as the test says: no browser needed. */
import { describe, expect, it } from 'vitest';
import { createReadClient, MAX_PAGES } from '../src/read/client.js';
import type { PageCommand, PageReply } from '../src/read/protocol.js';
import type { FieldState } from '../src/read/state.js';
import { pageReply, reading } from './read-state.js';

describe('client', () => {
  /** Workers that do as the test says. */
  function workers() {
    const started: { sent: PageCommand[]; say(reply: PageReply): void; die(): void; isEnded: boolean }[] = [];
    const start = (): Worker => {
      const target = new EventTarget();
      const one = {
        sent: [] as PageCommand[],
        isEnded: false,
        say: (data: PageReply) => target.dispatchEvent(Object.assign(new Event('message'), { data })),
        die: () => target.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' })),
      };
      started.push(one);
      return Object.assign(target, {
        postMessage: (command: PageCommand) => one.sent.push(command),
        terminate: () => {
          one.isEnded = true;
        },
      }) as unknown as Worker;
    };
    return { started, start };
  }
  const networks = { line: 'line', digit: 'digit' };
  const file = (name: string): File => new File(['x'], name);

  it('starts nothing without a network, and reads what waited once there is one', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(null);
    client.open([file('a.png')]);
    expect(started).toHaveLength(0);
    expect(client.state.get()).toMatchObject({ network: 'missing', documents: [{ status: 'waiting' }] });
    client.use(networks);
    expect(started[0]?.sent).toEqual([{ type: 'use', networks }]);
    started[0]?.say({ type: 'ready', model: 'line' });
    expect(started[0]?.sent[1]).toMatchObject({ type: 'read', document: 1, maxPages: MAX_PAGES });
  });

  it('reads one document at a time', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    client.open([file('a.png'), file('b.png')]);
    started[0]?.say({ type: 'ready', model: 'line' });
    expect(started[0]?.sent.filter(({ type }) => type === 'read')).toHaveLength(1);
    started[0]?.say({ type: 'done', document: 1, isWhole: true });
    expect(started[0]?.sent.at(-1)).toMatchObject({ type: 'read', document: 2 });
  });

  it('ends the worker to stop, and closes a thumbnail that comes too late', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    client.open([file('a.pdf'), file('b.pdf')]);
    started[0]?.say({ type: 'ready', model: 'line' });
    client.stop();
    expect(started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(client.state.get().documents.map(({ status }) => status)).toEqual(['stopped', 'stopped']);
    let closed = 0;
    started[0]?.say({ ...pageReply(1), thumb: { close: () => closed++ } } as unknown as PageReply);
    expect(closed).toBe(1);
    expect(client.state.get().pages).toEqual([]);
  });

  it('goes on with the next document in another worker where one died', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    client.open([file('bomb.png'), file('b.png')]);
    started[0]?.say({ type: 'ready', model: 'line' });
    started[0]?.die();
    expect(client.state.get().documents[0]).toMatchObject({
      status: 'failed',
      error: { message: 'out of memory' },
    });
    started[1]?.say({ type: 'ready', model: 'line' });
    expect(started[1]?.sent.at(-1)).toMatchObject({ type: 'read', document: 2 });
  });

  it('forgets what went wrong with files of which nothing came when others are tried', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    client.open([file('a.png')]);
    started[0]?.say({ type: 'ready', model: 'line' });
    started[0]?.say({ type: 'failed', document: 1, code: 'empty', message: 'empty' });
    expect(client.state.get().documents).toMatchObject([{ status: 'failed' }]);
    client.open([file('b.png'), file('c.png')]);
    expect(client.state.get().documents.map(({ id }) => id)).toEqual([2, 3]);
    started[0]?.say({ type: 'failed', document: 2, code: 'empty', message: 'empty' });
    client.open([file('d.png')]);
    expect(client.state.get()).toMatchObject({ documents: [{ id: 2 }, { id: 3 }, { id: 4 }], since: 2 });
  });

  it('goes on where it was when another network is chosen', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    client.open([file('a.pdf'), file('b.png')]);
    started[0]?.say({ type: 'ready', model: 'line' });
    let closed = 0;
    const thumb = { close: () => closed++ };
    started[0]?.say(pageReply(1));
    started[0]?.say({ type: 'reading', document: 1, page: 1, reading, ms: 1 });
    started[0]?.say({ ...pageReply(2), thumb } as unknown as PageReply);
    client.correct('1.1.1', '70679');

    client.use({ ...networks, line: 'other' });
    started[1]?.say({ type: 'ready', model: 'other' });
    expect(started[1]?.sent.at(-1)).toMatchObject({
      type: 'read',
      document: 1,
      fromPage: 2,
      maxPages: MAX_PAGES - 1,
    });
    started[1]?.say(pageReply(2));
    started[1]?.say({ type: 'reading', document: 1, page: 2, reading, ms: 1 });
    expect(closed).toBe(1);
    const { documents, pages } = client.state.get();
    expect(pages.map(({ id, status }) => [id, status])).toEqual([
      ['1.1', 'done'],
      ['1.2', 'done'],
    ]);
    expect(pages[0]?.fields[1]?.correction).toBe('70679');
    expect(documents.map(({ status }) => status)).toEqual(['reading', 'waiting']);

    // All its pages have been read: nothing is left of it.
    client.use(networks);
    started[2]?.say({ type: 'ready', model: 'line' });
    expect(started[2]?.sent.at(-1)).toMatchObject({ type: 'read', document: 2, fromPage: 1 });
  });

  it('does not start again and again where the worker cannot be started', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    started[0]?.die();
    expect(started).toHaveLength(1);
    expect(client.state.get()).toMatchObject({
      network: 'failed',
      networkError: { message: 'out of memory' },
    });
  });

  it('closes the thumbnails of what is cleared', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    client.open([file('a.png')]);
    started[0]?.say({ type: 'ready', model: 'line' });
    let closed = 0;
    started[0]?.say({ ...pageReply(1), thumb: { close: () => closed++ } } as unknown as PageReply);
    started[0]?.say({ type: 'done', document: 1, isWhole: true });
    client.clear();
    expect(closed).toBe(1);
    expect(client.state.get()).toMatchObject({ network: 'ready', documents: [], pages: [], page: null });
    expect(started[0]?.isEnded).toBe(false);
  });

  it('sends what the network saw of the lines that a rule is for', () => {
    const { started, start } = workers();
    const client = createReadClient(start);
    client.use(networks);
    client.open([file('a.png')]);
    started[0]?.say({ type: 'ready', model: 'line' });
    started[0]?.say(pageReply(1));
    started[0]?.say({ type: 'reading', document: 1, page: 1, reading, ms: 1 });
    client.reread('digits(5)', ['1.1.1', '1.1.g0.0.0']);
    const { seen, reasons } = reading.lines[1] as FieldState;
    expect(started[0]?.sent.at(-1)).toEqual({
      type: 'reread',
      rule: 'digits(5)',
      lines: [{ id: '1.1.1', seen, reasons }],
    });
    started[0]?.say({ type: 'rule-refused', code: '', message: 'no' });
    expect(client.state.get().ruleError).toEqual({ code: '', message: 'no' });
  });
});
