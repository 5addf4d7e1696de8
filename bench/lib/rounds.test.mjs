import { describe, expect, it } from 'vitest';
import { interleave } from './rounds.mjs';
import { rowsOf } from './rows.mjs';

const quiet = () => {};

describe('rounds', () => {
  it('run the peers in turn, another one first each time', async () => {
    const order = [];
    const jobs = ['a', 'b', 'c'].map((name) => ({ name, run: async () => ({ ms: order.push(name) }) }));
    await interleave(jobs, 3, quiet);
    expect(order.join('')).toBe('abcbcacab');
  });

  it('give up on a peer that fails, and measure a slow one less often', async () => {
    let tries = 0;
    const broken = async () => {
      tries++;
      return { error: 'no backend' };
    };
    const states = await interleave(
      [
        { name: 'digitry', threads: 2, run: async () => ({ ms: 2 }) },
        { name: 'broken', threads: 1, run: broken },
        { name: 'slow', threads: 1, rounds: 1, run: async () => ({ ms: 50 }) },
      ],
      3,
      quiet,
    );
    expect(tries).toBe(1);
    const rows = rowsOf(states, { network: 'n', batch: 8 });
    expect(rows.map(({ error, ratio, ms }) => [error, ratio, ms?.rounds.length])).toEqual([
      [undefined, 1, 3],
      ['no backend', undefined, undefined],
      [undefined, 25, 1],
    ]);
    expect(rows[2]).toMatchObject({ network: 'n', batch: 8, name: 'slow', threads: 1 });
  });

  it('still show the peers where digitry itself fails', async () => {
    const states = await interleave(
      [
        { name: 'digitry', run: async () => ({ error: 'out of order' }) },
        { name: 'peer', run: async () => ({ ms: 1 }) },
      ],
      2,
      quiet,
    );
    const [own, peer] = rowsOf(states, {});
    expect(own.error).toBe('out of order');
    expect(peer.ms.median).toBe(1);
    expect(peer.ratio).toBeUndefined();
  });
});
